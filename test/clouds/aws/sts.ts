import { type AwsAnswer, type AwsCall, AwsRefusal, type AwsWorld } from './call.ts'
import { trust } from './estate.ts'
import { element, field } from './xml.ts'

/** The account that the worker itself runs in. */
const workerAccount = '999988887777'

export function answerSts({ action, input, accessKey }: AwsCall, world: AwsWorld): AwsAnswer {
  if (action === 'AssumeRole') return assumeRole(input, world)
  if (action === 'GetCallerIdentity') return identity(accessKey, world)
  throw new AwsRefusal(400, 'InvalidAction', `Could not find operation ${action}`)
}

function assumeRole(input: URLSearchParams, { estate, sessions }: AwsWorld): AwsAnswer {
  const arn = input.get('RoleArn') ?? ''
  const account = estate.accounts.find((candidate) => trust(candidate).roleArn === arn)
  if (!account || input.get('ExternalId') !== account.externalId) {
    const caller = `arn:aws:iam::${workerAccount}:user/plumbline`
    throw new AwsRefusal(
      403,
      'AccessDenied',
      `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
    )
  }
  const key = `ASIASIMULATED${String(sessions.size + 1).padStart(7, '0')}`
  sessions.set(key, { account: account.id, role: account.role })
  const expires = new Date(Date.now() + 3_600_000).toISOString()
  return {
    body: element(
      'AssumeRoleResponse',
      element(
        'AssumeRoleResult',
        element(
          'Credentials',
          field('AccessKeyId', key),
          field('SecretAccessKey', 'simulated'),
          field('SessionToken', `session-of-${key}`),
          field('Expiration', expires),
        ),
      ),
    ),
  }
}

function identity(accessKey: string, { sessions, pretended }: AwsWorld): AwsAnswer {
  const session = sessions.get(accessKey)
  const account = (session && pretended) ?? session?.account ?? workerAccount
  const arn = session
    ? `arn:aws:sts::${account}:assumed-role/${session.role}/plumbline`
    : `arn:aws:iam::${account}:user/plumbline`
  return {
    body: element(
      'GetCallerIdentityResponse',
      element(
        'GetCallerIdentityResult',
        field('Arn', arn),
        field('UserId', 'AIDASIMULATED'),
        field('Account', account),
      ),
    ),
  }
}
