import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Outcome, results } from '../../../shared/evaluation.ts'
import { percentOf } from '../../../shared/report.ts'
import { createReports } from '../../../worker/reports/reports.ts'
import { startSchedule } from '../../../worker/schedule.ts'
import { keptRuns } from '../../../worker/store/reports/prune.ts'
import { resourcesOfControl } from '../../../worker/store/reports/results.ts'
import { arn, pci, setResult, startWithReports } from '../api/reports-seed.ts'

const draft = { title: 'Cards', cloud: 'aws', mandate: pci.slug } as const
const daily = { every: 'day', at: '06:00', timeZone: 'UTC' } as const

test('a scheduled report runs when it is due, once, also after the worker was off for days', async () => {
  const { context, call, database, time } = await startWithReports()
  const { reports, engine, clock } = context
  const { id } = await reports.create({ ...draft, schedule: daily })
  const schedule = startSchedule({ database, engine, clock, reports })
  schedule.stop()
  const runs = async (now: string) => {
    time.now = new Date(now)
    await schedule.look()
    await reports.idle()
    return (await call(`/reports/${id}/runs`)).json.items.map(({ trigger }: { trigger: string }) => trigger)
  }
  expect(await runs('2026-01-01T05:59:00Z')).toEqual([])
  expect(await runs('2026-01-01T06:00:00Z')).toEqual(['schedule'])
  expect(await runs('2026-01-01T06:00:30Z')).toHaveLength(1)
  expect(await runs('2026-01-05T12:00:00Z')).toHaveLength(2)
  expect((await reports.read(id))?.nextRun).toBe('2026-01-06T06:00:00.000Z')
})

test('a scheduled report that cannot run says why, until it can', async () => {
  const { context, database, time } = await startWithReports()
  const { reports } = context
  const { id } = await reports.create({ ...draft, connectors: ['other'], schedule: daily })
  await database.write([`UPDATE connectors SET id = 'away' WHERE id = 'other'`])
  time.now = new Date('2026-01-01T06:00:00.000Z')
  await reports.look()
  expect((await reports.read(id))?.problem).toMatchObject({ since: '2026-01-01T06:00:00.000Z' })
  await database.write([`UPDATE connectors SET id = 'other' WHERE id = 'away'`])
  await reports.run(id, 'person')
  await reports.idle()
  expect(await reports.read(id)).not.toHaveProperty('problem')
})

test('who waits for the end of runs is told of each, with its report', async () => {
  const { context, database } = await startWithReports()
  const told: string[] = []
  const { clock, mandates } = context
  const onReportRun = (report: { title: string }, run: { state: string }) =>
    void told.push(`${report.title} ${run.state}`)
  const reports = createReports({ database, mandates, clock, onReportRun })
  const { id } = await reports.create(draft)
  await reports.run(id, 'person')
  await reports.idle()
  expect(told).toEqual(['Cards succeeded'])
})

test('a connector that is deleted while a report runs fails the run, and the results before stay', async () => {
  const { context, database, call, run, make } = await startWithReports()
  const id = await make()
  const before = await run(id)
  await context.reports.run(id, 'person')
  await database.write([`DELETE FROM connectors WHERE id = 'other'`])
  await context.reports.idle()
  const { json } = await call(`/reports/${id}/runs`)
  expect(json.items[0]).toMatchObject({
    state: 'failed',
    percent: null,
    reason: expect.stringContaining('was deleted'),
  })
  const { lastRun } = (await call(`/reports/${id}`)).json
  expect([lastRun.id, lastRun.posture]).toEqual([before.id, before.posture])
  expect((await run(id)).change).toMatchObject({ gone: 1, stillFailing: 2 })
})

test('a run that was under way when the worker ended is marked failed at the next start', async () => {
  const { context, database, call, make, run } = await startWithReports()
  const id = await make()
  await run(id)
  await database.write([`UPDATE report_runs SET state = 'running'`])
  const { clock, mandates } = context
  const reports = createReports({ database, mandates, clock })
  await reports.idle()
  expect((await call(`/reports/${id}/runs`)).json.items).toMatchObject([{ state: 'failed' }])
  expect((await reports.run(id, 'person'))?.state).toBe('queued')
  await reports.idle()
})

test('a report whose run could not be ended, the disk being full, runs again', async () => {
  const { context, database, make } = await startWithReports()
  const id = await make()
  const disk = { isFull: false }
  const write: typeof database.write = async (statements) => {
    if (disk.isFull) throw new Error('The disk is full.')
    return database.write(statements)
  }
  const { clock, mandates } = context
  const reports = createReports({ database: { ...database, write }, mandates, clock })
  await reports.idle()
  await reports.run(id, 'person')
  disk.isFull = true
  await reports.idle()
  disk.isFull = false
  await reports.run(id, 'person')
  await reports.idle()
  expect(await reports.read(id)).toMatchObject({ state: 'ready' })
  expect(await reports.read(id)).not.toHaveProperty('running')
})

test('a worker that stops ends the run under way', async () => {
  const { context, call, make } = await startWithReports()
  const id = await make()
  await context.reports.run(id, 'person')
  await context.reports.stop()
  const [run] = (await call(`/reports/${id}/runs`)).json.items
  expect(['queued', 'failed']).toContain(run.state)
})

test(`the last ${keptRuns} runs are kept, and nothing that no kept run shows`, async () => {
  const { context, database, call, make } = await startWithReports()
  const id = await make()
  const total = keptRuns + 3
  for (let n = 0; n < total; n++) {
    await setResult(database, 45, arn('alpha'), n % 2 ? 'PASS' : 'FAIL', JSON.stringify([{ setting: String(n) }]))
    if (n === 1) await database.write([{ sql: 'DELETE FROM resources WHERE id = ?', args: [arn('delta')] }])
    await context.reports.run(id, 'person')
    await context.reports.idle()
  }
  const { json } = await call(`/reports/${id}/runs?pageSize=100`)
  expect(json.total).toBe(keptRuns)
  const [oldest] = json.items.slice(-1)
  const rows = async (sql: string) => (await database.client.execute({ sql, args: [oldest.id] })).rows
  expect(await rows('SELECT 1 FROM report_results WHERE "to" <= ?')).toEqual([])
  expect(await rows(`SELECT id FROM report_resources WHERE id LIKE '%delta' AND ? > 0`)).toEqual([])
  expect(await rows('SELECT 1 FROM report_run_controls WHERE run < ?')).toEqual([])
  const shown = await resourcesOfControl(database, { report: id, run: oldest.id, cid: 45, limit: 10 })
  expect(shown.items.map(({ name, outcome }) => [name, outcome])).toEqual([
    ['alpha', 'PASS'],
    ['beta', 'PASS'],
  ])
})

/** What one run should have found: control and resource → outcome. */
type Snapshot = ReadonlyMap<string, Outcome>

test('whatever changes between runs, each run shows what was there, and comparisons add up', async () => {
  const { context, database, call, make } = await startWithReports()
  const id = await make()
  const step = fc.record({
    cid: fc.constantFrom(45, 48),
    name: fc.constantFrom('alpha', 'beta', 'delta'),
    result: fc.constantFrom(...results, undefined),
  })
  const snapshots: [run: number, Snapshot][] = []
  const take = async () => {
    const { rows } = await database.client.execute(
      'SELECT e.cid, r.name, e.result FROM evaluations e JOIN resources r USING (rid) WHERE cid IN (45, 48, 3)',
    )
    const started = await context.reports.run(id, 'person')
    await context.reports.idle()
    const found = rows.map(({ cid, name, result }) => [`${cid} ${name}`, results[Number(result)] as Outcome] as const)
    snapshots.push([started?.id ?? 0, new Map(found)])
  }
  await take()
  for (const steps of fc.sample(fc.array(step, { maxLength: 4 }), { numRuns: 14, seed: 7 })) {
    for (const { cid, name, result } of steps) {
      if (result) await setResult(database, cid, arn(name), result)
      else
        await database.write([
          {
            sql: 'DELETE FROM evaluations WHERE cid = ? AND rid = (SELECT rid FROM resources WHERE name = ?)',
            args: [cid, name],
          },
        ])
    }
    await take()
  }
  for (const [run, snapshot] of snapshots) {
    const shown = new Map<string, Outcome>()
    for (const cid of [3, 45, 48]) {
      const { items } = await resourcesOfControl(database, { report: id, run, cid, limit: 10 })
      for (const { name, outcome } of items) shown.set(`${cid} ${name}`, outcome)
    }
    expect(new Map([...shown].sort())).toEqual(new Map([...snapshot].sort()))
  }
  const failing = (snapshot: Snapshot) => [...snapshot].filter(([, outcome]) => outcome === 'FAIL').map(([key]) => key)
  for (const [[before, were], [after, are]] of fc.sample(
    fc.tuple(fc.constantFrom(...snapshots), fc.constantFrom(...snapshots)),
    { numRuns: 30, seed: 3 },
  )) {
    const { change } = (await call(`/reports/${id}/runs/${after}/compare?with=${before}`)).json
    const now = (key: string) => are.get(key)
    expect(change).toEqual({
      newlyFailing: failing(are).filter((key) => were.get(key) !== 'FAIL').length,
      stillFailing: failing(were).filter((key) => now(key) === 'FAIL').length,
      fixed: failing(were).filter((key) => now(key) === 'PASS').length,
      unknown: failing(were).filter((key) => now(key) === 'UNKNOWN').length,
      gone: failing(were).filter((key) => now(key) === undefined).length,
      excepted: 0,
    })
  }
})

test('shares add up to 100, and are never better than the figures', () => {
  const count = fc.integer({ min: 0, max: 1_000_000 })
  fc.assert(
    fc.property(count, count, count, count, (pass, fail, unknown, excepted) => {
      const percent = percentOf({ pass, fail, unknown, excepted })
      const whole = pass + fail + unknown
      if (!percent) return expect(whole).toBe(0)
      expect(Math.round((percent.pass + percent.fail + percent.unknown) * 10)).toBe(1000)
      expect(percent.unknown).toBeGreaterThanOrEqual(0)
      expect(percent.pass).toBeLessThanOrEqual((pass * 100) / whole + 1e-9)
      expect(percent.pass === 100).toBe(pass === whole)
      expect(percent.fail === 0).toBe(fail === 0)
    }),
  )
})
