import type { Credentials as StsCredentials } from '@aws-sdk/client-sts'
import { clientSettings } from './aws-clients.ts'
import { faultOf } from './aws-errors.ts'
import { explainSignIn } from './aws-sign-in.ts'

type SessionOptions = {
  readonly roleArn: string
  readonly externalId: string
  readonly region: string
  readonly attempts: number
  readonly signal: AbortSignal
  readonly count: () => void
  /** An organization keeps the connector. */
  readonly isMember: boolean
}

/** A session as the SDK's clients take it. */
type SessionCredentials = {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  readonly expiration: Date
}

/** Milliseconds before its end at which a session is renewed: a minute before the SDK's clients would ask for it. */
const renewBefore = 6 * 60_000

/**
 * A provider of the role's credentials, taken on with the worker's own (the SDK's default chain). All clients of a
 * connection share it, so that one call takes on the role and one call renews it. Throws `ConnectionError`.
 */
export async function createSession(options: SessionOptions): Promise<() => Promise<SessionCredentials>> {
  const { STSClient, AssumeRoleCommand } = await import('@aws-sdk/client-sts')
  const { roleArn, externalId, region, attempts, signal, count, isMember } = options
  const sts = new STSClient(clientSettings(region, attempts))
  let held: SessionCredentials | undefined
  let renewing: Promise<SessionCredentials> | undefined

  async function renew(): Promise<SessionCredentials> {
    const command = new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'plumbline', ExternalId: externalId })
    try {
      count()
      held = toCredentials((await sts.send(command, { abortSignal: signal })).Credentials)
      return held
    } catch (error) {
      signal.throwIfAborted()
      if (held && lasts(held, 0)) return held
      throw explainSignIn(faultOf(error), roleArn, isMember)
    }
  }

  return () => {
    if (held && lasts(held, renewBefore)) return Promise.resolve(held)
    renewing ??= renew().finally(() => {
      renewing = undefined
    })
    return renewing
  }
}

const lasts = ({ expiration }: SessionCredentials, milliseconds: number) =>
  expiration.getTime() - Date.now() > milliseconds

function toCredentials({ AccessKeyId, SecretAccessKey, SessionToken, Expiration }: Partial<StsCredentials> = {}) {
  if (!AccessKeyId || !SecretAccessKey || !SessionToken)
    throw new Error('an answer to sts:AssumeRole without credentials')
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiration: Expiration ?? new Date(),
  }
}
