import { mkdtempSync, rmSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startWorker, type Worker } from '../world.ts'
import { makeLargeDatabase } from './large-database.ts'
import { bytes, number, table } from './table.ts'
import { memory } from './worker.ts'

type Download = {
  readonly name: string
  readonly bytes: number
  /** Seconds. */
  readonly wall: number
  /** Bytes of the worker's memory before, and at its peak since its start. */
  readonly before: number
  readonly peak: number
  /** Milliseconds that small requests took meanwhile, ascending. */
  readonly latencies: readonly number[]
}

const downloads = [
  ['CSV, all columns', 'format=csv&limit=all', 'identity'],
  ['CSV, compressed', 'format=csv&limit=all', 'gzip'],
  ['OCSF', 'format=ocsf&limit=all', 'identity'],
  ['SARIF', 'format=sarif&limit=all', 'identity'],
  ['Excel, 20,000 records', 'format=xlsx&limit=all', 'identity'],
] as const

/** What downloads of many evaluations over HTTP cost, each with a worker of its own on the same file. */
export async function exportsTable(resources: number, program?: string): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), 'plumbline-exports-'))
  try {
    await makeLargeDatabase(data, resources)
    const figures: Download[] = []
    for (const [name, query, encoding] of downloads) {
      console.error(`${name}, of ${number(resources * 10)} evaluations …`)
      const worker = await startWorker({ PLUMBLINE_DATA: data }, program)
      figures.push(
        await measure(worker, name, `/api/exports/evaluations?${query}`, encoding).finally(() => worker.stop()),
      )
    }
    return print(figures, resources * 10)
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

async function measure(worker: Worker, name: string, path: string, encoding: string): Promise<Download> {
  await request(worker, small)
  const before = memory(worker).now
  const begin = performance.now()
  const isDone = { yet: false }
  const latencies = watch(worker, isDone)
  const size = await request(worker, path, encoding).finally(() => {
    isDone.yet = true
  })
  const wall = (performance.now() - begin) / 1000
  return {
    name,
    bytes: size,
    wall,
    before,
    peak: memory(worker).peak,
    latencies: (await latencies).sort((a, b) => a - b),
  }
}

/** A page that the app shows first. */
const small = '/api/summary'

async function watch(worker: Worker, isDone: { readonly yet: boolean }): Promise<number[]> {
  const latencies: number[] = []
  while (!isDone.yet) {
    const begin = performance.now()
    await request(worker, small)
    latencies.push(performance.now() - begin)
    await sleep(20)
  }
  return latencies
}

/** Bytes of an answer, which are read and thrown away. Throws when it is not whole. */
async function request({ url, token }: Worker, path: string, encoding = 'identity'): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'accept-encoding': encoding }
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    get(`${url}${path}`, { headers }, resolve).once('error', reject),
  )
  let size = 0
  for await (const piece of response) size += (piece as Buffer).length
  if (response.statusCode !== 200) throw new Error(`${path}: ${response.statusCode}`)
  return size
}

function print(figures: readonly Download[], records: number): string {
  const at = (latencies: readonly number[], part: number) =>
    number(latencies[Math.floor(latencies.length * part)] ?? 0, 1)
  const heads = [`${number(records)} evaluations`, 'file', 's', 'memory before', 'peak', 'summary p50 ms', 'p99', 'max']
  const rows = figures.map(({ name, bytes: size, wall, before, peak, latencies }) => [
    name,
    bytes(size),
    number(wall, 1),
    ...[before, peak].map(bytes),
    ...[0.5, 0.99, 0.9999].map((part) => at(latencies, part)),
  ])
  return `${table(heads, rows)}
Each with a worker of its own; peak since its start. Meanwhile one client asks for the summary every 20 ms.\n`
}
