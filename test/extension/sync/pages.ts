import type { Control } from '../../../shared/control.ts'
import type { SyncConnector, SyncEvaluation, SyncPage, SyncResource } from '../../../shared/sync.ts'

/** A page of the change feed with what the test is about; the rest is empty. */
export const page = (parts: Partial<SyncPage> & { seq: number }): SyncPage => ({
  version: 1,
  epoch: 'first',
  more: false,
  controls: [],
  policies: [],
  connectors: [],
  resources: [],
  evaluations: [],
  ...parts,
  removed: { controls: [], policies: [], connectors: [], resources: [], evaluations: [], ...parts.removed },
})

export const control = (cid: number, parts: Partial<Control> = {}): Control => ({
  cid,
  slug: `aws/s3/control-${cid}`,
  title: `Control ${cid}`,
  cloud: 'aws',
  service: 'S3',
  resources: ['aws.s3.bucket'],
  criticality: 'HIGH',
  evaluates: 'What is looked at.',
  rationale: 'Why it matters.',
  remediation: { view: 'properties', steps: ['Open {name}.', 'Save changes.'] },
  references: [],
  policies: [],
  ...parts,
})

export const connector = (parts: Partial<SyncConnector> = {}): SyncConnector => ({
  id: 'c1',
  cloud: 'aws',
  name: 'Production',
  account: '111122223333',
  frequency: 240,
  state: 'Online',
  created: '2026-01-01T00:00:00.000Z',
  updated: '2026-01-01T00:00:00.000Z',
  freshness: { evaluated: '2026-01-02T00:00:00.000Z', stale: [] },
  ...parts,
})

export const bucket = (rid: number, name = `bucket-${rid}`, account = '111122223333'): SyncResource => [
  rid,
  `arn:aws:s3:::${name}`,
  'aws.s3.bucket',
  name,
  'aws',
  account,
  'eu-west-1',
]

export const evaluation = (cid: number, rid: number, result: 0 | 1 | 2 = 1): SyncEvaluation => [
  cid,
  rid,
  result,
  [{ setting: 'Versioning', actual: '-', expected: 'Enabled' }],
  '2026-01-01T00:00:00.000Z',
  '2026-01-01T00:00:00.000Z',
  null,
  null,
]
