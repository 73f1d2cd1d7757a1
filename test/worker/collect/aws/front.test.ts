import { describe, expect, test } from 'vitest'
import { cloudfrontDistribution } from '../../../../worker/collect/aws/cloudfront-distribution.ts'
import { OperationError } from '../../../../worker/operation-error.ts'
import { type AwsAccount, demoAwsEstate, emptyAccount, hostileTexts } from '../../../clouds/aws-estate.ts'
import type { Fault } from '../../../clouds/cloud.ts'
import { type Collected, collect, collectOne, connectTo, contextOf, named } from './collect.ts'

const types = [
  'aws.lambda.function',
  'aws.sqs.queue',
  'aws.secretsmanager.secret',
  'aws.events.bus',
  'aws.ecr.repository',
  'aws.glacier.vault',
  'aws.apigateway.stage',
  'aws.cloudfront.distribution',
  'aws.wafv2.web-acl',
  'aws.sfn.state-machine',
]

type Connected = Awaited<ReturnType<typeof connectTo>>

const everywhere = async ({ connection }: Connected, type: string): Promise<Collected[]> => {
  const isGlobal = ['aws.cloudfront.distribution', 'aws.iam.role', 'aws.s3.bucket'].includes(type)
  const regions = isGlobal ? ['us-east-1'] : ['eu-west-1', 'us-east-1']
  const found: Collected[] = []
  for (const region of regions) found.push(...(await collect(connection, type, region)))
  return found
}

describe.each(types)('%s', (type) => {
  test('is the same from pages of one as from a single page', async () => {
    const expected = await everywhere(await connectTo(demoAwsEstate()), type)
    expect(expected.length).toBeGreaterThan(1)
    expect(await everywhere(await connectTo(demoAwsEstate(), { pageSize: 1 }), type)).toEqual(expected)
  })

  test('is the same read alone as in the list', async () => {
    const connected = await connectTo(demoAwsEstate())
    for (const resource of await everywhere(connected, type))
      expect(await collectOne(connected.connection, type, resource.id, resource.region)).toEqual(resource)
  })

  test('has its tags, and nothing unread', async () => {
    const resources = await everywhere(await connectTo(demoAwsEstate()), type)
    expect(resources.some(({ tags = {} }) => tags.env !== undefined)).toBe(true)
    expect(resources.flatMap(({ unread = [] }) => unread)).toEqual([])
  })

  test('is gone for who reads one that is not there', async () => {
    const connected = await connectTo(demoAwsEstate())
    const [{ id = '', region = '' } = {}] = await everywhere(connected, type)
    expect(await collectOne(connected.connection, type, `${id}0`, region)).toBeUndefined()
  })
})

test('whatever is secret of them stays where it is', async () => {
  const connected = await connectTo(demoAwsEstate())
  for (const type of types)
    expect(JSON.stringify(await everywhere(connected, type)), type).not.toMatch(/demo-secret|definition/)
})

const lists = [
  ['aws.lambda.function', 'lambda:ListFunctions', 'lambda:ListFunctions'],
  ['aws.sqs.queue', 'sqs:ListQueues', 'sqs:ListQueues'],
  ['aws.secretsmanager.secret', 'secretsmanager:ListSecrets', 'secretsmanager:ListSecrets'],
  ['aws.events.bus', 'events:ListEventBuses', 'events:ListEventBuses'],
  ['aws.ecr.repository', 'ecr:DescribeRepositories', 'ecr:DescribeRepositories'],
  ['aws.glacier.vault', 'glacier:ListVaults', 'glacier:ListVaults'],
  ['aws.apigateway.stage', 'apigateway:GetRestApis', 'apigateway:GET'],
  ['aws.apigateway.stage', 'apigateway:GetStages', 'apigateway:GET'],
  ['aws.apigateway.stage', 'apigatewayv2:GetApis', 'apigateway:GET'],
  ['aws.apigateway.stage', 'apigatewayv2:GetStages', 'apigateway:GET'],
  ['aws.cloudfront.distribution', 'cloudfront:ListDistributions', 'cloudfront:ListDistributions'],
  ['aws.wafv2.web-acl', 'wafv2:ListWebACLs', 'wafv2:ListWebACLs'],
  ['aws.sfn.state-machine', 'sfn:ListStateMachines', 'states:ListStateMachines'],
] as const

test.each(lists)(
  'a list of %s whose %s fails is an error, never an empty list',
  async (type, operation, permission) => {
    for (const kind of ['deny', 'malformed'] as const) {
      const connected = await connectTo(demoAwsEstate())
      connected.cloud.faults.push({ operation, kind })
      const failure = await everywhere(connected, type).catch((error: unknown) => error)
      expect(failure, kind).toBeInstanceOf(OperationError)
      expect(failure, kind).toMatchObject({ operation, permission })
    }
  },
)

const policies = ['hasPolicy', 'publicStatements', 'policyConditions', 'policyAccess']

/** Type, operation, permission, what is unread. */
const reads: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['aws.lambda.function', 'lambda:GetPolicy', 'lambda:GetPolicy', policies],
  ['aws.lambda.function', 'lambda:ListAliases', 'lambda:ListAliases', policies],
  ['aws.sqs.queue', 'sqs:GetQueueAttributes', 'sqs:GetQueueAttributes', [...policies, 'kmsKeyId', 'created']],
  ['aws.secretsmanager.secret', 'secretsmanager:GetResourcePolicy', 'secretsmanager:GetResourcePolicy', policies],
  ['aws.ecr.repository', 'ecr:GetRepositoryPolicy', 'ecr:GetRepositoryPolicy', policies],
  ['aws.glacier.vault', 'glacier:GetVaultAccessPolicy', 'glacier:GetVaultAccessPolicy', policies],
  ['aws.wafv2.web-acl', 'wafv2:GetWebACL', 'wafv2:GetWebACL', ['defaultAction', 'rules', 'capacity']],
  ['aws.wafv2.web-acl', 'wafv2:ListLoggingConfigurations', 'wafv2:ListLoggingConfigurations', ['logDestinations']],
  ['aws.sfn.state-machine', 'sfn:DescribeStateMachine', 'states:DescribeStateMachine', ['roleArn', 'logGroupArn']],
]

test.each(reads)(
  '%s: a failed %s leaves its fields unread, and every resource there',
  async (type, operation, permission, fields) => {
    const all = await everywhere(await connectTo(demoAwsEstate()), type)
    for (const kind of ['deny', 'malformed'] as const) {
      const connected = await connectTo(demoAwsEstate())
      connected.cloud.faults.push({ operation, kind })
      const found = await everywhere(connected, type)
      expect(found.map(({ id }) => id)).toEqual(all.map(({ id }) => id))
      for (const { unread = [], config } of found) {
        for (const field of fields) {
          expect(config[field], field).toBeUndefined()
          const reason = unread.find((one) => one.field === field)
          expect(reason).toMatchObject({ operation, ...(kind === 'deny' && { permission }) })
        }
      }
    }
  },
)

test.each(types.filter((type) => !['aws.secretsmanager.secret', 'aws.apigateway.stage'].includes(type)))(
  '%s: tags that are refused are unread, and nothing else is',
  async (type) => {
    const connected = await connectTo(demoAwsEstate())
    connected.cloud.faults.push({ operation: 'tagging:GetResources', kind: 'deny' })
    for (const { unread = [] } of await everywhere(connected, type))
      expect(unread.map(({ field, permission }) => [field, permission])).toEqual([['tags', 'tag:GetResources']])
  },
)

test('a function is as public as the most public of its aliases', async () => {
  const found = await everywhere(await connectTo(demoAwsEstate()), 'aws.lambda.function')
  expect(named(found, 'partner-import').config).toMatchObject({
    policyAccess: 'public',
    publicStatements: ['Anyone of alias live'],
  })
  expect(named(found, 'public-webhook').config.publicStatements).toEqual(['FunctionURLAllowPublicAccess'])
  expect(named(found, 'invoice-render').config).toMatchObject({
    ...{ policyAccess: 'private', hasPolicy: true, policyConditions: ['aws:sourceaccount'] },
  })
})

test('a queue keeps the account and the region of where it was found, whatever its address says', async () => {
  const estate = demoAwsEstate()
  const { connection } = await connectTo(estate)
  const queue = named(await collect(connection, 'aws.sqs.queue'), 'orders.fifo')
  expect(queue).toMatchObject({
    id: 'arn:aws:sqs:us-east-1:111122223333:orders.fifo',
    config: { isFifo: true, deadLetterQueueArn: 'arn:aws:sqs:us-east-1:111122223333:orders-dead.fifo' },
  })
})

test('a secret that waits for its deletion is no longer there', async () => {
  const { connection } = await connectTo(demoAwsEstate())
  const secrets = await collect(connection, 'aws.secretsmanager.secret', 'eu-west-1')
  expect(secrets.map(({ name }) => name)).toEqual(['partner-api-key'])
  const retired = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:retired-g7H8i9'
  expect(await collectOne(connection, 'aws.secretsmanager.secret', retired, 'eu-west-1')).toBeUndefined()
})

test('policies of event buses come with their list', async () => {
  const { cloud, connection } = await connectTo(demoAwsEstate())
  expect(named(await collect(connection, 'aws.events.bus'), 'orders').config.policyAccess).toBe('public')
  expect([...cloud.calls.keys()].filter((call) => call.startsWith('events:'))).toEqual(['events:ListEventBuses'])
})

test('the web ACLs of distributions are asked for in one region alone', async () => {
  const connected = await connectTo(demoAwsEstate())
  const scopes = (await everywhere(connected, 'aws.wafv2.web-acl')).map(({ config }) => config.scope)
  expect(scopes.sort()).toEqual(['CLOUDFRONT', 'REGIONAL'])
})

describe('the access logs of a distribution are', () => {
  const logsOf = async (faults: readonly Fault[] = []) => {
    const { cloud, connection } = await connectTo(demoAwsEstate())
    cloud.faults.push(...faults)
    const found = await collect(connection, 'aws.cloudfront.distribution')
    const about = ({ config, unread = [] }: Collected) =>
      config.accessLogs ?? unread.find(({ field }) => field === 'accessLogs')?.permission ?? 'none'
    return Object.fromEntries(found.map((one) => [one.config.distributionId, about(one)]))
  }

  test('those that CloudWatch Logs delivers, those of its bucket, those in real time of every path', async () => {
    expect(await logsOf()).toEqual({
      E1HARB0RSH0P00: 'log delivery to S3',
      E2HARB0RPRESS0: 'standard logs',
      E3HARB0RVIDEO0: 'real-time logs',
      E4HARB0RDRAFT0: 'none',
    })
  })

  test('known from one way that was seen, and unknown where another could not be read', async () => {
    expect(await logsOf([{ operation: 'logs:DescribeDeliveries', kind: 'deny' }])).toEqual({
      E1HARB0RSH0P00: 'logs:DescribeDeliveries',
      E2HARB0RPRESS0: 'standard logs',
      E3HARB0RVIDEO0: 'real-time logs',
      E4HARB0RDRAFT0: 'logs:DescribeDeliveries',
    })
    expect(await logsOf([{ operation: 'cloudfront:GetDistributionConfig', kind: 'deny' }])).toEqual({
      E1HARB0RSH0P00: 'log delivery to S3',
      E2HARB0RPRESS0: 'cloudfront:GetDistributionConfig',
      E3HARB0RVIDEO0: 'real-time logs',
      E4HARB0RDRAFT0: 'cloudfront:GetDistributionConfig',
    })
  })

  test('none where the source is another log, or is delivered nowhere', async () => {
    for (const change of [{ kind: 'CONNECTION_LOGS' }, { to: undefined }, { service: 'bedrock' }]) {
      const estate = demoAwsEstate()
      const delivery = estate.accounts[0]?.cloudfront?.deliveries?.[0]
      if (!delivery) throw new Error('no delivery')
      Object.assign(delivery, change)
      const { connection } = await connectTo(estate)
      const shop = named(await collect(connection, 'aws.cloudfront.distribution'), 'shop.harbor.example')
      expect(shop.config.accessLogs).toBeUndefined()
      expect(shop.unread).toEqual([])
    }
  })
})

test('in GovCloud, where there is no CloudFront, nobody is asked for distributions', async () => {
  const { cloud, connection } = await connectTo(demoAwsEstate())
  const context = { ...contextOf(connection, 'global'), partition: 'aws-us-gov' }
  for await (const found of cloudfrontDistribution.list(context)) throw new Error(`found ${found.distribution.Id}`)
  expect(await cloudfrontDistribution.one(context, 'arn:aws-us-gov:cloudfront::111122223333:distribution/E1')).toBe(
    undefined,
  )
  expect([...cloud.calls.keys()].filter((call) => /^(cloudfront|logs|tagging):/.test(call))).toEqual([])
})

test('a distribution names the buckets that it serves from, and its web ACL', async () => {
  const { connection } = await connectTo(demoAwsEstate())
  const shop = named(await collect(connection, 'aws.cloudfront.distribution'), 'shop.harbor.example')
  expect(shop.config).toMatchObject({
    bucketArns: ['arn:aws:s3:::harbor-public-site'],
    webAclArn: expect.stringContaining(':global/webacl/shop-edge/'),
  })
})

test('stages of all kinds of APIs tell what receives their access logs, and execution logs are none', async () => {
  const stages = await everywhere(await connectTo(demoAwsEstate()), 'aws.apigateway.stage')
  const logs = Object.fromEntries(stages.map(({ name, config }) => [name, [config.kind, config.accessLogs]]))
  expect(logs).toEqual({
    'shop/prod': ['REST', 'CloudWatch Logs'],
    'shop/test': ['REST', undefined],
    'booking/$default': ['HTTP', 'Data Firehose'],
    'booking/beta': ['HTTP', undefined],
    'live-feed/prod': ['WEBSOCKET', undefined],
  })
})

describe('hostile texts', () => {
  const texts = Object.values(hostileTexts)
  const region = 'us-east-1'
  const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:111122223333:${rest}`
  const tags = { [hostileTexts.markup ?? '']: hostileTexts.script ?? '', env: hostileTexts.long ?? '' }
  const created = '2026-01-01T00:00:00.000Z'
  const open = (Sid: string) => JSON.stringify({ Statement: { Sid, Effect: 'Allow', Principal: '*', Action: '*' } })

  const account = (): AwsAccount => ({
    ...emptyAccount('111122223333'),
    apigateway: {
      apis: texts.map((name, index) => ({
        ...{ id: `a${index}`, region, name, created },
        stages: [{ name: 'prod', created, tags, logs: name }],
      })),
    },
    apigatewayv2: { apis: [] },
    secretsmanager: {
      secrets: texts.map((name, index) => ({
        ...{ arn: arn('secretsmanager', `secret:s${index}-a1B2c3`), region, name, created, tags, policy: open(name) },
      })),
    },
    sqs: { queues: texts.map((text, index) => ({ arn: arn('sqs', `q${index}`), region, created, policy: text })) },
    cloudfront: {
      distributions: texts.map((text, index) => ({
        ...{ arn: `arn:aws:cloudfront::111122223333:distribution/E${index}`, region: 'us-east-1', domain: text },
        ...{ modified: created, aliases: [text], origins: [text], tags, logBucket: text, webAcl: text },
      })),
    },
  })

  test('are held as they are, and make nobody stumble', async () => {
    const { connection } = await connectTo({ accounts: [account()] })
    const stages = await collect(connection, 'aws.apigateway.stage')
    expect(stages.map(({ config }) => config.apiName).sort()).toEqual([...texts].sort())
    const secrets = await collect(connection, 'aws.secretsmanager.secret')
    expect(secrets.map(({ name }) => name).sort()).toEqual([...texts].sort())
    for (const { name, config } of secrets) expect(config.publicStatements).toEqual([name])
    expect(await collect(connection, 'aws.cloudfront.distribution')).toHaveLength(texts.length)
  })

  test('where a policy should be are unknown, never private', async () => {
    const { connection } = await connectTo({ accounts: [account()] })
    for (const { config, unread = [] } of await collect(connection, 'aws.sqs.queue')) {
      expect(config.policyAccess).toBeUndefined()
      expect(unread.map(({ field }) => field)).toEqual(expect.arrayContaining(policies))
    }
  })
})

test('a function takes two calls and one for each alias, and a whole region one page of tags', async () => {
  const { cloud, connection } = await connectTo(demoAwsEstate())
  await collect(connection, 'aws.lambda.function')
  await collect(connection, 'aws.lambda.function', 'eu-west-1')
  const counts = Object.fromEntries([...cloud.calls].filter(([call]) => /^(lambda|tagging):/.test(call)))
  expect(counts).toEqual({
    'lambda:ListFunctions': 2,
    'lambda:GetPolicy': 3 + 2,
    'lambda:ListAliases': 3,
    'tagging:GetResources': 2,
  })
})

/** What the demo relates, by type, field and the field of the target that it names. */
const relations: readonly (readonly [from: string, key: string, to: string, match: string])[] = [
  ['aws.lambda.function', 'roleArn', 'aws.iam.role', 'id'],
  ['aws.lambda.function', 'securityGroupIds', 'aws.ec2.security-group', 'groupId'],
  ['aws.lambda.function', 'vpcId', 'aws.ec2.vpc', 'vpcId'],
  ['aws.sqs.queue', 'deadLetterQueueArn', 'aws.sqs.queue', 'id'],
  ['aws.apigateway.stage', 'webAclArn', 'aws.wafv2.web-acl', 'id'],
  ['aws.cloudfront.distribution', 'webAclArn', 'aws.wafv2.web-acl', 'id'],
  ['aws.cloudfront.distribution', 'bucketArns', 'aws.s3.bucket', 'id'],
  ['aws.cloudfront.distribution', 'logBucketArn', 'aws.s3.bucket', 'id'],
  ['aws.sfn.state-machine', 'roleArn', 'aws.iam.role', 'id'],
]

test.each(relations)('%s names by %s the %s that it belongs to', async (from, key, to, match) => {
  const connected = await connectTo(demoAwsEstate())
  const named = (await everywhere(connected, from)).flatMap(({ config }) => (config[key] as string | string[]) ?? [])
  const known = (await everywhere(connected, to)).map(({ id, config }) => (match === 'id' ? id : config[match]))
  expect(named.length).toBeGreaterThan(0)
  for (const target of named) expect(known).toContain(target)
})
