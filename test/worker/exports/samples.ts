import type { Control } from '../../../shared/control.ts'
import type { Mandate } from '../../../shared/mandate.ts'
import { type Finding, type FindingContext, standardsOf } from '../../../worker/exports/index.ts'

const control: Control = {
  cid: 48,
  slug: 'aws/s3/bucket-versioning',
  title: 'Ensure versioning is enabled for S3 buckets',
  cloud: 'aws',
  service: 'S3',
  resources: ['aws.s3.bucket'],
  criticality: 'MEDIUM',
  evaluates: 'Whether the bucket keeps every version of every object.',
  rationale: 'An overwritten object can then be restored.',
  remediation: { view: 'properties', steps: ['Open the bucket {name}.', 'Choose Enable.'] },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html'],
  policies: ['aws/best-practices'],
}

const cis = {
  slug: 'cis',
  title: 'CIS AWS Foundations',
  version: '1.5.0',
  publisher: 'CIS',
  description: 'A benchmark.',
  reference: 'https://www.cisecurity.org/',
  clouds: ['aws'],
  requirements: [{ id: '2.1.3', controls: [48] }],
} as unknown as Mandate

export const context: FindingContext = {
  controls: new Map([[48, control]]),
  standards: standardsOf([cis]),
  version: '0.1.0',
}

/** A bucket without versions. */
export const finding = (fields: Partial<Finding> = {}): Finding => ({
  cid: 48,
  title: control.title,
  criticality: 'MEDIUM',
  resourceId: 'arn:aws:s3:::photos',
  resource: {
    id: 'arn:aws:s3:::photos',
    type: 'aws.s3.bucket',
    name: 'photos',
    cloud: 'aws',
    account: '111122223333',
    region: 'eu-west-1',
  },
  connectorId: 'connector-1',
  appliesTo: 'resource',
  result: 'FAIL',
  outcome: 'FAIL',
  evidence: [{ setting: 'Versioning Status', actual: '-', expected: 'Enabled' }],
  firstEvaluated: '2026-01-01T00:00:00.000Z',
  lastEvaluated: '2026-07-01T12:30:00.000Z',
  ...fields,
})

const exception = { kind: 'accepted risk', reason: 'Kept elsewhere.', owner: 'ann@example.com' }

/** One of each outcome, and an exception of what could not be read. */
export const findings: readonly Finding[] = [
  finding(),
  finding({ result: 'PASS', outcome: 'PASS', lastFixed: '2026-06-30T00:00:00.000Z' }),
  finding({ result: 'UNKNOWN', outcome: 'UNKNOWN', appliesTo: 'account' }),
  finding({ result: 'FAIL', outcome: 'EXCEPTED', exception }),
  finding({ result: 'UNKNOWN', outcome: 'EXCEPTED', exception }),
]

export async function* stream<Row>(rows: Iterable<Row>): AsyncGenerator<Row, void> {
  yield* rows
}

export async function readAll(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  return Buffer.concat(chunks)
}
