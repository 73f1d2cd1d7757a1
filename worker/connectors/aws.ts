import type { AwsClients } from '../clients.ts'
import { type Connect, type Connection, ConnectionError } from '../connection.ts'
import { OperationError } from '../operation-error.ts'
import { type ClientOptions, clientSettings, createClients } from './aws-clients.ts'
import { withinLimits } from './aws-limits.ts'
import { equip } from './aws-middleware.ts'
import { listAccounts } from './aws-organization.ts'
import { homeRegion, parseRoleArn } from './aws-partitions.ts'
import { createSession } from './aws-session.ts'
import { explainFirstCall, wrongAccount } from './aws-sign-in.ts'

type Options = Parameters<Connect>[2] & {
  /** Tries of a call that is throttled or fails in passing. */
  readonly attempts?: number
}

/**
 * Signs in to one AWS account by assuming the connector's role. The signal ends every later call of the connection too.
 * `AWS_ENDPOINT_URL` and the other settings of the SDK apply as they are. Throws `ConnectionError`.
 */
export async function connectAws(
  settings: Parameters<Connect>[0],
  _secret: string | undefined,
  { signal, attempts = 10, limits, isMember = false }: Options,
): Promise<Connection<'aws'>> {
  if (settings.cloud !== 'aws') throw new TypeError('not the settings of an AWS connector')
  const { partition, account, home } = whereIs(settings.roleArn)
  let calls = 0
  const count = () => {
    calls += 1
  }

  const { roleArn, externalId } = settings
  const credentials = await createSession({ roleArn, externalId, region: home, attempts, signal, count, isMember })
  await credentials()
  const shared = { account, signal, count, attempts, home, credentials }
  await firstCall(() => checkAccount(shared))
  const all = createClients(shared)
  const clients = (region: string) => (limits ? withinLimits(all(region), limits, region) : all(region))
  const regions = await firstCall(() => enabledRegions(clients(home)))

  const accounts = () => listAccounts(clients(home), account)
  return { cloud: 'aws', account, partition, regions, clients, accounts, apiCalls: () => calls }
}

function whereIs(roleArn: string) {
  const role = parseRoleArn(roleArn)
  const home = role && homeRegion(role.partition)
  if (role && home) return { ...role, home }
  throw new ConnectionError(
    'The ARN of the role is not one of an AWS partition that is known.',
    'Copy the ARN of the role from its page in IAM, and put it into the connector.',
  )
}

/** The role must be one of the account that its ARN names: what is stored and shown under it is that account's. */
async function checkAccount(options: ClientOptions): Promise<void> {
  const { STSClient, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts')
  const { home, attempts, credentials, account } = options
  const sts = equip(new STSClient({ ...clientSettings(home, attempts), credentials }), 'sts', home, options)
  const { Account = 'no account' } = await sts.send(new GetCallerIdentityCommand({}))
  if (Account !== account) throw wrongAccount(account, Account)
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html: without `AllRegions`, enabled ones. */
async function enabledRegions(clients: AwsClients): Promise<readonly string[]> {
  const { DescribeRegionsCommand } = await import('@aws-sdk/client-ec2')
  const { Regions = [] } = await (await clients.ec2()).send(new DescribeRegionsCommand({ AllRegions: false }))
  return Regions.flatMap(({ RegionName, OptInStatus }) =>
    RegionName && OptInStatus !== 'not-opted-in' ? [RegionName] : [],
  ).sort()
}

async function firstCall<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call()
  } catch (error) {
    throw error instanceof OperationError ? explainFirstCall(error) : error
  }
}
