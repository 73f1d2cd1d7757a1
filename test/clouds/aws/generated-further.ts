import type { AwsAccount } from './estate.ts'

type Options = {
  readonly account: AwsAccount
  /** How many so many of a hundred resources are. */
  readonly share: (percent: number) => number
  readonly random: () => number
  readonly regions: readonly string[]
}

const old = '2023-05-01T08:00:00.000Z'
const many = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, n) => make(n))
const idOf = (prefix: string, index: number) => `${prefix}-0${index.toString(16).padStart(16, '0')}`

/**
 * What an account holds beside instances, networks, users and buckets, of a hundred: 20 volumes, 5 subnets, 4 roles, 3 log
 * groups, 2 functions, and 1 each of databases, their snapshots, topics, queues, keys. Answers how many it added.
 */
export function addFurther({ account, share, random, regions }: Options): number {
  const regionOf = (index: number) => regions[index % regions.length] as string
  const arn = (service: string, index: number, what: string) =>
    `arn:aws:${service}:${regionOf(index)}:${account.id}:${what}`
  const vpcOf = (index: number) => account.vpcs[index % account.vpcs.length]

  account.volumes = many(share(20), (index) => ({
    ...{ id: idOf('vol', index), region: regionOf(index), zone: `${regionOf(index)}a`, gigabytes: 100, kind: 'gp3' },
    ...{ encrypted: random() < 0.7, created: old, tags: { Name: `data-${index}` } },
  }))
  account.subnets = many(share(5), (index) => {
    const vpc = vpcOf(index)
    const region = vpc?.region ?? regionOf(0)
    return {
      id: idOf('subnet', index),
      region,
      vpc: vpc?.id ?? '',
      cidr: `10.0.${index % 250}.0/24`,
      zone: `${region}a`,
    }
  })
  account.iam = {
    roles: many(Math.min(1000, share(4)), (index) => ({
      ...{ name: `service-${index}`, created: old, hasInstanceProfile: index % 4 === 0 },
      attached: [index % 50 === 0 ? 'AdministratorAccess' : 'AmazonS3ReadOnlyAccess'],
    })),
  }
  account.logs = {
    groups: many(share(3), (index) => ({
      ...{ name: `/aws/lambda/job-${index}`, region: regionOf(index), retention: 30 },
      arn: arn('logs', index, `log-group:/aws/lambda/job-${index}`),
    })),
  }
  account.lambda = {
    functions: many(share(2), (index) => ({
      ...{ arn: arn('lambda', index, `function:job-${index}`), region: regionOf(index), runtime: 'nodejs24.x' },
      ...{ role: `arn:aws:iam::${account.id}:role/service-${index}`, modified: old },
    })),
  }
  const database = (index: number) => ({
    ...{
      name: `orders-${index}`,
      region: regionOf(index),
      engine: 'postgres',
      encrypted: random() < 0.8,
      created: old,
    },
  })
  account.rds = {
    instances: many(share(1), (index) => ({
      ...database(index),
      ...{ isPublic: random() < 0.1, autoMinorVersionUpgrade: true, multiAz: random() < 0.5, port: 5432 },
      ...{ zone: `${regionOf(index)}a`, vpc: vpcOf(index)?.id ?? '', groups: [] },
    })),
    snapshots: many(share(1), (index) => ({ ...database(index), source: `orders-${index}`, type: 'manual' as const })),
    ...{ clusters: [], clusterSnapshots: [] },
  }
  account.sns = { topics: many(share(1), (index) => ({ arn: arn('sns', index, `events-${index}`) })) }
  account.sqs = {
    queues: many(share(1), (index) => ({
      ...{ arn: arn('sqs', index, `jobs-${index}`), region: regionOf(index), created: old, managedEncryption: true },
    })),
  }
  account.kms = {
    keys: many(share(1), (index) => ({
      ...{ arn: arn('kms', index, `key/00000000-0000-4000-8000-${String(index).padStart(12, '0')}`) },
      rotates: random() < 0.6,
    })),
  }
  return share(20) + share(5) + Math.min(1000, share(4)) + share(3) + share(2) + 5 * share(1)
}
