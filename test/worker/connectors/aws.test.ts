import { DescribeVpcsCommand } from '@aws-sdk/client-ec2'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { ConnectionError } from '../../../worker/connection.ts'
import { connectAws } from '../../../worker/connectors/aws.ts'
import { homeRegion } from '../../../worker/connectors/aws-partitions.ts'
import { awsPrincipal } from '../../../worker/connectors/aws-principal.ts'
import { OperationError } from '../../../worker/operation-error.ts'
import { type SimulatedAws, startAws } from '../../clouds/aws.ts'
import { type AwsEstate, demoAwsEstate, emptyAccount, trust } from '../../clouds/aws-estate.ts'
import type { CloudOptions } from '../../clouds/cloud.ts'
import { collect, setWorkerKey } from '../collect/aws/collect.ts'

beforeEach(() => {
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) delete process.env[name]
})

async function start(estate: AwsEstate = demoAwsEstate(), options: CloudOptions = {}): Promise<SimulatedAws> {
  const cloud = await startAws(estate, options)
  onTestFinished(cloud.close)
  setWorkerKey(cloud.url)
  return cloud
}

const connect = (
  settings: { roleArn: string; externalId: string },
  signal: AbortSignal = new AbortController().signal,
  attempts = 2,
) => connectAws({ cloud: 'aws', ...settings }, undefined, { endpoints: {}, signal, attempts })

const demo = () => {
  const [account] = demoAwsEstate().accounts
  if (!account) throw new Error('an estate without accounts')
  return trust(account)
}

async function refusalOf(call: Promise<unknown>): Promise<ConnectionError> {
  const error = await call.catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(ConnectionError)
  return error as ConnectionError
}

describe('signing in', () => {
  test('reaches the account of the role and its enabled regions', async () => {
    const cloud = await start()
    const connection = await connect(demo())
    expect(connection).toMatchObject({
      cloud: 'aws',
      account: '111122223333',
      partition: 'aws',
      regions: ['eu-west-1', 'us-east-1'],
    })
    expect(connection.apiCalls()).toBe(3)
    expect([...cloud.calls]).toEqual([
      ['sts:AssumeRole', 1],
      ['sts:GetCallerIdentity', 1],
      ['ec2:DescribeRegions', 1],
    ])
  })

  test('takes on the role once, for all clients and regions', async () => {
    const cloud = await start()
    const connection = await connect(demo())
    await Promise.all([
      collect(connection, 'aws.account'),
      collect(connection, 'aws.s3.bucket'),
      collect(connection, 'aws.ec2.vpc', 'eu-west-1'),
      collect(connection, 'aws.ec2.instance', 'us-east-1'),
    ])
    expect(cloud.calls.get('sts:AssumeRole')).toBe(1)
  })

  test.each([
    ['aws-us-gov', 'us-gov-west-1'],
    ['aws-cn', 'cn-north-1'],
    ['aws-eusc', 'eusc-de-east-1'],
  ])('in the partition %s starts in its home region', async (partition, region) => {
    const account = { ...emptyAccount('123456789012'), partition, regions: { enabled: [region], disabled: [] } }
    const cloud = await start({ accounts: [account] })
    const connection = await connect(trust(account))
    expect(connection).toMatchObject({ partition, regions: [region] })
    await collect(connection, 'aws.account')
    expect([...cloud.regions]).toEqual([region])
  })

  test.each(['aws', 'aws-us-gov', 'aws-cn', 'aws-eusc'])(
    'in the partition %s reads the regions that are enabled, opted into or not, and calls no other one',
    async (partition) => {
      const home = homeRegion(partition) ?? ''
      const regions = { enabled: [home, 'me-south-1'], disabled: ['ap-east-1', 'af-south-1'] }
      const account = { ...emptyAccount('123456789012'), partition, regions }
      const cloud = await start({ accounts: [account] })
      const connection = await connect(trust(account))
      expect(connection.regions).toEqual([home, 'me-south-1'].sort())
      for (const region of connection.regions) await collect(connection, 'aws.ec2.vpc', region)
      expect([...cloud.regions].sort()).toEqual([home, 'me-south-1'].sort())
    },
  )

  test('keeps two accounts apart', async () => {
    const [one, two] = [emptyAccount('123456789012'), emptyAccount('210987654321')]
    two.buckets.push({ name: 'of-two', region: 'us-east-1', created: '2024-01-01T00:00:00.000Z' })
    await start({ accounts: [one, two] })
    const [first, second] = [await connect(trust(one)), await connect(trust(two))]
    expect(await collect(first, 'aws.s3.bucket')).toEqual([])
    expect((await collect(second, 'aws.s3.bucket')).map(({ name }) => name)).toEqual(['of-two'])
  })
})

describe('a sign-in that fails says why, and which step to repeat', () => {
  test('the worker has no credentials of its own', async () => {
    await start()
    delete process.env.AWS_ACCESS_KEY_ID
    delete process.env.AWS_SECRET_ACCESS_KEY
    const { message, advice } = await refusalOf(connect(demo()))
    expect(message).toBe('The worker has no AWS credentials of its own to assume the role with.')
    expect(advice).toContain('Give the worker an access key')
  })

  test.each([
    ['another external id', { externalId: 'guessed' }],
    ['a role that does not exist', { roleArn: 'arn:aws:iam::111122223333:role/Nobody' }],
    ['an account that knows nothing of us', { roleArn: 'arn:aws:iam::999999999999:role/Plumbline' }],
  ])('%s', async (_, change) => {
    await start()
    const settings = { ...demo(), ...change }
    const { message, advice } = await refusalOf(connect(settings))
    expect(message).toContain(`does not let the worker assume the role ${settings.roleArn}`)
    expect(message).not.toContain(settings.externalId)
    expect(advice).toContain('trust policy')
  })

  test('expired credentials', async () => {
    const cloud = await start()
    setWorkerKey(cloud.url, 'ASIAEXPIREDWORKER000')
    expect((await refusalOf(connect(demo()))).message).toBe(
      "The worker's own AWS credentials have expired (ExpiredToken).",
    )
  })

  test('credentials that AWS does not know, for they are of another partition', async () => {
    const cloud = await start()
    setWorkerKey(cloud.url, 'AKIAUNKNOWNWORKER000')
    const roleArn = 'arn:aws-cn:iam::111122223333:role/Plumbline'
    expect((await refusalOf(connect({ ...demo(), roleArn }))).advice).toContain('of the partition aws-cn')
    expect((await refusalOf(connect(demo()))).advice).not.toContain('partition')
  })

  test('credentials that AWS does not know', async () => {
    const cloud = await start()
    setWorkerKey(cloud.url, 'AKIAUNKNOWNWORKER000')
    expect((await refusalOf(connect(demo()))).message).toBe(
      "AWS does not know the worker's own credentials (InvalidClientTokenId).",
    )
  })

  test('an address where nobody answers', async () => {
    const cloud = await start()
    await cloud.close()
    const { message, advice } = await refusalOf(connect(demo()))
    expect(message).toBe('AWS could not be reached (ECONNREFUSED).')
    expect(advice).toContain('AWS_ENDPOINT_URL')
  })

  test('a session of another account than the ARN of the role names', async () => {
    const cloud = await start()
    cloud.faults.push({ operation: 'sts:GetCallerIdentity', kind: 'slow' })
    const signIn = refusalOf(connect(demo()))
    while (!cloud.calls.get('sts:GetCallerIdentity')) await new Promise((resolve) => setTimeout(resolve, 1))
    cloud.pretendAccount('210987654321')
    expect((await signIn).message).toBe(
      "The role's ARN names the account 111122223333, but AWS signed in to 210987654321.",
    )
  })

  test('a role without the permission to begin with', async () => {
    const cloud = await start()
    cloud.faults.push({ operation: 'ec2:DescribeRegions', kind: 'deny' })
    const { message, advice } = await refusalOf(connect(demo()))
    expect(message).toBe('AWS refused ec2:DescribeRegions: the role has no permission ec2:DescribeRegions.')
    expect(advice).toContain('Attach the permission policy')
  })

  test('an answer that is none of AWS', async () => {
    const cloud = await start()
    cloud.faults.push({ operation: 'ec2:DescribeRegions', kind: 'malformed' })
    expect((await refusalOf(connect(demo()))).message).toContain('was cut off or malformed')
  })
})

test('a member of an organization that cannot be entered is told to deploy the StackSet', async () => {
  await start()
  const settings = { cloud: 'aws', ...demo(), externalId: 'guessed' } as const
  const signal = new AbortController().signal
  const options = { endpoints: {}, signal, attempts: 2, isMember: true }
  expect((await refusalOf(connectAws(settings, undefined, options))).advice).toMatch(/^Deploy the StackSet/)
})

describe('a call that fails', () => {
  test('says what was refused, without anything of the request', async () => {
    const cloud = await start()
    const connection = await connect(demo())
    cloud.faults.push({ operation: 's3:ListBuckets', kind: 'deny' })
    const error = await collect(connection, 'aws.s3.bucket').catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(OperationError)
    expect(error).toMatchObject({
      failure: 'denied',
      code: 'AccessDenied',
      permission: 's3:ListAllMyBuckets',
      message: 'AWS refused s3:ListBuckets: the role has no permission s3:ListAllMyBuckets.',
    })
    expect(JSON.stringify(error)).not.toMatch(/Signature|ASIA|session-of/)
  })

  test('counts every try', async () => {
    const cloud = await start()
    const connection = await connect(demo(), undefined, 3)
    const before = connection.apiCalls()
    cloud.faults.push({ operation: 'ec2:DescribeVpcs', kind: 'error' })
    const ec2 = await connection.clients('us-east-1').ec2()
    const call = ec2.send(new DescribeVpcsCommand({}))
    await expect(call).rejects.toThrow('AWS failed 3 times to answer ec2:DescribeVpcs')
    expect(connection.apiCalls() - before).toBe(3)
  })

  test('in a disabled region says that the session counts for nothing there', async () => {
    await start()
    const connection = await connect(demo())
    await expect(collect(connection, 'aws.ec2.vpc', 'ap-east-1')).rejects.toMatchObject({
      failure: 'failed',
      code: 'AuthFailure',
    })
  })
})

test('an abort ends calls at once, with its own reason', async () => {
  const cloud = await start(demoAwsEstate(), { latency: 300 })
  const controller = new AbortController()
  const connection = await connect(demo(), controller.signal, 10)
  cloud.faults.push({ operation: 'ec2:DescribeVpcs', kind: 'throttle' })
  const listing = collect(connection, 'aws.ec2.vpc')
  const reason = new Error('cancelled')
  setTimeout(() => controller.abort(reason), 50)
  const began = performance.now()
  await expect(listing).rejects.toBe(reason)
  // Ten attempts would take far longer.
  expect(performance.now() - began).toBeLessThan(2_000)
  await expect(collect(connection, 'aws.s3.bucket')).rejects.toBe(reason)
})

test('the worker knows the account that roles have to trust, if it has one', async () => {
  await start()
  expect(await awsPrincipal()).toBe('999988887777')
  delete process.env.AWS_ACCESS_KEY_ID
  delete process.env.AWS_SECRET_ACCESS_KEY
  expect(await awsPrincipal()).toBeUndefined()
})
