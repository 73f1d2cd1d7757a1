import type { MiddlewareHandler } from 'hono'
import type { ApiEnv } from '../context.ts'

/*
 * Clients of CloudView's gateway look at the token that they are given: it must have three parts with dots between, and
 * they read from the second one when it ends. Ours says nothing by itself; it stands where a signature would, behind two
 * parts that tell what the client knows anyway. Nobody relies on those: the last part alone is the token.
 * https://www.rfc-editor.org/rfc/rfc7519#section-3
 */

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const seconds = (time: string | Date) => Math.floor(new Date(time).getTime() / 1000)

type Claims = { readonly name: string; readonly now: Date; readonly expires: string }

/** The token in the shape of a JSON Web Token. */
export const wrapToken = (token: string, { name, now, expires }: Claims): string =>
  [encode({ alg: 'HS256', typ: 'JWT' }), encode({ sub: name, iat: seconds(now), exp: seconds(expires) }), token].join(
    '.',
  )

/** The token out of that shape; anything else as it is. */
export const unwrapToken = (text: string): string => /^[\w-]+\.[\w-]+\.(plb_[\w-]+)$/.exec(text)?.[1] ?? text

/**
 * Sees to it that such a token can be sent as a bearer, alone or before another one: clients of Armor send an id token and
 * an access token with a comma between, of which the first counts here.
 */
export const unwrapBearer: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const [, bearer] = /^Bearer +([^,\s]+) *(?:,.*)?$/i.exec(c.req.header('authorization') ?? '') ?? []
  if (bearer) c.req.raw.headers.set('authorization', `Bearer ${unwrapToken(bearer)}`)
  return next()
}
