import { expect, onTestFinished, test } from 'vitest'
import { dueTime, startSchedule } from '../../../worker/schedule.ts'
import { queueRun } from '../../../worker/store/runs.ts'
import { addConnector, query, temporaryDatabase } from '../temporary-database.ts'

const hour = 3_600_000

async function createSetting() {
  const db = await temporaryDatabase()
  const time = { now: Date.parse('2026-01-01T00:00:00Z') }
  const clock = () => new Date(time.now)
  const started: string[] = []
  const engine = {
    run: async (id: string, trigger: 'schedule' | 'person') => {
      if (id === 'broken') throw new Error('broken')
      started.push(id)
      const run = await queueRun(db, id, { trigger, now: clock() })
      if (!run) throw new Error('no run')
      return run
    },
  }
  const end = (id: string, state = 'succeeded') =>
    db.write([
      {
        sql: `UPDATE runs SET state = ?, ended = ? WHERE connector = (SELECT no FROM connectors WHERE id = ?) AND ended IS NULL`,
        args: [state, clock().toISOString(), id],
      },
    ])
  const open = () => {
    const schedule = startSchedule({ database: db, engine, clock })
    onTestFinished(() => schedule.stop())
    return schedule
  }
  return { db, time, started, end, open }
}

test('a connector runs at once, and again after its frequency', async () => {
  const { db, time, started, end, open } = await createSetting()
  await addConnector(db)
  const schedule = open()
  await schedule.look()
  await end('c1')
  await schedule.look()
  time.now += 3.9 * hour
  await schedule.look()
  expect(started).toEqual(['c1'])
  time.now += 0.4 * hour
  await schedule.look()
  expect(started).toEqual(['c1', 'c1'])
  expect(await query(db, `SELECT DISTINCT trigger FROM runs`)).toEqual([{ trigger: 'schedule' }])
})

test('a connector with a run queued or under way is left alone', async () => {
  const { db, time, started, open } = await createSetting()
  await addConnector(db)
  const schedule = open()
  await schedule.look()
  time.now += 10 * hour
  await schedule.look()
  expect(started).toEqual(['c1'])
})

test('a run that failed is not repeated before its time', async () => {
  const { db, time, started, end, open } = await createSetting()
  await addConnector(db)
  const schedule = open()
  await schedule.look()
  await end('c1', 'failed')
  time.now += hour
  await schedule.look()
  expect(started).toEqual(['c1'])
})

test('a restart neither forgets a run nor repeats one', async () => {
  const { db, time, started, end, open } = await createSetting()
  await addConnector(db)
  await open().look()
  await end('c1')
  time.now += hour
  await open().look()
  expect(started).toEqual(['c1'])
  time.now += 9 * hour
  await open().look()
  expect(started).toEqual(['c1', 'c1'])
})

test('a connector that cannot be started does not keep the others from it', async () => {
  const { db, started, open } = await createSetting()
  await addConnector(db, 'broken')
  await addConnector(db, 'c2', { account: 'other' })
  await open().look()
  expect(started).toEqual(['c2'])
})

test('connectors that began together spread out, each always by the same amount', () => {
  const times = Array.from({ length: 50 }, (_, index) =>
    dueTime({ id: `c${index}`, frequency: 60, lastRun: '2026-01-01T00:00:00Z' }),
  )
  const start = Date.parse('2026-01-01T01:00:00Z')
  expect(Math.min(...times)).toBeGreaterThanOrEqual(start)
  expect(Math.max(...times)).toBeLessThan(start + hour / 20)
  expect(new Set(times).size).toBeGreaterThan(45)
  expect(dueTime({ id: 'c1', frequency: 60, lastRun: '2026-01-01T00:00:00Z' })).toBe(times[1])
})
