import type { Control } from '../../../shared/control.ts'
import { type Result, results } from '../../../shared/evaluation.ts'
import type { Policy } from '../../../shared/policy.ts'
import { saveControls } from '../../../worker/store/controls.ts'
import type { Database } from '../../../worker/store/database.ts'
import { seqText, takeSeq } from '../../../worker/store/seq.ts'

const control = (cid: number, fields: Partial<Control> = {}): Control => ({
  cid,
  slug: `aws/s3/control-${cid}`,
  title: `Control ${cid}`,
  cloud: 'aws',
  service: 'S3',
  resources: ['aws.s3.bucket'],
  criticality: 'HIGH',
  evaluates: 'Whether it is so.',
  rationale: 'Because.',
  remediation: { view: 'properties', steps: ['Open {name}.'] },
  references: [],
  policies: ['aws/best-practices'],
  ...fields,
})

export const controls: readonly Control[] = [
  control(45, { title: 'Buckets are not public' }),
  control(48, { title: 'Versioning is on', criticality: 'MEDIUM' }),
  control(3, { slug: 'aws/iam/unused', service: 'IAM', resources: ['aws.iam.user'], criticality: 'LOW', policies: [] }),
]

export const bestPractices: Policy = {
  slug: 'aws/best-practices',
  cloud: 'aws',
  title: 'AWS Best Practices Policy',
  description: 'What everybody should do.',
  controls: [45, 48],
}

type Seeded = {
  readonly id: string
  readonly type?: string
  readonly region?: string
  readonly config?: unknown
  readonly unread?: unknown
  readonly results?: Readonly<Record<number, Result>>
}

export const arn = (name: string) => `arn:aws:s3:::${name}`
export const connectorId = 'connector-1'

/** A connector of 111122223333 with resources and evaluations, as a run would have left them. */
export async function seed(
  db: Database,
  resources: readonly Seeded[],
  { id = connectorId, account = '111122223333' }: { readonly id?: string; readonly account?: string } = {},
): Promise<void> {
  await saveControls(db, { controls, policies: [bestPractices] })
  await addConnector(db, id, account)
  await db.write([takeSeq, ...resources.flatMap((resource) => statements(resource, id, account))])
}

const time = '2026-01-01T00:00:00.000Z'
export const later = '2026-01-02T00:00:00.000Z'

async function addConnector(db: Database, id: string, account: string): Promise<void> {
  const settings = { cloud: 'aws', roleArn: `arn:aws:iam::${account}:role/Plumbline`, externalId: 'plumbline-1' }
  await db.write([
    takeSeq,
    {
      sql: `INSERT INTO connectors (id, cloud, name, account, settings, frequency, state, created, updated, seq)
            VALUES (?, 'aws', 'Production', ?, ?, 240, 'Online', ?, ?, ${seqText}) ON CONFLICT DO NOTHING`,
      args: [id, account, JSON.stringify(settings), time, time],
    },
    ...['aws.s3.bucket', 'aws.iam.user'].map((type) => ({
      sql: `INSERT INTO collections (connector, type, region, found, evaluated)
            SELECT no, ?, 'global', ?, ? FROM connectors WHERE id = ? ON CONFLICT DO NOTHING`,
      args: [type, later, later, id],
    })),
  ])
}

function statements(resource: Seeded, connector: string, account: string) {
  const {
    id,
    type = 'aws.s3.bucket',
    region = 'us-east-1',
    config = {},
    unread = [],
    results: verdicts = {},
  } = resource
  return [
    {
      sql: `INSERT INTO resources (connector, id, key, type, name, cloud, account, region, shard, tags, config, unread,
              hash, firstDiscovered, found, seq)
            SELECT no, ?1, ?1, ?2, ?3, 'aws', ?4, ?5, 'global', '{}', ?6, ?7, 'h', ?8, ?8, ${seqText}
            FROM connectors WHERE id = ?9`,
      args: [
        ...[id, type, id.replace(/^.*[:/]/, ''), account, region],
        ...[JSON.stringify(config), JSON.stringify(unread), time, connector],
      ],
    },
    ...Object.entries(verdicts).map(([cid, result]) => ({
      sql: `INSERT INTO evaluations (cid, rid, result, evidence, hash, firstEvaluated, evaluated, seq)
            SELECT ?, rid, ?, ?, 'h', ?, ?, ${seqText} FROM resources
            WHERE key = ? AND connector = (SELECT no FROM connectors WHERE id = ?)`,
      args: [Number(cid), results.indexOf(result), evidence, time, time, id, connector],
    })),
  ]
}

const evidence = JSON.stringify([{ setting: 'Versioning Status', actual: '-', expected: 'Enabled' }])
