import { describe, expect, test } from 'vitest'
import { type AwsAccount, type AwsEstate, demoAwsEstate, emptyAccount } from '../../../clouds/aws-estate.ts'
import { collect, collectOne, connectTo, named } from './collect.ts'

const [virginia, ireland] = ['us-east-1', 'eu-west-1']
const bucket = { name: 'logs', region: ireland, created: '2026-01-01T00:00:00.000Z' }

/** An account of its own, with what a test puts into it. */
const accountWith = (change: Partial<AwsAccount>): AwsEstate => ({
  accounts: [{ ...emptyAccount('111122223333'), ...change }],
})

async function regionOf(change: Partial<AwsAccount>, name = ireland) {
  const { connection, cloud } = await connectTo(accountWith(change))
  return { cloud, region: named(await collect(connection, 'aws.region', name), name) }
}

describe('Access Analyzer', () => {
  test('an active analyzer is shown rather than one that fails', async () => {
    const arn = `arn:aws:access-analyzer:${ireland}:111122223333:analyzer`
    const created = '2026-01-01T00:00:00.000Z'
    const { region } = await regionOf({
      accessanalyzer: {
        analyzers: [
          { arn: `${arn}/broken`, kind: 'ACCOUNT', status: 'FAILED', created },
          { arn: `${arn}/unused`, kind: 'ORGANIZATION_UNUSED_ACCESS', created },
          { arn: `${arn}/all`, kind: 'ORGANIZATION', created },
        ],
      },
    })
    expect(region.config.externalAnalyzer).toEqual({ name: 'all', kind: 'ORGANIZATION', status: 'ACTIVE' })
  })

  test('analyzers are listed once for the region and for themselves', async () => {
    const { connection, cloud } = await connectTo(demoAwsEstate())
    await collect(connection, 'aws.region')
    await collect(connection, 'aws.accessanalyzer.analyzer')
    expect(cloud.calls.get('accessanalyzer:ListAnalyzers')).toBe(1)
  })
})

describe('Security Hub', () => {
  test('a region that has not subscribed is read, and off', async () => {
    const { region } = await regionOf({})
    expect(region.config).toMatchObject({ securityHubEnabled: false, securityHubStandards: [] })
    expect(region.unread).toEqual([])
  })

  test('a hub that may not be described is neither on nor off', async () => {
    const { connection, cloud } = await connectTo(demoAwsEstate())
    cloud.faults.push({ operation: 'securityhub:DescribeHub', kind: 'deny' })
    const region = named(await collect(connection, 'aws.region'), virginia)
    expect(region.config.securityHubEnabled).toBeUndefined()
    expect(region.unread?.map(({ field }) => field)).toEqual(['securityHubEnabled', 'securityHubStandards'])
  })

  test('the standards that are ready are read from all pages', async () => {
    const standards = Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`s${index}/v/1`, 'READY']))
    const { connection } = await connectTo(
      accountWith({
        securityhub: { hubs: [{ region: ireland, standards: { ...standards, 's9/v/1': 'INCOMPLETE' } }] },
      }),
      { pageSize: 2 },
    )
    const region = named(await collect(connection, 'aws.region', ireland), ireland)
    expect(region.config.securityHubStandards).toEqual(Object.keys(standards))
  })
})

describe('Macie', () => {
  test('where it was never switched on, no permission is missing', async () => {
    const { region } = await regionOf({ buckets: [bucket] })
    expect(region.config).toMatchObject({ hasBuckets: true })
    expect(region.config.macieStatus).toBeUndefined()
    expect(region.unread).toEqual([])
  })

  test('a refusal for want of a permission is no answer', async () => {
    const { connection, cloud } = await connectTo(accountWith({ buckets: [bucket], macie2: { [ireland]: 'ENABLED' } }))
    cloud.faults.push({ operation: 'macie2:GetMacieSession', kind: 'deny' })
    const region = named(await collect(connection, 'aws.region', ireland), ireland)
    expect(region.unread).toEqual([
      expect.objectContaining({ field: 'macieStatus', permission: 'macie2:GetMacieSession' }),
    ])
  })

  test('a region without buckets is not asked, and the buckets are listed once for all regions', async () => {
    const { connection, cloud } = await connectTo(accountWith({ buckets: [bucket] }))
    const [one] = await collect(connection, 'aws.region', virginia)
    await collect(connection, 'aws.region', ireland)
    expect(one?.config).toMatchObject({ hasBuckets: false })
    expect(cloud.calls.get('macie2:GetMacieSession')).toBe(1)
    expect(cloud.calls.get('s3:ListBuckets')).toBe(1)
  })

  test('buckets whose region S3 does not tell leave open where there are none', async () => {
    const { region } = await regionOf({ buckets: [{ ...bucket, region: '' }] })
    expect(region.config.hasBuckets).toBeUndefined()
    expect(region.unread).toEqual([expect.objectContaining({ field: 'hasBuckets', operation: 's3:ListBuckets' })])
  })
})

describe('the organization', () => {
  const organizations = {
    ...{ id: 'o-a1b2c3d4e5', management: '111122223333' },
    accounts: [{ id: '111122223333', name: 'main', state: 'ACTIVE' }],
  }
  const type = 'aws.organizations.organization'

  test('an account that stands alone has none, and that is no failure', async () => {
    const { connection } = await connectTo(accountWith({}))
    expect(await collect(connection, type)).toEqual([])
  })

  test('the account that manages it reads who runs which service, page by page', async () => {
    const delegated = {
      '222233334444': ['config.amazonaws.com', 'access-analyzer.amazonaws.com', 'guardduty.amazonaws.com'],
      '333344445555': ['sso.amazonaws.com'],
    }
    const { connection } = await connectTo(accountWith({ organizations: { ...organizations, delegated } }), {
      pageSize: 1,
    })
    const [found] = await collect(connection, type)
    expect(found).toMatchObject({ id: 'arn:aws:organizations::111122223333:organization/o-a1b2c3d4e5', unread: [] })
    expect(found?.config).toMatchObject({
      ...{ isManagement: true, rootCredentialsManaged: false, rootSessions: false },
      delegatedAdministrators: ['222233334444', '333344445555'],
      delegatedServices: [
        '222233334444: access-analyzer.amazonaws.com, config.amazonaws.com, guardduty.amazonaws.com',
        '333344445555: sso.amazonaws.com',
      ],
    })
  })

  test('where IAM has no access to it, root is not managed centrally', async () => {
    const { connection } = await connectTo(
      accountWith({ organizations: { ...organizations, rootFeatures: 'no access' } }),
    )
    const [found] = await collect(connection, type)
    expect(found?.config).toMatchObject({ rootCredentialsManaged: false })
    expect(found?.unread).toEqual([])
  })

  test('a member is told neither, and asks for no more than it may', async () => {
    const { connection, cloud } = await connectTo(
      accountWith({ organizations: { ...organizations, management: '999900001111' } }),
    )
    const [found] = await collect(connection, type)
    expect(found?.config).toEqual({
      ...{ organizationId: 'o-a1b2c3d4e5', managementAccount: '999900001111', isManagement: false, featureSet: 'ALL' },
    })
    expect(found?.unread).toEqual([])
    expect(cloud.calls.get('organizations:ListDelegatedAdministrators')).toBeUndefined()
  })

  test('services that may not be listed leave the accounts known', async () => {
    const { connection, cloud } = await connectTo(demoAwsEstate())
    cloud.faults.push({ operation: 'organizations:ListDelegatedServicesForAccount', kind: 'deny' })
    const [found] = await collect(connection, type)
    expect(found?.config.delegatedAdministrators).toEqual(['444455556666'])
    expect(found?.unread?.map(({ field }) => field)).toEqual(['delegatedServices'])
  })
})

describe('vulnerabilities of instances', () => {
  const type = 'aws.ec2.instance'
  const instance = (id: string) => ({
    ...{ id, region: ireland, type: 't3.micro', image: 'ami-1', launched: '2026-01-01T00:00:00.000Z', groups: [] },
    ...{ vpc: 'vpc-1', subnet: 'subnet-1', privateIp: '10.0.0.1', tokens: 'required' as const },
  })
  const finding = (id: string, severity: string, more: object = {}) => ({
    ...{ id, region: ireland, instance: 'i-1', severity, title: `${id} - openssl` },
    ...{ package: { name: 'openssl', version: '3.0.8', fixedIn: '3.0.9' }, ...more },
  })

  test('are counted by kind and severity, with the worst first', async () => {
    const { connection } = await connectTo(demoAwsEstate())
    expect(named(await collect(connection, type), 'bastion').config).toMatchObject({
      vulnerabilitySource: 'Amazon Inspector',
      vulnerabilities: {
        ...{ source: 'Amazon Inspector', confirmed: 2, potential: 1, critical: 1, high: 1, medium: 1, low: 0 },
        worst: [
          {
            ...{ id: 'CVE-2024-5535', severity: 'CRITICAL', kind: 'confirmed', package: 'openssl 3.0.8' },
            fixedIn: '3.0.8-1.amzn2023.0.14',
          },
          { id: 'CVE-2024-6387', severity: 'HIGH' },
          { id: 'port-22', severity: 'MEDIUM', kind: 'potential' },
        ],
      },
    })
  })

  test('a fix that does not exist is not named', async () => {
    const { connection } = await connectTo(demoAwsEstate())
    const { vulnerabilities } = named(await collect(connection, type), 'web-1').config
    expect(vulnerabilities).toMatchObject({ worst: [{ id: 'CVE-2024-5535' }, { id: 'CVE-2023-45853' }] })
    expect(JSON.stringify(vulnerabilities)).not.toContain('NotAvailable')
  })

  test('none are known where Inspector does not look: not of its region, and not of the instance', async () => {
    const { connection, cloud } = await connectTo(demoAwsEstate())
    const all = [...(await collect(connection, type)), ...(await collect(connection, type, ireland))]
    const unscanned = all.filter(({ config }) => config.vulnerabilitySource === 'none')
    expect(unscanned.map(({ config }) => config.vulnerabilities)).toEqual(unscanned.map(() => undefined))
    expect(unscanned.map(({ config }) => config.instanceId)).toContain('i-0077c1d5e9f3a2b4c')
    expect(unscanned.filter(({ region }) => region === ireland).length).toBeGreaterThan(0)
    expect(cloud.calls.get('inspector2:ListFindings')).toBe(1)
  })

  test('an instance that is scanned and clean has none', async () => {
    const { connection } = await connectTo(
      accountWith({ instances: [instance('i-1')], inspector2: { regions: [ireland], findings: [] } }),
    )
    const [found] = await collect(connection, type, ireland)
    expect(found?.config.vulnerabilities).toMatchObject({ confirmed: 0, potential: 0, worst: [] })
  })

  test('only ten are kept, the worst of all pages, and all are counted', async () => {
    const findings = Array.from({ length: 30 }, (_, index) =>
      finding(`CVE-${String(index).padStart(2, '0')}`, index < 15 ? 'LOW' : 'HIGH', { score: index / 10 }),
    )
    const { connection, cloud } = await connectTo(
      accountWith({ instances: [instance('i-1'), instance('i-2')], inspector2: { regions: [ireland], findings } }),
      { pageSize: 4 },
    )
    const [one] = await collect(connection, type, ireland)
    const { worst, ...counts } = Object(one?.config.vulnerabilities) as { worst: { id: string }[] }
    expect(counts).toMatchObject({ confirmed: 30, high: 15, low: 15 })
    expect(worst.map(({ id }) => id)).toEqual(Array.from({ length: 10 }, (_, index) => `CVE-${29 - index}`))
    expect(cloud.calls.get('inspector2:ListFindings')).toBe(8)
  })

  test('closed findings and those of other accounts do not count', async () => {
    const { connection } = await connectTo(
      accountWith({
        instances: [instance('i-1')],
        inspector2: {
          regions: [ireland],
          findings: [
            finding('CVE-1', 'HIGH', { status: 'CLOSED' }),
            finding('CVE-2', 'HIGH', { status: 'SUPPRESSED' }),
            finding('CVE-3', 'HIGH', { account: '999900001111' }),
            finding('CVE-4', 'UNTRIAGED'),
          ],
        },
      }),
    )
    const [found] = await collect(connection, type, ireland)
    expect(found?.config.vulnerabilities).toMatchObject({ confirmed: 1, high: 0, worst: [{ id: 'CVE-4' }] })
  })

  test('read alone, an instance asks for its own findings', async () => {
    const { connection } = await connectTo(demoAwsEstate())
    const bastion = named(await collect(connection, type), 'bastion')
    expect(await collectOne(connection, type, bastion.id)).toEqual(bastion)
  })

  test.each(['BatchGetAccountStatus', 'ListCoverage', 'ListFindings'])(
    'are unread where %s is refused, and the instances stay',
    async (command) => {
      const { connection, cloud } = await connectTo(demoAwsEstate())
      const before = await collect(connection, type)
      cloud.faults.push({ operation: `inspector2:${command}`, kind: 'deny' })
      const after = await collect(connection, type)
      expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
      for (const { config, unread } of after) {
        expect(config.vulnerabilities).toBeUndefined()
        expect(config.vulnerabilitySource).toBeUndefined()
        expect(unread).toContainEqual(
          expect.objectContaining({ field: 'vulnerabilities', permission: `inspector2:${command}` }),
        )
      }
    },
  )

  test('a region without instances does not ask Inspector', async () => {
    const { connection, cloud } = await connectTo(accountWith({}))
    await collect(connection, type)
    expect([...cloud.calls.keys()].filter((call) => call.startsWith('inspector2:'))).toEqual([])
  })
})
