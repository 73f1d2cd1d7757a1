import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import type { Connector } from '../../../shared/connector.ts'
import type { Run } from '../../../shared/run.ts'
import { generateAwsEstate } from '../../clouds/aws-estate.ts'
import { startClouds } from '../../simulated-clouds.ts'
import { finishedRun, startWorker, waitFor } from '../../world.ts'
import { builtWorker } from './built-worker.ts'
import { readResources } from './ledger.ts'
import { demoEstates, draftOf } from './scene.ts'

/** A worker whose files may grow no further from a moment on, as on a disk that is full; needs no rights and no disk. */
async function setUp() {
  const clouds = await startClouds({ ...demoEstates(), aws: generateAwsEstate({ resources: 1000 }) }, { latency: 10 })
  const data = mkdtempSync(join(tmpdir(), 'plumbline-full-'))
  const program = join(data, 'start.mjs')
  // Without a listener the kernel's signal would end the process; a full disk sends none.
  writeFileSync(program, `process.on('SIGXFSZ', () => {})\nawait import(${JSON.stringify(await builtWorker())})\n`)
  const worker = await startWorker({ ...clouds.env, PLUMBLINE_DATA: data }, program)
  onTestFinished(async () => {
    await worker.stop('SIGKILL')
    await clouds.close()
    rmSync(data, { recursive: true, force: true })
  })
  const limit = (size: string) =>
    execFileSync('prlimit', ['--pid', String(worker.process.pid), `--fsize=${size}:unlimited`])
  return {
    clouds,
    worker,
    fill: () => limit(String(Math.max(...readdirSync(data).map((name) => statSync(join(data, name)).size)))),
    free: () => limit('unlimited'),
  }
}

test('a disk that fills up in the middle of a run ends the run with the reason, and the next one goes on', async () => {
  const { clouds, worker, fill, free } = await setUp()
  const { id } = await worker.api<Connector>('/connectors', { method: 'POST', body: draftOf(clouds, 'aws') })
  const newest = async () => (await worker.api<{ items: readonly Run[] }>(`/connectors/${id}/runs`)).items[0]
  await waitFor(async () => ((await newest())?.resources ?? 0) > 100)
  fill()
  const told = /The database .* the disk (is full|failed or is full)/
  await expect(worker.api('/tokens', { method: 'POST', body: { name: 'x', role: 'reader' } })).rejects.toThrow(told)
  const known = await readResources(worker, id)
  expect(known.length).toBeGreaterThan(100)

  // Long enough for the run to need the disk.
  await sleep(3_000)
  free()
  const ended = await finishedRun(worker, id, 20)
  expect(ended).toMatchObject({ state: 'failed', reason: expect.stringMatching(told) })
  expect(await worker.api(`/connectors/${id}`)).toMatchObject({
    state: 'Offline',
    stateReason: expect.stringMatching(told),
  })
  await worker.api(`/connectors/${id}/run`, { method: 'POST' })
  expect((await finishedRun(worker, id, 30)).state).toBe('succeeded')
  const ids = new Set((await readResources(worker, id)).map((resource) => resource.id))
  expect(known.filter((resource) => !ids.has(resource.id))).toEqual([])
  expect(worker.output()).not.toMatch(/Unhandled|\n\s+at /)
})
