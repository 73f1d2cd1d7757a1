import type { Control } from '../../shared/control.ts'
import type { Summary } from '../../shared/summary.ts'
import type { SyncConnector, SyncEvaluation, SyncResource } from '../../shared/sync.ts'

/** What a fake worker knows. */
export type FakeEstate = {
  readonly controls: readonly Control[]
  readonly connectors: readonly SyncConnector[]
  readonly resources: readonly SyncResource[]
  readonly evaluations: readonly SyncEvaluation[]
  readonly summary: Summary
}

const account = '111122223333'
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

const control = (
  cid: number,
  parts: Partial<Control> & Pick<Control, 'title' | 'resources' | 'criticality'>,
): Control => ({
  cid,
  slug: `${parts.resources[0]?.split('.')[0]}/fake/control-${cid}`,
  cloud: parts.resources[0]?.split('.')[0] as Control['cloud'],
  service: 'Fake',
  evaluates: 'What the control looks at.',
  rationale: 'Why it matters to the owner of the resource.',
  remediation: {
    steps: ['Open {name} and select Properties.', 'Choose Edit, then Enable.', 'Save changes.'],
    cli: 'aws s3api put-bucket-versioning --bucket {name} --versioning-configuration Status=Enabled',
  },
  references: [],
  policies: [],
  ...parts,
})

const controls: readonly Control[] = [
  control(48, {
    title: 'Ensure versioning is enabled for S3 buckets',
    resources: ['aws.s3.bucket'],
    criticality: 'HIGH',
    remediation: {
      view: 'properties',
      steps: [
        'Open the bucket {name} and select Properties.',
        'Under Bucket Versioning choose Edit, then Enable, then Save changes.',
      ],
    },
  }),
  control(41, {
    title: 'Ensure no security groups allow ingress from 0.0.0.0/0 to port 22',
    resources: ['aws.ec2.security-group'],
    criticality: 'HIGH',
  }),
  control(45, {
    title: 'Ensure access logging is enabled for S3 buckets',
    resources: ['aws.s3.bucket'],
    criticality: 'MEDIUM',
  }),
  control(1, { title: 'Avoid the use of the root account', resources: ['aws.account'], criticality: 'LOW' }),
]

const connector = (parts: Partial<SyncConnector> & Pick<SyncConnector, 'id' | 'name' | 'cloud'>): SyncConnector => ({
  frequency: 240,
  state: 'Online',
  created: minutesAgo(10_000),
  updated: minutesAgo(100),
  lastRun: minutesAgo(34),
  freshness: { evaluated: minutesAgo(34), stale: [] },
  ...parts,
})

const connectors: readonly SyncConnector[] = [
  connector({ id: 'c1', name: 'Production', cloud: 'aws', account }),
  connector({
    id: 'c2',
    name: 'Data platform',
    cloud: 'azure',
    account: '0b1f6471-1bf0-4dda-aec3-cb9272f09590',
    state: 'Offline',
    stateReason: 'The client secret of the application has expired.',
    stateAdvice: 'Create a new secret under Certificates & secrets, then edit this connector.',
  }),
]

/** An organization with its accounts: the first is offline, the last is retired, some have no instance. */
export const organizationConnectors = (accounts: number): readonly SyncConnector[] => [
  connector({ id: 'o', name: 'Acme Corp', cloud: 'aws', type: 'organization' }),
  ...Array.from({ length: accounts }, (_, i) => {
    const own = String(210_000_000_000 + i)
    return connector({
      id: `m${i}`,
      name: `team-${String(i).padStart(2, '0')}`,
      cloud: 'aws',
      type: 'cspm',
      parent: 'o',
      account: own,
      ...(i % 5 === 1 && { hint: 'Regions Discovered' as const }),
      ...(i === 0 && {
        state: 'Offline',
        stateReason: 'AWS refuses the role PlumblineMember.',
        stateAdvice: 'Deploy the StackSet with the member template to this account.',
      }),
      ...(i === accounts - 1 && {
        state: 'Offline',
        stateReason: `The account ${own} is closed.`,
        stateAdvice: 'Nothing is read of it any more; what is known stays with its age.',
        retired: minutesAgo(20_000),
        lastRun: minutesAgo(20_300),
      }),
    })
  }),
]

/** An estate of AWS buckets, of which `failing` fail CID 48, every third CID 45 too; `names` come first. */
export function fakeEstate(failing: number, names: readonly string[] = []): FakeEstate {
  const resources = Array.from({ length: failing }, (_, i): SyncResource => {
    const name = names[i] ?? `invoices-${String(i).padStart(5, '0')}`
    return [i + 1, `arn:aws:s3:::${name}`, 'aws.s3.bucket', name, 'aws', account, 'eu-west-1']
  })
  const evaluations = resources.flatMap(([rid], i) => [
    evaluation(48, rid),
    ...(i % 3 === 0 ? [evaluation(45, rid)] : []),
  ])
  return { controls, connectors, resources, evaluations, summary: summaryOf(evaluations, resources.length) }
}

const evaluation = (cid: number, rid: number): SyncEvaluation => [
  cid,
  rid,
  1,
  [
    {
      setting: cid === 48 ? 'Versioning Status' : 'Target bucket',
      actual: '-',
      expected: cid === 48 ? 'Enabled' : 'a bucket',
    },
  ],
  minutesAgo(9000),
  minutesAgo(34),
  null,
  null,
]

/** The figures that a worker would send with these evaluations. */
export function summaryOf(evaluations: readonly SyncEvaluation[], resources: number): Summary {
  const failing = evaluations.filter(([, , result]) => result === 1)
  const perControl = controls
    .map(({ cid, criticality }) => ({ cid, criticality, fail: failing.filter(([one]) => one === cid).length }))
    .filter(({ fail }) => fail > 0)
    .sort((a, b) => b.fail - a.fail)
  const tile = (level: Control['criticality']) => {
    const mine = perControl.filter(({ criticality }) => criticality === level)
    return { controls: mine.length, failures: mine.reduce((sum, { fail }) => sum + fail, 0) }
  }
  return {
    resources,
    evaluations: {
      pass: resources * 3,
      fail: failing.length,
      unknown: evaluations.length - failing.length,
      excepted: 0,
    },
    byCriticality: { HIGH: tile('HIGH'), MEDIUM: tile('MEDIUM'), LOW: tile('LOW') },
    topControls: perControl.map(({ cid, fail }) => ({ cid, fail })),
    topAccounts: failing.length > 0 ? [{ cloud: 'aws', account, fail: failing.length }] : [],
  }
}
