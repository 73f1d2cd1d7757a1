import { join } from 'node:path'
import { loadEvaluator } from '../../worker/evaluate/index.ts'
import { saveControls } from '../../worker/store/controls.ts'
import { type Database, openDatabase } from '../../worker/store/database.ts'
import { root } from '../world.ts'
import { readTypes } from './types.ts'

const regions = [
  ...['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1', 'eu-north-1'],
  ...['ap-southeast-2', 'ap-northeast-1', 'sa-east-1', 'ca-central-1', 'me-south-1'],
]
const connectors = 20
const [typesUsed, controlsEach] = [6, 10]
/** Rows of one statement. */
const chunk = 20_000

export type Judged = { readonly type: string; readonly cids: readonly number[] }

/**
 * A database in a data folder as runs of 20 connectors would have left it: six resource types with ten controls each, in ten
 * regions; every fifth answer is FAIL, one in thirty UNKNOWN. Made by SQL without the triggers, whose counters are then
 * counted at once. Answers what is judged by which controls.
 */
export async function makeApiDatabase(data: string, resources: number): Promise<readonly Judged[]> {
  const evaluator = loadEvaluator({ root, types: await readTypes() })
  const database = await openDatabase({ url: `file:${join(data, 'plumbline.db')}` })
  await saveControls(database, evaluator)
  const judged = pickControls(evaluator.controls)
  const triggers = await dropTriggers(database)
  await addConnectors(database, judged)
  for (let from = 0; from < resources; from += chunk)
    await addResources(database, judged, from, Math.min(chunk, resources - from))
  for (let from = 0; from < resources; from += chunk) await addEvaluations(database, judged, from)
  await database.write([...counters, ...trends(new Date()), ...triggers])
  database.close()
  return judged
}

/** Real controls, ten for each type: its own where it has so many. */
function pickControls(controls: readonly { readonly cid: number; readonly resources: readonly string[] }[]) {
  const own = controls.filter(({ resources: [type = ''] }) => type.startsWith('aws.') && type !== 'aws.account')
  const types = [...new Set(own.map(({ resources: [type = ''] }) => type))].slice(0, typesUsed)
  const left = new Set(own.map(({ cid }) => cid))
  return types.map((type): Judged => {
    const cids = own
      .filter(({ cid }) => left.has(cid))
      .sort((a, b) => Number(b.resources[0] === type) - Number(a.resources[0] === type))
      .slice(0, controlsEach)
      .map(({ cid }) => cid)
    for (const cid of cids) left.delete(cid)
    return { type, cids }
  })
}

async function dropTriggers({ client, write }: Database): Promise<readonly string[]> {
  const { rows } = await client.execute(`SELECT name, sql FROM sqlite_master WHERE type = 'trigger'`)
  await write(rows.map(({ name }) => `DROP TRIGGER "${name}"`))
  return rows.map(({ sql }) => String(sql))
}

async function addConnectors({ write }: Database, judged: readonly Judged[]): Promise<void> {
  const now = new Date().toISOString()
  await write([
    {
      // Not due for a month: nothing but the readers and the writer is at work.
      sql: `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${connectors})
            INSERT INTO connectors (no, id, cloud, name, account, settings, frequency, state, created, updated, lastRun, seq)
            SELECT i, 'connector-' || i, 'aws', 'Account ' || i, 100000000000 + i, '{"cloud":"aws","roleArn":"","externalId":""}',
              43200, 'Online', :now, :now, :now, 0 FROM n`,
      args: { now },
    },
    {
      sql: `INSERT INTO collections (connector, type, region, found, evaluated)
            SELECT no, type.value, region.value, :now, :now
            FROM connectors CROSS JOIN json_each(:types) AS type CROSS JOIN json_each(:regions) AS region`,
      args: { now, types: JSON.stringify(judged.map(({ type }) => type)), regions: JSON.stringify(regions) },
    },
  ])
}

const addResources = ({ write }: Database, judged: readonly Judged[], from: number, count: number) =>
  write([
    {
      sql: `WITH RECURSIVE n (i) AS (SELECT CAST(:from AS INTEGER) UNION ALL SELECT i + 1 FROM n WHERE i < :from + :count - 1),
              r AS (SELECT i, :types ->> ((i / 7) % ${typesUsed}) AS type, :regions ->> ((i / 3) % 10) AS region,
                i * 7919 % ${connectors} + 1 AS connector FROM n)
            INSERT INTO resources (rid, connector, id, key, type, name, cloud, account, region, shard, tags, config, unread,
              hash, firstDiscovered, found, evaluated, seq)
            SELECT i + 1, connector, 'arn:aws:any:' || region || ':' || (100000000000 + connector) || ':thing/' || i,
              'arn:aws:any:' || region || ':' || (100000000000 + connector) || ':thing/' || i, type,
              'thing-' || (i * 31 % 99991) || '-' || i, 'aws', 100000000000 + connector, region, region,
              json_object('env', iif(i % 4 = 0, 'production', 'test'), 'team', 'team-' || (i % 40)),
              json_object('versioning', iif(i % 3 = 0, 'Enabled', 'Suspended'), 'size', i % 1000, 'rules',
                json_array(json_object('port', 22 + i % 100, 'cidr', '10.0.0.0/8'), json_object('port', 443, 'cidr', '0.0.0.0/0')),
                'policy', hex(zeroblob(150))),
              '[]', 'h' || i, strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-' || (i % 200) || ' days'), :now, ${controlsEach}, i / 200 + 1
            FROM r`,
      args: {
        ...{ from, count, now: new Date().toISOString(), regions: JSON.stringify(regions) },
        types: JSON.stringify(judged.map(({ type }) => type)),
      },
    },
  ])

const evidence = JSON.stringify([{ setting: 'Versioning Status', actual: 'Suspended', expected: 'Enabled' }])

const addEvaluations = ({ write }: Database, judged: readonly Judged[], from: number) =>
  write([
    {
      sql: `INSERT INTO evaluations (cid, rid, result, settled, evidence, hash, firstEvaluated, evaluated, opened, seq)
            SELECT pair.value ->> 1, rid,
              iif((rid * 13 + (pair.value ->> 1) * 7) % 30 = 0, 2, (rid * 17 + (pair.value ->> 1) * 3) % 5 = 0), 0,
              :evidence, 'h', :now, :now,
              (rid * 13 + (pair.value ->> 1) * 7) % 30 = 0 OR (rid * 17 + (pair.value ->> 1) * 3) % 5 = 0, rid / 200 + 1
            FROM resources CROSS JOIN json_each(:pairs) AS pair
            WHERE rid > :from AND rid <= :to AND resources.type = pair.value ->> 0`,
      args: {
        ...{ from, to: from + chunk, evidence, now: new Date().toISOString() },
        pairs: JSON.stringify(judged.flatMap(({ type, cids }) => cids.map((cid) => [type, cid]))),
      },
    },
  ])

const counters = [
  `INSERT INTO counters (cid, connector, region, result, count)
   SELECT e.cid, r.connector, r.region, e.result, count(*) FROM evaluations e JOIN resources r ON r.rid = e.rid
   GROUP BY 1, 2, 3, 4`,
  `UPDATE resources SET failing = own.failing, unknown = own.unknown
   FROM (SELECT rid, sum(result = 1) AS failing, sum(result = 2) AS unknown FROM evaluations GROUP BY rid) AS own
   WHERE own.rid = resources.rid`,
  `INSERT INTO resource_counters (type, connector, region, count, failing, evaluated)
   SELECT type, connector, region, count(*), sum(failing > 0), sum(evaluated > 0) FROM resources GROUP BY 1, 2, 3`,
  `UPDATE meta SET value = max(value + 0, (SELECT max(seq) FROM evaluations)) WHERE key IN ('seq', 'counted')`,
]

/** A month of snapshots, all like today. */
function trends(now: Date): readonly string[] {
  const days = Array.from({ length: 30 }, (_, back) => new Date(now.getTime() - back * 86_400_000).toISOString())
  const list = `json_each('${JSON.stringify(days.map((at) => at.slice(0, 10)))}') AS day`
  return [
    `INSERT INTO snapshot_days (connector, day, at) SELECT no, day.value, '${now.toISOString()}' FROM connectors CROSS JOIN ${list}`,
    `INSERT INTO resource_snapshots (connector, day, type, count, failing)
     SELECT connector, day.value, c.type, sum(count), sum(failing) FROM resource_counters AS c CROSS JOIN ${list} GROUP BY 1, 2, 3`,
    `INSERT INTO evaluation_snapshots (connector, day, cid, outcome, count, criticality)
     SELECT connector, day.value, cid, result, sum(count), 'HIGH' FROM counters CROSS JOIN ${list} GROUP BY 1, 2, 3, 4`,
  ]
}
