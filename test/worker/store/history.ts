import { type Result, results } from '../../../shared/evaluation.ts'
import type { FoundResource } from '../../../worker/found-resource.ts'
import { saveControls } from '../../../worker/store/controls.ts'
import type { Database } from '../../../worker/store/database.ts'
import { storeVerdicts } from '../../../worker/store/evaluations.ts'
import { markGoneByRid, type Shard, storeResources } from '../../../worker/store/resources.ts'
import { seqText, takeSeq } from '../../../worker/store/seq.ts'
import type { Random } from '../random.ts'
import { control, fakeEvaluator } from '../scan/fake-account.ts'
import { addConnector, query } from '../temporary-database.ts'

const types = ['aws.s3.bucket', 'aws.ec2.group']
const regions = ['eu-west-1', 'us-east-1', 'global']
const cids = [1, 2, 3, 4, 5]

const found = (id: number, region: string, version: number): FoundResource => ({
  ...{
    id: `arn:${id}`,
    key: `arn:${id}`,
    name: `thing ${id} v${version}`,
    region,
    tags: '{}',
    config: '{}',
    unread: [],
  },
  hash: `${region}${version}`,
})

/** One random write, as runs, re-evaluations, new releases and people make them. */
export async function writeSomething(db: Database, random: Random, step: number): Promise<void> {
  const now = new Date(Date.UTC(2026, 0, 1, 0, step))
  const choice = random.below(20)
  if (choice === 0) return ship(db, random)
  if (choice === 1) return changeConnectors(db, random, step)
  if (choice < 8) return discover(db, random, now)
  if (choice < 11) return lose(db, random, now)
  if (choice < 13) return except(db, random)
  return judgeSome(db, random, now)
}

async function discover(db: Database, random: Random, now: Date): Promise<void> {
  const connector = await anyConnector(db, random)
  const type = random.pick(types)
  const shard: Shard = { connector, cloud: 'aws', account: `account ${connector}`, type, region: 'global' }
  const offset = types.indexOf(type) * 100
  const batch = Array.from({ length: random.below(6) }, () =>
    found(offset + random.below(12), random.pick(regions), random.below(3)),
  )
  await storeResources(db, shard, batch, { isSeen: () => false, now })
}

async function lose(db: Database, random: Random, now: Date): Promise<void> {
  const rids = await ridsOf(db)
  if (rids.length > 0) await markGoneByRid(db, [random.pick(rids), random.pick(rids)], now)
}

/** Exceptions begin to hold for some evaluations, and end for others. */
async function except(db: Database, random: Random): Promise<void> {
  const rids = await ridsOf(db)
  if (rids.length === 0) return
  const [rid, exception] = [random.pick(rids), random.pick([1, 2, null])]
  await db.write([
    takeSeq,
    { sql: `UPDATE evaluations SET exception = ?, seq = ${seqText} WHERE rid = ?`, args: [exception, rid] },
  ])
}

async function judgeSome(db: Database, random: Random, now: Date): Promise<void> {
  const rids = await ridsOf(db)
  if (rids.length === 0) return
  const shipped = await query<{ cid: number }>(db, 'SELECT cid FROM controls ORDER BY 1')
  const own = shipped.map(({ cid }) => cid).filter(() => random.chance(0.7))
  const judged = [...new Set(Array.from({ length: random.below(5) }, () => random.pick(rids)))].map((rid) => ({
    rid,
    verdicts: own
      .filter(() => random.chance(0.8))
      .map((cid) => ({
        cid,
        result: random.pick<Result>(results),
        evidence: [{ setting: 's', actual: `${random.below(2)}`, expected: 'e' }],
      })),
  }))
  await storeVerdicts(db, judged, { cids: new Set(own), now, touch: random.chance(0.1) })
}

/** A release with other controls and policies. */
async function ship(db: Database, random: Random): Promise<void> {
  const shipped = cids.filter(() => random.chance(0.8))
  const controls = shipped.map((cid) =>
    control(cid, random.chance(0.9) ? 'aws.s3.bucket' : 'aws.ec2.group', random.pick(['HIGH', 'LOW'])),
  )
  const { policies } = fakeEvaluator([])
  await saveControls(db, { controls, policies: random.chance(0.5) ? policies : [] })
}

async function changeConnectors(db: Database, random: Random, step: number): Promise<void> {
  if (random.chance(0.6)) return void (await addConnector(db, `c${step}`, { account: `account ${random.below(3)}` }))
  await db.write([{ sql: 'DELETE FROM connectors WHERE no = ?', args: [await anyConnector(db, random)] }])
}

async function anyConnector(db: Database, random: Random): Promise<number> {
  const rows = await query<{ no: number }>(db, 'SELECT no FROM connectors ORDER BY no')
  return rows.length > 0 ? random.pick(rows).no : addConnector(db, `c${random.below(1_000_000)}`)
}

const ridsOf = async (db: Database) =>
  (await query<{ rid: number }>(db, 'SELECT rid FROM resources WHERE gone IS NULL ORDER BY rid')).map(({ rid }) => rid)
