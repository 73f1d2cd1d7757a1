import type { InStatement } from '@libsql/client'
import { expect, test } from 'vitest'
import { setConnectorState } from '../../../worker/store/connector-state.ts'
import { arn, seed } from './seed.ts'
import { manager, startApi } from './start.ts'

const paths = [
  '/summary',
  '/controls',
  '/facets',
  '/resources',
  '/evaluations',
  '/resource-types',
  '/trends',
  '/aggregate',
]

async function startCounted() {
  const api = await startApi()
  await seed(api.database, [{ id: arn('alpha'), results: { 45: 'FAIL' } }])
  const { client } = api.database
  const reads = { count: 0 }
  for (const name of ['execute', 'batch'] as const) {
    const read = client[name].bind(client) as (...args: unknown[]) => unknown
    const counted = (...args: unknown[]) => {
      reads.count++
      return read(...args)
    }
    Object.assign(client, { [name]: counted })
  }
  return { ...api, reads }
}

test.each(paths)('those who ask for %s at the same time share one answer', async (path) => {
  const { call, reader, reads } = await startCounted()
  const alone = await call(path, { token: reader })
  reads.count = 0
  const answers = await Promise.all(Array.from({ length: 5 }, () => call(path, { token: reader })))
  for (const { status, json } of answers) expect([status, json]).toEqual([200, alone.json])
  // Each token is looked up, and each time whether a run has ended.
  expect(reads.count).toBe(10)
})

test('a shared answer holds everything that the API wrote, and what a run wrote half a second ago', async () => {
  const { call, database, time } = await startCounted()
  const total = async () => (await call('/resources')).json.total
  expect(await total()).toBe(1)
  await seed(database, [{ id: arn('beta'), results: { 45: 'PASS' } }], { id: 'other', account: '444455556666' })
  expect(await total()).toBe(2)
  // As another thread would: the database does not know of it.
  await database.client.execute(`UPDATE resource_counters SET count = count + 1 WHERE connector = 2`)
  expect(await total()).toBe(2)
  time.now = new Date(time.now.getTime() + 500)
  expect(await total()).toBe(3)
})

test('whoever waits for the end of a run is told all of it at once', async () => {
  const { call, database } = await startCounted()
  const total = async () => (await call('/resources')).json.total
  expect(await total()).toBe(1)
  const end = setConnectorState(1, { state: 'Online', lastRun: new Date('2026-01-01T01:00:00Z') })
  const counted = `UPDATE resource_counters SET count = count + 1`
  await database.client.batch([counted, ...(end as InStatement[])], 'write')
  expect(await total()).toBe(2)
})

test('nobody is answered without a token because others were', async () => {
  const { call } = await startCounted()
  expect((await call('/resources', { token: manager })).status).toBe(200)
  expect((await call('/resources', { token: null })).status).toBe(401)
  expect((await call('/resources?nonsense=1')).status).toBe(400)
  expect((await call('/resources?nonsense=1')).status).toBe(400)
})
