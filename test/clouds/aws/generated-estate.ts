import { type AwsAccount, type AwsEstate, type AwsRule, emptyAccount } from './estate.ts'
import { addFurther } from './generated-further.ts'
import { publicRead, tlsOnly } from './policies.ts'

const generatedRegions = ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-2']

/**
 * An account with about as many resources as asked for, the same for the same seed: of a hundred, 33 instances, 15
 * security groups, 5 users, 4 buckets, 2 VPCs, and what `addFurther` names. Quotas of AWS bound users (5,000), roles (1,000)
 * and buckets (5,000 here); instances make up for what they leave. What is alike is shared, so that 100,000 resources take
 * some 40 MB.
 */
export function generateAwsEstate({ resources, seed = 1 }: { resources: number; seed?: number }): AwsEstate {
  const random = createRandom(seed)
  const share = (percent: number) => Math.max(1, Math.round((resources * percent) / 100))
  const [vpcs, users, buckets, groups] = [share(2), Math.min(5000, share(5)), Math.min(5000, share(4)), share(15)]
  const singles = 1 + generatedRegions.length
  const account: AwsAccount = {
    ...emptyAccount('777788889999'),
    alias: 'generated',
    regions: { enabled: [...generatedRegions], disabled: ['ap-east-1', 'me-south-1'] },
    encryptedRegions: ['us-east-1'],
  }
  addVpcs(account, vpcs, random)
  addGroups(account, groups, random)
  addUsers(account, users, random)
  addBuckets(account, buckets, random)
  const further = addFurther({ account, share, random, regions: generatedRegions })
  addInstances(account, Math.max(0, resources - singles - vpcs - groups - users - buckets - further), random)
  return { accounts: [account] }
}

type Random = () => number

/** Numbers from 0 to 1 by mulberry32: small, fast, and the same everywhere. */
function createRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const pick = <Item>(random: Random, items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item
const idOf = (prefix: string, index: number) => `${prefix}-0${index.toString(16).padStart(16, '0')}`
const regionOf = (index: number) => generatedRegions[index % generatedRegions.length] as string
const times = (count: number) => Array.from({ length: count }, (_, index) => index)
const old = '2023-05-01T08:00:00.000Z'

function addVpcs(account: AwsAccount, count: number, random: Random) {
  account.vpcs = times(count).map((index) => ({
    ...{ id: idOf('vpc', index), region: regionOf(index), cidr: `10.${index % 250}.0.0/16` },
    ...(random() < 0.6 ? { flowLogs: [{ id: idOf('fl', index), trafficType: 'ALL' as const }] } : {}),
  }))
}

const outbound: AwsRule[] = [{ protocol: '-1', cidrs: ['0.0.0.0/0'] }]
const tcp = (port: number, ...cidrs: string[]): AwsRule => ({ protocol: 'tcp', from: port, to: port, cidrs })
const inboundKinds: readonly AwsRule[][] = [
  [tcp(443, '0.0.0.0/0')],
  [tcp(443, '10.0.0.0/8'), tcp(8080, '10.0.0.0/8')],
  [tcp(5432, '10.0.0.0/8')],
  [tcp(22, '10.0.0.0/8'), tcp(443, '0.0.0.0/0')],
  [tcp(22, '198.51.100.0/24')],
  [tcp(22, '0.0.0.0/0')],
  [tcp(3389, '0.0.0.0/0')],
]

function addGroups(account: AwsAccount, count: number, random: Random) {
  account.securityGroups = times(count).map((index) => {
    const vpc = account.vpcs[index % account.vpcs.length]
    const isDefault = index < account.vpcs.length
    const kind = Math.floor(random() ** 0.6 * 5 + (random() < 0.05 ? 2 : 0))
    return {
      ...{
        id: idOf('sg', index),
        region: vpc?.region ?? regionOf(0),
        vpc: vpc?.id ?? '',
        description: 'Managed by Terraform',
      },
      name: isDefault ? 'default' : `service-${index}`,
      ...(isDefault && random() < 0.5
        ? { inbound: [], outbound: [] }
        : { inbound: inboundKinds[kind] ?? outbound, outbound }),
    }
  })
}

function addUsers(account: AwsAccount, count: number, random: Random) {
  account.users = times(count).map((index) => {
    const name = `user-${index}`
    if (index % 2 === 0) {
      const password = { changed: old, lastUsed: random() < 0.7 ? '2026-11-01T09:00:00.000Z' : old }
      return { name, created: old, password, ...(random() < 0.85 ? { mfa: 'virtual' as const } : {}) }
    }
    const key = { slot: 1 as const, id: `AKIAGEN${String(index).padStart(9, '0')}`, active: true }
    return { name, created: old, keys: [{ ...key, created: random() < 0.5 ? old : '2026-10-15T00:00:00.000Z' }] }
  })
}

const blocked = { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true }

function addBuckets(account: AwsAccount, count: number, random: Random) {
  account.buckets = times(count).map((index) => {
    const name = `generated-${String(index).padStart(6, '0')}`
    const luck = random()
    return {
      ...{ name, region: regionOf(index), created: old },
      ...(luck < 0.85 ? { publicAccessBlock: blocked } : {}),
      ...(random() < 0.6 ? { versioning: 'Enabled' as const } : {}),
      ...(random() < 0.4 ? { logging: { bucket: 'generated-000000' } } : {}),
      ...(luck < 0.5 ? { policy: tlsOnly(name) } : {}),
      ...(luck > 0.97 ? { policy: publicRead(name) } : {}),
    }
  })
}

function addInstances(account: AwsAccount, count: number, random: Random) {
  const groups = account.securityGroups
  const tags = ['web', 'api', 'worker', 'batch'].map((role) => ({ Name: role, role, env: 'prod' }))
  account.instances = times(count).map((index) => {
    const group = groups[index % groups.length]
    return {
      ...{
        id: idOf('i', index),
        region: group?.region ?? regionOf(0),
        vpc: group?.vpc ?? '',
        subnet: 'subnet-0generated',
      },
      ...{ type: 'm6i.large', image: 'ami-0123456789abcdef0', launched: old, groups: [group?.id ?? ''] },
      ...{ tags: pick(random, tags), privateIp: `10.${index % 250}.${(index >> 8) % 250}.${(index % 249) + 1}` },
      tokens: random() < 0.8 ? ('required' as const) : ('optional' as const),
    }
  })
}
