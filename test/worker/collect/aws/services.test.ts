import { describe, expect, test } from 'vitest'
import { resourceTypes } from '../../../../worker/collect/index.ts'
import { OperationError } from '../../../../worker/operation-error.ts'
import { type AwsAccount, type AwsEstate, demoAwsEstate, emptyAccount } from '../../../clouds/aws-estate.ts'
import { collect, collectOne, connectTo, named } from './collect.ts'

const [virginia, ireland] = ['us-east-1', 'eu-west-1']

/** Type → the calls that list it, and a resource that is gone. */
const types = {
  'aws.eks.cluster': ['eks:ListClusters', 'eks:REGION:111122223333:cluster/gone'],
  'aws.eks.nodegroup': ['eks:ListNodegroups', 'eks:REGION:111122223333:nodegroup/harbor-orders/gone/1-2'],
  'aws.eks.fargate-profile': ['eks:ListFargateProfiles', 'eks:REGION:111122223333:fargateprofile/harbor-orders/gone/1'],
  'aws.emr.cluster': ['emr:ListClusters', 'elasticmapreduce:REGION:111122223333:cluster/j-GONE'],
  'aws.glue.catalog': ['glue:GetDataCatalogEncryptionSettings'],
  'aws.glue.job': ['glue:GetJobs', 'glue:REGION:111122223333:job/gone'],
  'aws.guardduty.detector': ['guardduty:ListDetectors', 'guardduty:REGION:111122223333:detector/0'],
  'aws.codebuild.project': ['codebuild:ListProjects', 'codebuild:REGION:111122223333:project/gone'],
  'aws.ds.directory': ['ds:DescribeDirectories', 'ds:REGION:111122223333:directory/d-0000000000'],
  'aws.kafka.cluster': ['kafka:ListClustersV2', 'kafka:REGION:111122223333:cluster/gone/1-2'],
  'aws.accessanalyzer.analyzer': ['accessanalyzer:ListAnalyzers', 'access-analyzer:REGION:111122223333:analyzer/gone'],
  'aws.organizations.organization': [
    'organizations:DescribeOrganization',
    'organizations::111122223333:organization/o-gone',
  ],
} as const

const listed = Object.entries(types).map(([type, [operation, gone]]) => ({ type, operation, gone }))

/** The demo account, changed. */
function estateWith(change: (account: AwsAccount) => void): AwsEstate {
  const estate = demoAwsEstate()
  for (const account of estate.accounts) change(account)
  return estate
}

describe.each(listed)('$type', ({ type, operation, gone }) => {
  const all = async (options = {}) => {
    const { connection, cloud } = await connectTo(demoAwsEstate(), options)
    return { cloud, found: [...(await collect(connection, type, ireland)), ...(await collect(connection, type))] }
  }

  test('is the same from pages of one as from a single page', async () => {
    const { found } = await all()
    expect(found.length).toBeGreaterThan(0)
    expect((await all({ pageSize: 1 })).found).toEqual(found)
  })

  test('is the same read alone as in the list', async () => {
    const { connection } = await connectTo(demoAwsEstate())
    for (const region of [ireland, virginia])
      for (const resource of await collect(connection, type, region))
        expect(await collectOne(connection, type, resource.id, region)).toEqual(resource)
  })

  if (gone) {
    test('has no live reading once it is gone', async () => {
      const { connection } = await connectTo(demoAwsEstate())
      expect(await collectOne(connection, type, `arn:aws:${gone.replace('REGION', virginia)}`)).toBeUndefined()
    })
  }

  test('a list that fails is an error, never an empty list', async () => {
    for (const kind of ['deny', 'malformed'] as const) {
      const { cloud, connection } = await connectTo(demoAwsEstate())
      cloud.faults.push({ operation, kind })
      const failure = await collect(connection, type).catch((error: unknown) => error)
      expect(failure, kind).toBeInstanceOf(OperationError)
      expect(failure, kind).toMatchObject({ operation })
    }
  })

  test('an account without any has none', async () => {
    const { connection } = await connectTo({ accounts: [emptyAccount('999900001111')] })
    expect((await collect(connection, type)).length).toBe(type === 'aws.glue.catalog' ? 1 : 0)
  })

  test('nothing that is secret leaves the collector', async () => {
    const { found } = await all()
    expect(JSON.stringify(found)).not.toContain('simulated-secret')
  })
})

const detailed = [
  ['aws.eks.cluster', 'eks:DescribeCluster', 'eks:DescribeCluster', 'publicEndpoint', 'harbor-orders'],
  ['aws.emr.cluster', 'emr:DescribeCluster', 'elasticmapreduce:DescribeCluster', 'logUri', 'nightly-sums'],
  [
    ...(['aws.guardduty.detector', 'guardduty:GetDetector', 'guardduty:GetDetector', 'status'] as const),
    '12abc34d567e8fa901bc2d34e56789f0',
  ],
  ['aws.ds.directory', 'ds:ListLogSubscriptions', 'ds:ListLogSubscriptions', 'logGroup', 'corp.harbor.example'],
  ['aws.glue.job', 'tagging:GetResources', 'tag:GetResources', 'tags', 'load-orders'],
] as const

test.each(detailed)('%s stays there when %s is refused, unread', async (type, operation, permission, field, name) => {
  const { cloud, connection } = await connectTo(demoAwsEstate())
  cloud.faults.push({ operation, kind: 'deny' })
  const resource = named(await collect(connection, type), name)
  expect(resource.unread).toContainEqual(expect.objectContaining({ field, operation, permission }))
  expect(resource.config[field]).toBeUndefined()
})

test('a cluster of EKS tells who reaches it and what it logs', async () => {
  const { cloud, connection } = await connectTo(demoAwsEstate())
  expect(named(await collect(connection, 'aws.eks.cluster'), 'harbor-orders')).toMatchObject({
    tags: { env: 'prod' },
    config: {
      ...{ publicEndpoint: true, privateEndpoint: true, publicAccessCidrs: ['198.51.100.0/24'] },
      ...{ logTypes: ['api', 'audit', 'authenticator'], vpcId: 'vpc-0a1b2c3d4e5f60718' },
      securityGroupIds: ['sg-04d5e6f7080910213'],
    },
  })
  await collect(connection, 'aws.eks.nodegroup')
  await collect(connection, 'aws.eks.fargate-profile')
  expect(cloud.calls.get('eks:ListClusters'), 'clusters are listed once for all').toBe(1)
})

test('a node group leads to its cluster and role, and says who may sign in to its nodes', async () => {
  const { connection } = await connectTo(demoAwsEstate())
  expect(named(await collect(connection, 'aws.eks.nodegroup'), 'workers').config).toMatchObject({
    clusterArn: `arn:aws:eks:${virginia}:111122223333:cluster/harbor-orders`,
    nodeRole: 'arn:aws:iam::111122223333:role/eks-node',
  })
  const spot = named(await collect(connection, 'aws.eks.nodegroup', ireland), 'spot').config
  expect(spot).toMatchObject({ sshKey: 'ops' })
  expect(spot.sshSecurityGroupIds).toBeUndefined()
})

test('clusters of EMR that have ended are not listed', async () => {
  const { connection } = await connectTo(demoAwsEstate())
  expect((await collect(connection, 'aws.emr.cluster')).map(({ name }) => name)).toEqual(['nightly-sums'])
})

test('of a project its plaintext variables are named, and no value, password or address of a secret is kept', async () => {
  const { connection } = await connectTo(
    estateWith(({ codebuild }) => {
      const [site] = codebuild?.projects ?? []
      if (site) site.sourceLocation = 'https://someone:simulated-secret@git.example/site.git?x=a@b'
    }),
  )
  const site = named(await collect(connection, 'aws.codebuild.project'), 'site')
  expect(site.config).toMatchObject({
    ...{ plaintextVariables: ['STAGE'], privileged: true, s3LogsEncrypted: true },
    sourceLocation: 'https://git.example/site.git?x=a@b',
  })
  expect(JSON.stringify(site)).not.toMatch(/simulated-secret|harbor\/token/)
})

test('projects are read a page at a time, and not one by one', async () => {
  const { cloud, connection } = await connectTo(
    estateWith(({ codebuild }) => {
      codebuild?.projects.push(
        ...Array.from({ length: 249 }, (_, index) => ({
          ...{ name: `p${index}`, region: virginia, created: '2026-01-01T00:00:00Z' },
        })),
      )
    }),
  )
  expect(await collect(connection, 'aws.codebuild.project')).toHaveLength(250)
  expect(cloud.calls.get('codebuild:BatchGetProjects')).toBe(3)
})

test('a Kafka cluster that lets everyone in says so', async () => {
  const { connection } = await connectTo(
    estateWith(({ kafka }) => {
      const [events] = kafka?.clusters ?? []
      if (events) Object.assign(events, { isOpen: true, isPublic: true, clientEncryption: 'TLS_PLAINTEXT' })
    }),
  )
  expect(named(await collect(connection, 'aws.kafka.cluster'), 'harbor-events').config).toMatchObject({
    ...{ authentication: ['none'], publicAccess: 'SERVICE_PROVIDED_EIPS', clientEncryption: 'TLS_PLAINTEXT' },
    brokerLogs: ['CloudWatch'],
  })
  const lab = named(await collect(connection, 'aws.kafka.cluster', ireland), 'lab-events').config
  expect(lab).toMatchObject({ kind: 'SERVERLESS', authentication: ['IAM'], subnetIds: ['subnet-0ab1cd2ef304152a0'] })
})

test('tags are asked for only where there is something to have tags', async () => {
  const { cloud, connection } = await connectTo({ accounts: [emptyAccount('999900001111')] })
  for (const { type, permissions } of resourceTypes.values())
    if (permissions.includes('tag:GetResources')) expect(await collect(connection, type), type).toEqual([])
  expect(cloud.calls.get('tagging:GetResources')).toBeUndefined()
})

test.each([
  ['aws.eks.cluster', { name: 'a', cluster: {} }],
  ['aws.eks.nodegroup', {}],
  ['aws.eks.fargate-profile', { selectors: [{}] }],
  ['aws.emr.cluster', { summary: {}, cluster: {} }],
  ['aws.glue.catalog', {}],
  ['aws.glue.job', { job: {} }],
  ['aws.guardduty.detector', { id: '', detector: { Features: [{}] } }],
  ['aws.codebuild.project', { environment: { environmentVariables: [{}] }, tags: [{}] }],
  ['aws.ds.directory', { directory: {} }],
  ['aws.kafka.cluster', { Provisioned: { LoggingInfo: {} }, Serverless: { VpcConfigs: [{}] } }],
  ['aws.accessanalyzer.analyzer', {}],
  ['aws.organizations.organization', { organization: {}, delegated: [{}], rootFeatures: [] }],
  ['aws.region', { analyzers: [{}], securityHub: {}, securityStandards: [{}] }],
])('%s is made of an answer that says next to nothing, and nothing is invented', (name, raw) => {
  const type = resourceTypes.get(name)
  const place = { account: '111122223333', partition: 'aws', region: virginia }
  const { config } = type?.normalise(raw, place) ?? {}
  expect(() => type?.fields.strict().parse(JSON.parse(JSON.stringify(config)))).not.toThrow()
  expect(JSON.stringify(config)).not.toContain('undefined')
})
