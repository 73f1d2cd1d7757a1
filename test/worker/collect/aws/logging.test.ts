import { describe, expect, test } from 'vitest'
import { demoAwsEstate, emptyAccount } from '../../../clouds/aws-estate.ts'
import { collect, collectOne, connectTo, named } from './collect.ts'

const types = [
  ...['aws.cloudtrail.trail', 'aws.logs.log-group', 'aws.logs.metric-filter', 'aws.cloudwatch.alarm'],
  ...['aws.sns.topic', 'aws.sns.subscription', 'aws.config.recorder', 'aws.kms.key'],
]
const regions = ['eu-west-1', 'us-east-1']

describe.each(types)('%s', (type) => {
  test('is the same from pages of one as from a single page, and the same read alone', async () => {
    const whole = await connectTo(demoAwsEstate())
    const expected = (await Promise.all(regions.map((region) => collect(whole.connection, type, region)))).flat()
    expect(expected.length).toBeGreaterThan(0)
    for (const resource of expected) {
      expect(resource.unread).toBeOneOf([[], undefined])
      expect(await collectOne(whole.connection, type, resource.id, resource.region)).toEqual(resource)
    }
    const pages = await connectTo(demoAwsEstate(), { pageSize: 1 })
    for (const region of regions)
      expect(await collect(pages.connection, type, region)).toEqual(expected.filter((one) => one.region === region))
  })

  test('is not there when it is gone', async () => {
    const { connection } = await connectTo(demoAwsEstate())
    const [some] = (await Promise.all(regions.map((region) => collect(connection, type, region)))).flat()
    const gone = `${some?.id.slice(0, -4)}0000`
    expect(await collectOne(connection, type, gone, some?.region)).toBeUndefined()
  })

  test('is of no number in an empty account', async () => {
    const { connection } = await connectTo({ accounts: [emptyAccount('123456789012')] })
    for (const region of regions) expect(await collect(connection, type, region)).toEqual([])
  })
})

describe('a trail', () => {
  test('is read once in a run, for itself, its account and its bucket alike', async () => {
    const { cloud, connection } = await connectTo(demoAwsEstate())
    for (const region of regions) await collect(connection, 'aws.cloudtrail.trail', region)
    await collect(connection, 'aws.account')
    const buckets = await collect(connection, 'aws.s3.bucket')
    expect(cloud.calls.get('cloudtrail:GetTrailStatus')).toBe(2)
    expect(cloud.calls.get('cloudtrail:GetEventSelectors')).toBe(2)
    expect(cloud.calls.get('cloudtrail:DescribeTrails')).toBe(3)
    const arn = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/harbor-all-regions'
    expect(named(buckets, 'harbor-data-lake').config.trails).toEqual([arn])
    expect(named(buckets, 'harbor-scratch').config.trails).toEqual([])
  })

  test('of an organization is nobody’s but the account’s that made it', async () => {
    const member = emptyAccount('123456789012')
    member.cloudtrail = {
      trails: [
        {
          ...{ name: 'org', region: 'us-east-1', bucket: 'org-logs', isMultiRegion: true, isOrganization: true },
          arn: 'arn:aws:cloudtrail:us-east-1:444455556666:trail/org',
          logGroupArn: 'arn:aws:logs:us-east-1:444455556666:log-group:org',
          status: { IsLogging: true },
        },
      ],
    }
    const { cloud, connection } = await connectTo({ accounts: [member] })
    cloud.faults.push({ operation: 'cloudtrail:GetEventSelectors', kind: 'deny' })
    expect(await collect(connection, 'aws.cloudtrail.trail')).toEqual([])
    const [account] = await collect(connection, 'aws.account')
    expect(account?.config).toMatchObject({ recordsManagementEvents: true, isWatchedElsewhere: true })
    expect(cloud.calls.get('logs:DescribeMetricFilters')).toBeUndefined()
  })

  test('tells whether its bucket is the account’s own, and nothing of another account’s key', async () => {
    const estate = demoAwsEstate()
    const [trail] = estate.accounts[0]?.cloudtrail?.trails ?? []
    if (trail) Object.assign(trail, { bucket: 'elsewhere', key: 'arn:aws:kms:us-east-1:444455556666:key/1' })
    const { connection } = await connectTo(estate)
    const [found] = await collect(connection, 'aws.cloudtrail.trail')
    expect(found?.config).toMatchObject({ bucketOwner: 'another account', keyIsForeign: true })
    expect(found?.config).not.toHaveProperty('keyState')
  })
})

describe('a bucket of which not every trail is known', () => {
  test('receives those that are known; of the others nothing is said', async () => {
    const { cloud, connection } = await connectTo(demoAwsEstate())
    cloud.faults.push({ operation: 'cloudtrail:DescribeTrails', region: 'eu-west-1', kind: 'deny' })
    const buckets = await collect(connection, 'aws.s3.bucket')
    expect(named(buckets, 'harbor-data-lake').config.trails).toHaveLength(1)
    expect(named(buckets, 'harbor-press-kit').config.trails).toBeUndefined()
    expect(named(buckets, 'harbor-press-kit').unread).toContainEqual(
      expect.objectContaining({ field: 'trails', permission: 'cloudtrail:DescribeTrails' }),
    )
  })
})

describe('what an account is told of', () => {
  test('is followed from the trail to whoever confirmed a subscription', async () => {
    const { connection } = await connectTo(demoAwsEstate(), { pageSize: 1 })
    const [account] = await collect(connection, 'aws.account')
    expect(account?.config).toMatchObject({
      rootUsageAlarm: {
        ...{ trail: 'harbor-all-regions / /harbor/cloudtrail', filter: 'root-usage', alarm: 'root-usage' },
        ...{ subscriptions: 1, missing: 'nothing' },
      },
      networkAclChangesAlarm: { missing: 'nothing' },
      unauthorizedCallsAlarm: { alarm: 'refused-calls', subscriptions: 0, missing: 'confirmed subscription' },
      trailChangesAlarm: { alarm: 'trail-changes', missing: 'SNS topic' },
      keyRemovalAlarm: { missing: 'metric filter' },
      isWatchedElsewhere: false,
    })
    expect(account?.unread).toEqual([])
  })

  test.each([
    ['logs:DescribeMetricFilters', 'keyRemovalAlarm'],
    ['cloudwatch:DescribeAlarms', 'rootUsageAlarm'],
    ['sns:ListSubscriptionsByTopic', 'rootUsageAlarm'],
    ['cloudtrail:GetTrailStatus', 'rootUsageAlarm'],
    ['cloudtrail:GetEventSelectors', 'vpcChangesAlarm'],
    ['cloudtrail:DescribeTrails', 'vpcChangesAlarm'],
  ])('is not known where %s is refused', async (operation, field) => {
    const { cloud, connection } = await connectTo(demoAwsEstate())
    cloud.faults.push({ operation, kind: 'deny' })
    const [account] = await collect(connection, 'aws.account')
    expect(account?.config[field]).toBeUndefined()
    expect(account?.unread).toContainEqual(expect.objectContaining({ field, operation, permission: operation }))
  })

  test('is nobody where the topic of the alarm was deleted', async () => {
    const estate = demoAwsEstate()
    estate.accounts[0]?.sns?.topics.splice(0)
    const { connection } = await connectTo(estate)
    const [account] = await collect(connection, 'aws.account')
    expect(account?.config.rootUsageAlarm).toMatchObject({ subscriptions: 0, missing: 'confirmed subscription' })
  })

  test('is nothing where the log group of the trail was deleted', async () => {
    const estate = demoAwsEstate()
    for (const account of estate.accounts) account.logs = { groups: [] }
    const { connection } = await connectTo(estate)
    const [account] = await collect(connection, 'aws.account')
    expect(account?.config.rootUsageAlarm).toMatchObject({ missing: 'log group' })
    expect(account?.unread).toEqual([])
  })

  test.each([
    [
      'is a regular expression that may mean it',
      {
        pattern:
          '{ $.userIdentity.type = %^Root$% && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
      },
    ],
    ['looks at transformed events', { more: { applyOnTransformedLogs: true } }],
  ])('is not known where the filter of a whole chain %s', async (_, change) => {
    const estate = demoAwsEstate()
    const [first] = estate.accounts
    const groups = (first?.logs?.groups ?? []).map((group) => ({
      ...group,
      filters: group.filters?.map((one) => (one.name === 'root-usage' ? { ...one, ...change } : one)) ?? [],
    }))
    if (first) first.logs = { groups }
    const { connection } = await connectTo(estate)
    const [account] = await collect(connection, 'aws.account')
    expect(account?.config.rootUsageAlarm).toBeUndefined()
    expect(account?.unread).toEqual([expect.objectContaining({ field: 'rootUsageAlarm' })])
  })
})

describe('a key', () => {
  test('of AWS is neither listed nor described', async () => {
    const { cloud, connection } = await connectTo(demoAwsEstate())
    expect((await collect(connection, 'aws.kms.key', 'eu-west-1')).map(({ name }) => name)).toEqual([
      'harbor-orders',
      '9c8b7a69-1111-4222-8333-0f1e2d3c4b5a',
    ])
    expect(cloud.calls.get('kms:DescribeKey')).toBe(2)
    expect(cloud.calls.get('kms:GetKeyRotationStatus')).toBe(1)
    cloud.faults.push({ operation: 'kms:ListAliases', kind: 'deny' })
    const keys = await collect(connection, 'aws.kms.key', 'eu-west-1')
    expect(keys).toHaveLength(2)
    expect(keys[0]?.unread?.map(({ field }) => field)).toEqual(['aliases'])
  })
})

describe('a topic', () => {
  test('is public where its policy lets everyone in, and not by the one that AWS makes', async () => {
    const { connection } = await connectTo(demoAwsEstate())
    const [open] = await collect(connection, 'aws.sns.topic', 'eu-west-1')
    expect(open?.config).toMatchObject({ policyAccess: 'public', publicStatements: ['Anyone'] })
    const topics = await collect(connection, 'aws.sns.topic')
    expect(named(topics, 'security-alerts').config).toMatchObject({
      policyAccess: 'private',
      confirmedSubscriptions: 1,
    })
  })

  test('keeps the secret of a web hook to itself', async () => {
    const estate = demoAwsEstate()
    const topic = estate.accounts[0]?.sns?.topics[0]
    topic?.subscriptions?.push({
      arn: 'PendingConfirmation',
      protocol: 'https',
      endpoint: 'https://hook.example/T0/secret?k=1',
    })
    const { connection } = await connectTo(estate)
    const text = JSON.stringify(await collect(connection, 'aws.sns.subscription'))
    expect(text).toContain('https://hook.example')
    expect(text).not.toContain('secret')
  })
})
