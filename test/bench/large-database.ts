import { join } from 'node:path'
import { loadEvaluator } from '../../worker/evaluate/index.ts'
import { saveControls } from '../../worker/store/controls.ts'
import { type Database, openDatabase } from '../../worker/store/database.ts'
import { seqText, takeSeq } from '../../worker/store/seq.ts'
import { root } from '../world.ts'
import { readTypes } from './types.ts'

const time = '2026-01-01T00:00:00.000Z'
const regions = ['us-east-1', 'eu-west-1', 'eu-central-1', 'ap-southeast-2']
/** Rows of one statement. */
const chunk = 10_000

/**
 * A database in a data folder, with buckets of one account, each evaluated by ten controls: every fifth answer is FAIL,
 * every fiftieth UNKNOWN. Made by SQL, for a run would take long.
 */
export async function makeLargeDatabase(data: string, resources: number): Promise<void> {
  const evaluator = loadEvaluator({ root, types: await readTypes() })
  const database = await openDatabase({ url: `file:${join(data, 'plumbline.db')}` })
  await saveControls(database, evaluator)
  await addConnector(database)
  for (let from = 0; from < resources; from += chunk)
    await addBuckets(database, from, Math.min(chunk, resources - from))
  const cids = evaluator.controls
    .filter(({ cloud }) => cloud === 'aws')
    .slice(0, 10)
    .map(({ cid }) => cid)
  for (const cid of cids) {
    for (let from = 0; from < resources; from += chunk) await evaluate(database, cid, from)
  }
  database.close()
}

async function addConnector(database: Database): Promise<void> {
  const settings = { cloud: 'aws', roleArn: 'arn:aws:iam::111122223333:role/Plumbline', externalId: 'plumbline-1' }
  const now = new Date().toISOString()
  await database.write([
    takeSeq,
    {
      // Not due for a month: nothing but the download is at work.
      sql: `INSERT INTO connectors (id, cloud, name, account, settings, frequency, state, created, updated, lastRun, seq)
            VALUES ('large', 'aws', 'Production', '111122223333', ?, 43200, 'Online', ?, ?, ?, ${seqText})`,
      args: [JSON.stringify(settings), now, now, now],
    },
  ])
}

const addBuckets = (database: Database, from: number, count: number) =>
  database.write([
    takeSeq,
    {
      sql: `INSERT INTO resources (connector, id, key, type, name, cloud, account, region, shard, tags, config, unread, hash,
              firstDiscovered, found, seq)
            WITH RECURSIVE n (i) AS (SELECT CAST(:from AS INTEGER) UNION ALL SELECT i + 1 FROM n WHERE i < :from + :count - 1)
            SELECT 1, 'arn:aws:s3:::bucket-' || i, 'arn:aws:s3:::bucket-' || i, 'aws.s3.bucket', 'bucket-' || i, 'aws',
              '111122223333', :regions ->> (i % 4), 'global', '{"team":"web","stage":"production"}', '{}', '[]', 'h', :time, :time,
              ${seqText} FROM n`,
      args: { from, count, regions: JSON.stringify(regions), time },
    },
  ])

const evidence = JSON.stringify([{ setting: 'Versioning Status', actual: 'Suspended', expected: 'Enabled' }])

const evaluate = (database: Database, cid: number, from: number) =>
  database.write([
    takeSeq,
    {
      sql: `INSERT INTO evaluations (cid, rid, result, settled, evidence, hash, firstEvaluated, evaluated, seq)
            SELECT :cid, rid, iif(rid % 50 = 0, 2, iif(rid % 5 = 0, 1, 0)), 0, :evidence, 'h', :time, :time, ${seqText}
            FROM resources ORDER BY rid LIMIT :chunk OFFSET :from`,
      args: { cid, evidence, time, chunk, from },
    },
  ])
