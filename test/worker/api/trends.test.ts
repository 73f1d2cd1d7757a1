import { expect, test } from 'vitest'
import { seqText, takeSeq } from '../../../worker/store/seq.ts'
import { takeSnapshots } from '../../../worker/store/trends.ts'
import { arn, seed } from './seed.ts'
import { startApi } from './start.ts'

async function startSeeded() {
  const api = await startApi()
  await seed(api.database, [
    { id: arn('alpha'), results: { 45: 'FAIL', 48: 'FAIL' } },
    { id: arn('beta'), region: 'eu-west-1', results: { 45: 'PASS', 48: 'UNKNOWN' } },
    { id: 'arn:aws:iam::111122223333:user/ann', type: 'aws.iam.user', region: 'global', results: { 3: 'PASS' } },
  ])
  await seed(api.database, [{ id: arn('delta'), results: { 45: 'FAIL' } }], { id: 'other', account: '444455556666' })
  await ran(api.database, '2026-01-01T00:00:00.000Z')
  const look = async (time: string) => {
    api.time.now = new Date(time)
    await takeSnapshots(api.database, api.time.now)
  }
  return { ...api, look }
}

type Db = Awaited<ReturnType<typeof startApi>>['database']
const ran = (db: Db, time: string) => db.write([{ sql: 'UPDATE connectors SET lastRun = ?', args: [time] }])
const remove = (db: Db, name: string) =>
  db.write([takeSeq, { sql: `UPDATE resources SET gone = '2026', seq = ${seqText} WHERE id = ?`, args: [arn(name)] }])

test('F061 resources are told day by day, by type, and days without a look are absent', async () => {
  const { call, database, look } = await startSeeded()
  await look('2026-01-01T10:00:00.000Z')
  await remove(database, 'beta')
  await look('2026-01-03T10:00:00.000Z')
  const { json } = await call('/trends?range=last7days')
  expect(json).toMatchObject({ list: 'resources', groupBy: 'type' })
  expect(json.days).toEqual([
    {
      ...{ day: '2026-01-01', count: 4, failing: 2 },
      groups: [
        { value: 'aws.iam.user', count: 1, failing: 0 },
        { value: 'aws.s3.bucket', count: 3, failing: 2 },
      ],
    },
    {
      ...{ day: '2026-01-03', count: 3, failing: 2 },
      groups: [
        { value: 'aws.iam.user', count: 1, failing: 0 },
        { value: 'aws.s3.bucket', count: 2, failing: 2 },
      ],
    },
  ])
})

test('F061 evaluations are told by outcome and by criticality, and follow cloud, account and connector', async () => {
  const { call, look } = await startSeeded()
  await look('2026-01-01T10:00:00.000Z')
  const day = async (query: string) => (await call(`/trends?list=evaluations&${query}`)).json.days[0]
  const counts = ({ groups }: { groups: { value: string; count: number }[] }) =>
    Object.fromEntries(groups.map(({ value, count }) => [value, count]))
  expect(counts(await day(''))).toEqual({ PASS: 2, FAIL: 3, UNKNOWN: 1 })
  expect(await day('groupBy=criticality')).toMatchObject({
    ...{ count: 6, failing: 3 },
    groups: [
      { value: 'HIGH', count: 3, failing: 2 },
      { value: 'LOW', count: 1, failing: 0 },
      { value: 'MEDIUM', count: 2, failing: 1 },
    ],
  })
  expect(counts(await day('account=444455556666'))).toEqual({ FAIL: 1 })
  expect(await day('cloud=gcp')).toBeUndefined()
})

test('the last look of a day stands: after a run, or after an hour', async () => {
  const { call, database, look } = await startSeeded()
  const count = async () => (await call('/trends')).json.days.map((day: { count: number }) => day.count)
  await look('2026-01-01T10:00:00.000Z')
  await remove(database, 'alpha')
  await look('2026-01-01T10:30:00.000Z')
  expect(await count()).toEqual([4])
  await ran(database, '2026-01-01T10:29:00.000Z')
  await look('2026-01-01T10:31:00.000Z')
  expect(await count()).toEqual([3])
  await remove(database, 'beta')
  await look('2026-01-01T11:32:00.000Z')
  expect(await count()).toEqual([2])
})

test('F061 days are kept for 400 days, and asked for by range or by first and last day', async () => {
  const { call, look } = await startSeeded()
  await look('2026-01-01T10:00:00.000Z')
  await look('2026-02-01T10:00:00.000Z')
  const days = async (query: string) =>
    (await call(`/trends?${query}`)).json.days.map(({ day }: { day: string }) => day)
  expect(await days('')).toEqual(['2026-02-01'])
  expect(await days('range=lastMonth')).toEqual(['2026-01-01'])
  expect(await days('from=2026-01-01&to=2026-02-01')).toEqual(['2026-01-01', '2026-02-01'])
  await look('2027-02-06T10:00:00.000Z')
  expect(await days('from=2025-01-01')).toEqual(['2026-02-01', '2027-02-06'])
  for (const wrong of ['groupBy=outcome', 'list=evaluations&groupBy=type', 'from=x', 'range=x', 'from=2026-02-30'])
    expect((await call(`/trends?${wrong}`)).status, wrong).toBe(400)
})

test('a connector that never ran has no days', async () => {
  const { call, database, look } = await startSeeded()
  await database.write(['UPDATE connectors SET lastRun = NULL'])
  await look('2026-01-01T10:00:00.000Z')
  expect((await call('/trends')).json.days).toEqual([])
})
