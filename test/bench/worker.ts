import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Connector } from '../../shared/connector.ts'
import type { Run } from '../../shared/run.ts'
import type { SyncPage } from '../../shared/sync.ts'
import { finishedRun, type Worker } from '../world.ts'

/** What one run of one connector cost. Times in milliseconds, sizes in bytes. */
export type RunCost = {
  readonly resources: number
  readonly evaluations: number
  readonly apiCalls: number
  readonly written: number
  readonly wall: number
}

/** Waits for the newest run of a connector to end and says what it cost. */
export async function runCost(worker: Worker, connectorId: string): Promise<RunCost> {
  const run: Run = await finishedRun(worker, connectorId, 3_600)
  if (run.state !== 'succeeded') throw new Error(`The run ${run.state}: ${run.reason}`)
  return {
    resources: run.resources,
    evaluations: run.evaluations,
    apiCalls: run.apiCalls,
    written: run.written,
    wall: Date.parse(run.ended ?? '') - Date.parse(run.started ?? ''),
  }
}

/** Starts a second run and waits for it. */
export async function runAgain(worker: Worker, connector: Connector): Promise<RunCost> {
  await worker.api(`/connectors/${connector.id}/run`, { method: 'POST' })
  return runCost(worker, connector.id)
}

/** Peak resident memory of the worker's process so far, from the kernel's own count (Linux). */
export function peakMemory({ process }: Worker): number {
  const status = readFileSync(`/proc/${process.pid}/status`, 'utf8')
  return Number(status.match(/VmHWM:\s+(\d+)/)?.[1]) * 1024
}

/** Bytes of a folder's files. */
export const folderSize = (folder: string): number =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)

/** Reads the change feed to its end, as the extension does. `bytes` are compressed. */
export async function syncCost(
  worker: Worker,
  after = 0,
  epoch = '',
): Promise<{ bytes: number; seq: number; epoch: string; pages: number; wall: number }> {
  const start = performance.now()
  let cost = { bytes: 0, seq: after, epoch, pages: 0 }
  for (;;) {
    const page = await worker.api<SyncPage>(`/sync?after=${cost.seq}${cost.epoch ? `&epoch=${cost.epoch}` : ''}`)
    const bytes = gzipSync(JSON.stringify(page)).length
    cost = { bytes: cost.bytes + bytes, seq: page.seq, epoch: page.epoch, pages: cost.pages + 1 }
    if (!page.more) return { ...cost, wall: performance.now() - start }
  }
}
