import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { expect, onTestFinished, test } from 'vitest'
import type { Connector } from '../../../shared/connector.ts'
import type { Run } from '../../../shared/run.ts'
import { generateAwsEstate } from '../../clouds/aws-estate.ts'
import { startClouds } from '../../simulated-clouds.ts'
import { finishedRun, type Worker, waitFor } from '../../world.ts'
import { startBuiltWorker } from './built-worker.ts'
import { answersOf, readLedger, readResources } from './ledger.ts'
import { demoEstates, draftOf } from './scene.ts'

async function setUp() {
  const clouds = await startClouds({ ...demoEstates(), aws: generateAwsEstate({ resources: 1000 }) }, { latency: 10 })
  onTestFinished(clouds.close)
  const data = mkdtempSync(join(tmpdir(), 'plumbline-interrupted-'))
  onTestFinished(() => rmSync(data, { recursive: true, force: true }))
  const start = async () => {
    const worker = await startBuiltWorker({ ...clouds.env, PLUMBLINE_DATA: data })
    onTestFinished(() => worker.stop('SIGKILL'))
    return worker
  }
  return { clouds, data, start, worker: await start() }
}

const runsOf = async (worker: Worker, id: string) =>
  (await worker.api<{ items: readonly Run[] }>(`/connectors/${id}/runs`)).items

/** A connector whose first run has stored something and has not ended. */
async function inTheMiddle(worker: Worker, clouds: Awaited<ReturnType<typeof startClouds>>) {
  const { id } = await worker.api<Connector>('/connectors', { method: 'POST', body: draftOf(clouds, 'aws') })
  await waitFor(async () => ((await runsOf(worker, id))[0]?.resources ?? 0) > 100)
  const [run] = await runsOf(worker, id)
  expect(run?.state).toBe('running')
  return { id, run: run as Run }
}

async function expectWhole(data: string): Promise<void> {
  const client = createClient({ url: `file:${join(data, 'plumbline.db')}` })
  const rows = async (sql: string) => (await client.execute(sql)).rows
  expect(await rows('PRAGMA integrity_check')).toMatchObject([{ integrity_check: 'ok' }])
  expect(await rows('PRAGMA foreign_key_check')).toEqual([])
  client.close()
}

test('a run that is cancelled keeps what it had stored, and the next one completes it', async () => {
  const { clouds, data, worker } = await setUp()
  const { id, run } = await inTheMiddle(worker, clouds)
  await worker.api(`/runs/${run.id}/cancel`, { method: 'POST' })
  const ended = await finishedRun(worker, id, 10)
  expect(ended).toMatchObject({ id: run.id, state: 'cancelled', reason: 'The run was cancelled.' })
  const kept = await readResources(worker, id)
  expect(kept.length).toBeGreaterThan(100)
  expect((await worker.api<Connector>(`/connectors/${id}`)).state).toBe('Online')
  await expectWhole(data)

  await worker.api(`/connectors/${id}/run`, { method: 'POST' })
  expect((await finishedRun(worker, id)).state).toBe('succeeded')
  const ids = new Set((await readResources(worker, id)).map((resource) => resource.id))
  expect(kept.filter((resource) => !ids.has(resource.id))).toEqual([])
  expect(ids.size).toBeGreaterThan(950)
})

test('a connector that is deleted in the middle of its run leaves nothing behind, and can be made again', async () => {
  const { clouds, data, worker } = await setUp()
  const { id } = await inTheMiddle(worker, clouds)
  await worker.api(`/connectors/${id}`, { method: 'DELETE' })
  expect(await worker.api('/connectors')).toEqual({ items: [] })
  expect(await worker.api('/runs')).toMatchObject({ total: 0 })
  expect(await worker.api('/summary')).toMatchObject({
    resources: 0,
    evaluations: { pass: 0, fail: 0, unknown: 0, excepted: 0 },
  })
  expect(await worker.api('/resources')).toMatchObject({ items: [] })
  await expectWhole(data)

  const again = await worker.api<Connector>('/connectors', { method: 'POST', body: draftOf(clouds, 'aws') })
  expect((await finishedRun(worker, again.id)).state).toBe('succeeded')
  expect((await readResources(worker, again.id)).length).toBeGreaterThan(950)
  expect(worker.output()).not.toMatch(/"level":"(error|fatal)"/)
})

test('a worker that is told to stop in the middle of a run ends soon, and the next start takes it up again', async () => {
  const { clouds, data, start, worker } = await setUp()
  const { id, run } = await inTheMiddle(worker, clouds)
  const began = Date.now()
  await worker.stop('SIGTERM')
  expect(worker.process.exitCode).toBe(0)
  expect(Date.now() - began).toBeLessThan(5_000)
  expect(worker.output()).not.toMatch(/"level":"(error|fatal)"|\n\s+at /)
  await expectWhole(data)

  const second = await start()
  expect((await finishedRun(second, id)).state).toBe('succeeded')
  const runs = await runsOf(second, id)
  expect(runs.map(({ state }) => state)).toEqual(['succeeded', 'failed'])
  expect(runs[1]).toMatchObject({ id: run.id, reason: expect.stringContaining('queued again') })
  expect(answersOf(await readLedger(second, id)).length).toBeGreaterThan(1000)
})
