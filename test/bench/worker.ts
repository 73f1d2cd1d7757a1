import { readFileSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import type { Run } from '../../shared/run.ts'
import type { SyncPage } from '../../shared/sync.ts'
import { finishedRun, type Worker } from '../world.ts'

/** What one run of one connector cost. `wall` and `processor` in seconds. */
export type RunCost = Pick<Run, 'resources' | 'evaluations' | 'apiCalls' | 'written'> & {
  readonly wall: number
  readonly processor: number
}

/** Waits for the newest run of a connector to end and says what it cost since `before`, see `processorTime`. */
export async function runCost(worker: Worker, connectorId: string, before: number): Promise<RunCost> {
  const run = await finishedRun(worker, connectorId, 3_600)
  if (run.state !== 'succeeded') throw new Error(`The run ${run.state}: ${run.reason}\n${worker.output()}`)
  const { resources, evaluations, apiCalls, written, started = '', ended = '' } = run
  const wall = (Date.parse(ended) - Date.parse(started)) / 1000
  return { resources, evaluations, apiCalls, written, wall, processor: processorTime(worker) - before }
}

/** Starts a second run and waits for it. */
export async function runAgain(worker: Worker, connectorId: string): Promise<RunCost> {
  const before = processorTime(worker)
  await worker.api(`/connectors/${connectorId}/run`, { method: 'POST' })
  return runCost(worker, connectorId, before)
}

/** Bytes of resident memory, from the kernel's own count (Linux): at its peak so far, and now. */
export function memory({ process }: Worker): { readonly peak: number; readonly now: number } {
  const status = readFileSync(`/proc/${process.pid}/status`, 'utf8')
  const read = (name: string) => Number(status.match(new RegExp(`${name}:\\s+(\\d+)`))?.[1]) * 1024
  return { peak: read('VmHWM'), now: read('VmRSS') }
}

/** Seconds that the worker's threads have kept a processor busy so far; Linux counts them in hundredths. */
export function processorTime({ process }: Worker): number {
  const fields = readFileSync(`/proc/${process.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

export type SyncCost = Pick<SyncPage, 'seq' | 'epoch'> & {
  /** On the wire, compressed by the worker where that pays; without headers. */
  readonly bytes: number
  readonly evaluations: number
  /** Seconds. */
  readonly wall: number
}

/** Reads the change feed to its end, as the extension does. */
export async function syncCost(worker: Worker, from: { seq: number; epoch: string } = start): Promise<SyncCost> {
  const begin = performance.now()
  let [cost, more] = [{ ...from, bytes: 0, evaluations: 0 }, true]
  while (more) {
    const epoch = cost.epoch ? `&epoch=${cost.epoch}` : ''
    const { bytes, page } = await readPage(worker, `/api/sync?after=${cost.seq}${epoch}`)
    const evaluations = cost.evaluations + page.evaluations.length
    cost = { bytes: cost.bytes + bytes, seq: page.seq, epoch: page.epoch, evaluations }
    more = page.more
  }
  return { ...cost, wall: (performance.now() - begin) / 1000 }
}

const start = { seq: 0, epoch: '' }

async function readPage({ url, token }: Worker, path: string): Promise<{ bytes: number; page: SyncPage }> {
  const headers = { authorization: `Bearer ${token}`, 'accept-encoding': 'gzip, deflate, br, zstd' }
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    get(`${url}${path}`, { headers }, resolve).once('error', reject),
  )
  const body = await buffer(response)
  if (response.statusCode !== 200) throw new Error(`${path}: ${response.statusCode} ${body}`)
  const text = response.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body
  return { bytes: body.length, page: JSON.parse(text.toString()) as SyncPage }
}
