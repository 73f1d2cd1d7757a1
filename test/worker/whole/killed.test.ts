import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '@libsql/client'
import { afterAll, expect, test } from 'vitest'
import type { Connector } from '../../../shared/connector.ts'
import type { Run } from '../../../shared/run.ts'
import type { SyncPage } from '../../../shared/sync.ts'
import { generateAwsEstate } from '../../clouds/aws-estate.ts'
import { startClouds } from '../../simulated-clouds.ts'
import { finishedRun, type Worker } from '../../world.ts'
import { apply, createCache, type NaiveCache } from '../store/naive-cache.ts'
import { startBuiltWorker } from './built-worker.ts'
import { answersOf, readLedger } from './ledger.ts'
import { demoEstates, draftOf } from './scene.ts'

const estates = { ...demoEstates(), aws: generateAwsEstate({ resources: 3000 }) }
const cleanUps: (() => unknown)[] = []
afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp()
})

type Counts = { readonly resources: number; readonly evaluations: number }

const counts = '(SELECT count(*) FROM resources) AS resources, (SELECT count(*) FROM evaluations) AS evaluations'

/** Reads a row of the file by a program that is not the worker. */
async function readRow<Row>(data: string, sql: string): Promise<Row> {
  const client = createClient({ url: `file:${join(data, 'plumbline.db')}` })
  try {
    return (await client.execute(sql)).rows[0] as Row
  } finally {
    client.close()
  }
}

/** What is in the file; throws where it is damaged. */
async function inFile(data: string): Promise<Counts> {
  expect(await readRow(data, 'PRAGMA integrity_check')).toMatchObject({ integrity_check: 'ok' })
  return await readRow<Counts>(data, `SELECT ${counts}`)
}

/** The last run, and what is stored; `found` are the resources of this run. */
type Look = Counts & {
  readonly id: string
  readonly state: Run['state']
  readonly ended: string | null
  readonly found: number
}

const look = `SELECT ${counts}, id, state, ended, runs.resources AS found FROM runs ORDER BY queued DESC LIMIT 1`

type Moment = { readonly name: string; readonly isHere: (look: Look) => boolean }

/** Where the worker is killed, one after the other, each time in the run that the start before had queued again. */
const moments: readonly Moment[] = [
  { name: 'while signing in', isHere: ({ state }) => state === 'running' },
  { name: 'when the first resources are stored', isHere: ({ resources }) => resources > 300 },
  { name: 'among the answers', isHere: ({ evaluations }) => evaluations > 200 },
  { name: 'in a run over what is known', isHere: ({ found }) => found > 1000 },
]

/**
 * Lets the worker run until the moment has come, and answers the run. It runs for hundredths of a second at a time and is
 * held still while it is looked at: on a busy machine, too, no moment goes by unseen.
 */
async function runUntil(worker: Worker, data: string, { name, isHere }: Moment): Promise<string> {
  for (;;) {
    worker.process.kill('SIGSTOP')
    const seen = await readRow<Look>(data, look)
    worker.process.kill('SIGCONT')
    expect(seen.ended, `the run had ended ${name}`).toBeNull()
    if (isHere(seen)) return seen.id
    await sleep(10)
  }
}

/** Fetches what a cache lacks, as the extension does; ends early when the worker does. */
async function follow(worker: Worker, cache: NaiveCache, { limit = 1000, pages = Number.POSITIVE_INFINITY } = {}) {
  for (let [page, more] = [0, true]; more && page < pages; page++) {
    const epoch = cache.epoch ? `&epoch=${cache.epoch}` : ''
    const told = await worker.api<SyncPage>(`/sync?after=${cache.after}&limit=${limit}${epoch}`)
    apply(cache, told)
    more = told.more
  }
}

const seen = ({ resources, evaluations }: NaiveCache) => ({ resources, evaluations })

test('a worker that is killed again and again loses nothing that it had stored, and ends up with every answer', async () => {
  const clouds = await startClouds(estates, { latency: 2, pageSize: 200 })
  const data = mkdtempSync(join(tmpdir(), 'plumbline-killed-'))
  cleanUps.push(clouds.close, () => rmSync(data, { recursive: true, force: true }))
  const start = async (env = {}) => {
    const worker = await startBuiltWorker({ ...clouds.env, ...env })
    cleanUps.push(() => worker.stop('SIGKILL'))
    return worker
  }
  let worker = await start({ PLUMBLINE_DATA: data })
  const { id } = await worker.api<Connector>('/connectors', { method: 'POST', body: draftOf(clouds, 'aws') })
  const cache = createCache()
  const runsOf = async () => (await worker.api<{ items: readonly Run[] }>(`/connectors/${id}/runs`)).items

  for (const moment of moments) {
    const { name } = moment
    await follow(worker, cache)
    const run = await runUntil(worker, data, moment)
    // One page, for the run goes on meanwhile.
    await follow(worker, cache, { limit: 500, pages: 1 })
    worker.process.kill('SIGSTOP')
    const before = await inFile(data)
    await worker.stop('SIGKILL')

    const after = await inFile(data)
    expect(after.resources, name).toBeGreaterThanOrEqual(before.resources)
    expect(after.evaluations, name).toBeGreaterThanOrEqual(before.evaluations)
    worker = await start({ PLUMBLINE_DATA: data })
    const runs = await runsOf()
    const killed = runs.find((one) => one.id === run)
    expect(killed, name).toMatchObject({ state: 'failed', reason: expect.stringContaining('stopped in the middle') })
    expect(killed?.ended, name).toBeDefined()
    expect(runs[0]?.id, name).not.toBe(run)
    expect(['queued', 'running'], name).toContain(runs[0]?.state)
  }

  expect(await finishedRun(worker, id, 60)).toMatchObject({ state: 'succeeded', errors: 0 })
  expect((await runsOf()).map(({ state }) => state)).toEqual(['succeeded', ...moments.map(() => 'failed')])
  expect((await worker.api<Connector>(`/connectors/${id}`)).state).toBe('Online')

  // A cache that has followed across every kill holds what a new one gets.
  await follow(worker, cache)
  const fresh = createCache()
  await follow(worker, fresh, { limit: 50_000 })
  expect(seen(cache)).toEqual(seen(fresh))
  expect(cache.epoch).toBe(fresh.epoch)

  // And the answers are those of a worker that nobody disturbed.
  const calm = await start()
  const other = await calm.api<Connector>('/connectors', { method: 'POST', body: draftOf(clouds, 'aws') })
  expect((await finishedRun(calm, other.id, 60)).state).toBe('succeeded')
  const answers = answersOf(await readLedger(worker, id))
  expect(answers.length).toBeGreaterThan(3000)
  expect(answers).toEqual(answersOf(await readLedger(calm, other.id)))
  await calm.stop()
}, 300_000)
