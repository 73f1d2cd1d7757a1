import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { expect, onTestFinished, test } from 'vitest'
import type { Connector } from '../../../shared/connector.ts'
import { generateAwsEstate } from '../../clouds/aws-estate.ts'
import { startClouds } from '../../simulated-clouds.ts'
import { finishedRun, type Worker, waitFor } from '../../world.ts'
import { startBuiltWorker } from './built-worker.ts'
import { demoEstates, draftOf } from './scene.ts'

type Own = { readonly cid: number; readonly evaluating: boolean; readonly text: string; readonly problems?: string[] }
type Listed = { readonly resourceId: string; readonly result: string; readonly firstEvaluated: string }

async function setUp({ latency = 0 } = {}) {
  const clouds = await startClouds({ ...demoEstates(), aws: generateAwsEstate({ resources: 600 }) }, { latency })
  onTestFinished(clouds.close)
  const data = mkdtempSync(join(tmpdir(), 'plumbline-own-'))
  onTestFinished(() => rmSync(data, { recursive: true, force: true }))
  const start = async () => {
    const worker = await startBuiltWorker({ ...clouds.env, PLUMBLINE_DATA: data })
    onTestFinished(() => worker.stop('SIGKILL'))
    return worker
  }
  const sql = async (text: string) => {
    const client = createClient({ url: `file:${join(data, 'plumbline.db')}` })
    const { rows } = await client.execute(text)
    client.close()
    return rows
  }
  const worker = await start()
  const { id } = await worker.api<Connector>('/connectors', { method: 'POST', body: draftOf(clouds, 'aws') })
  return { clouds, sql, start, worker, id }
}

async function answers(worker: Worker, cid: number): Promise<Record<string, string>> {
  const { items } = await worker.api<{ items: readonly Listed[] }>(`/evaluations?cid=${cid}&pageSize=500`)
  return Object.fromEntries(items.map(({ resourceId, result }) => [resourceId, result]))
}

const copy = (worker: Worker, cid: number, body: unknown) =>
  worker.api<{ cid: number }>(`/controls/${cid}/copy`, { method: 'POST', body })

const judged = (worker: Worker, cid: number) =>
  waitFor(async () => !(await worker.api<Own>(`/own-controls/${cid}`)).evaluating)

test('a copy judges what is known within seconds, asks no cloud, and keeps its answers in the next run and start', async () => {
  const { clouds, sql, start, worker, id } = await setUp()
  await finishedRun(worker, id)
  const calls = JSON.stringify([...clouds.aws.calls])
  const { cid } = await copy(worker, 48, { criticality: 'LOW', title: 'Ours' })
  await judged(worker, cid)
  const known = await answers(worker, 48)
  expect(Object.keys(known).length).toBeGreaterThan(10)
  expect(new Set(Object.values(known)).size).toBeGreaterThan(1)
  expect(await answers(worker, cid)).toEqual(known)
  expect(JSON.stringify([...clouds.aws.calls])).toBe(calls)

  const rows = () => sql(`SELECT rid, seq, firstEvaluated FROM evaluations WHERE cid = ${cid} ORDER BY rid`)
  const stored = JSON.stringify(await rows())
  await worker.api(`/connectors/${id}/run`, { method: 'POST' })
  await finishedRun(worker, id)
  expect(JSON.stringify(await rows())).toBe(stored)

  await worker.stop()
  const next = await start()
  expect(await answers(next, cid)).toEqual(known)
  expect(JSON.stringify(await rows())).toBe(stored)
}, 120_000)

test('a worker starts with a control of one’s own that does not compile any more, and says so', async () => {
  const { sql, start, worker, id } = await setUp()
  await finishedRun(worker, id)
  const { cid } = await copy(worker, 48, {})
  const other = await copy(worker, 45, {})
  await judged(worker, other.cid)
  const known = await answers(worker, other.cid)
  await worker.stop()
  await sql(`UPDATE own_controls SET text = replace(text, 'resource.versioning', 'resource.gone') WHERE cid = ${cid}`)

  const next = await start()
  const { problems } = await next.api<Own>(`/own-controls/${cid}`)
  expect(problems?.join()).toContain('has no field "gone"')
  await waitFor(async () => Object.keys(await answers(next, cid)).length === 0)
  expect(await answers(next, other.cid)).toEqual(known)
  expect((await next.api<{ items: Own[] }>('/own-controls')).items).toHaveLength(2)
}, 120_000)

test('a control that is written, changed and deleted while a run is under way leaves nothing behind', async () => {
  const { sql, worker, id } = await setUp({ latency: 5 })
  const resources = async () => Number((await sql('SELECT count(*) AS n FROM resources'))[0]?.n)
  await waitFor(async () => (await resources()) > 50)
  const { cid } = await copy(worker, 48, {})
  const { text } = await worker.api<Own>(`/own-controls/${cid}`)
  for (let version = 1; version <= 3; version++) {
    await worker.api(`/own-controls/${cid}`, { method: 'PUT', body: { text, basedOn: version } })
  }
  const kept = await copy(worker, 48, {})
  await worker.api(`/own-controls/${cid}`, { method: 'DELETE' })
  expect(await finishedRun(worker, id)).toMatchObject({ state: 'succeeded' })
  await judged(worker, kept.cid)
  expect(await answers(worker, kept.cid)).toEqual(await answers(worker, 48))
  expect(await sql(`SELECT count(*) AS n FROM evaluations WHERE cid = ${cid}`)).toMatchObject([{ n: 0 }])
  expect(await sql(`SELECT coalesce(sum(count), 0) AS n FROM counters WHERE cid = ${cid}`)).toMatchObject([{ n: 0 }])
}, 120_000)
