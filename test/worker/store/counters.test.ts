import { expect, test } from 'vitest'
import { readSummary } from '../../../worker/store/summary.ts'
import { createRandom } from '../random.ts'
import { query, temporaryDatabase } from '../temporary-database.ts'
import { writeSomething } from './history.ts'

const counted = {
  counters: [
    'SELECT cid, connector, region, result, count FROM counters WHERE count <> 0 ORDER BY 1, 2, 3, 4',
    `SELECT cid, connector, region, outcome AS result, count(*) AS count FROM evaluations JOIN resources USING (rid)
     GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
  ],
  resourceCounters: [
    `SELECT type, connector, region, count, failing, evaluated FROM resource_counters
     WHERE count <> 0 OR failing <> 0 OR evaluated <> 0 ORDER BY 1, 2, 3`,
    `SELECT type, connector, region, count(*) AS count, sum(failing > 0) AS failing, sum(evaluated > 0) AS evaluated
     FROM resources WHERE gone IS NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  ],
  resources: [
    'SELECT rid, failing, unknown, evaluated FROM resources ORDER BY 1',
    `SELECT rid, total(outcome = 1) AS failing, total(outcome = 2) AS unknown, count(cid) AS evaluated
     FROM resources LEFT JOIN evaluations USING (rid) GROUP BY 1 ORDER BY 1`,
  ],
  gone: ['SELECT 0 AS n', 'SELECT count(*) AS n FROM evaluations JOIN resources USING (rid) WHERE gone IS NOT NULL'],
} as const

test.each([1, 2, 3, 4, 5, 6])(
  'the counters are what a count of the rows would say, whatever happened (history %i)',
  async (seed) => {
    const db = await temporaryDatabase()
    const random = createRandom(seed)
    for (let step = 0; step < 150; step++) {
      await writeSomething(db, random, step)
      if (step % 10 > 0) continue
      for (const [kept, recounted] of Object.values(counted))
        expect(await query(db, kept)).toEqual(await query(db, recounted))
    }
  },
)

test.each([1, 2, 3])('the summary is what a count of the rows would say (history %i)', async (seed) => {
  const db = await temporaryDatabase()
  const random = createRandom(seed + 100)
  for (let step = 0; step < 200; step++) await writeSomething(db, random, step)
  const rows = await query<{ cid: number; criticality: 'HIGH' | 'LOW'; result: number; rid: number; account: string }>(
    db,
    `SELECT cid, criticality, outcome AS result, rid, connectors.account FROM evaluations JOIN controls USING (cid)
     JOIN resources USING (rid) JOIN connectors ON no = connector`,
  )
  const failing = rows.filter(({ result }) => result === 1)
  const evaluatedRows = await query(db, 'SELECT DISTINCT rid FROM evaluations')
  const summary = await readSummary(db)
  expect(summary.resources).toBe(evaluatedRows.length)
  expect(summary.evaluations).toEqual({
    pass: rows.filter(({ result }) => result === 0).length,
    fail: failing.length,
    unknown: rows.filter(({ result }) => result === 2).length,
    excepted: rows.filter(({ result }) => result === 3).length,
  })
  for (const criticality of ['HIGH', 'LOW'] as const) {
    const own = failing.filter((row) => row.criticality === criticality)
    expect(summary.byCriticality[criticality]).toEqual({
      controls: new Set(own.map(({ cid }) => cid)).size,
      failures: own.length,
    })
  }
  for (const { cid, fail } of summary.topControls) expect(fail).toBe(failing.filter((row) => row.cid === cid).length)
  for (const { account, fail } of summary.topAccounts)
    expect(fail).toBe(failing.filter((row) => row.account === account).length)
})
