import { AuthorizationResponseError, ResponseBodyError, WWWAuthenticateChallengeError } from 'openid-client'
import { toOneLine } from '../shared/one-line.ts'

/**
 * An error with what the provider said as its message, where it said something: openid-client keeps that in fields
 * (https://www.rfc-editor.org/rfc/rfc6749#section-5.2), and a log leaves fields out. Whatever is secret of this sign-in is
 * taken out: a provider may quote it.
 */
export function toOidcError(error: unknown, secrets: readonly string[]): unknown {
  const words = wordsOf(error)
  if (words === undefined) return error
  return new Error(`The provider answered: ${toOneLine(without(secrets, words), 500)}`, { cause: error })
}

function wordsOf(error: unknown): string | undefined {
  if (error instanceof AuthorizationResponseError) return said(error)
  if (error instanceof ResponseBodyError) return `${said(error)} (status ${error.status})`
  if (error instanceof WWWAuthenticateChallengeError) {
    const all = error.cause.map(({ scheme, parameters }) => said({ error: scheme, ...parameters }))
    return `${all.join(', ')} (status ${error.status})`
  }
  return error instanceof Error && error.cause instanceof Response ? `status ${error.cause.status}` : undefined
}

type Said = { readonly error: string; readonly error_description?: string | undefined }

const said = ({ error, error_description: more }: Said): string => (more ? `${error}: ${more}` : error)

/** The longest first: one may be a part of another. */
const without = (secrets: readonly string[], text: string): string =>
  secrets
    .filter((secret) => secret !== '')
    .sort((one, other) => other.length - one.length)
    .reduce((left, secret) => left.replaceAll(secret, '[hidden]'), text)
