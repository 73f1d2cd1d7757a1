import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connector } from '../../shared/connector.ts'
import { startWorker, type Worker } from '../world.ts'
import { type CloudSize, startCloudProcess } from './cloud-process.ts'
import { changedRows, copyDatabase, databaseSize } from './database.ts'
import { memory, processorTime, type RunCost, runAgain, runCost, type SyncCost, syncCost } from './worker.ts'

/** What a worker spends on an estate that it meets for the first time. Bytes. */
export type FirstRun = CloudSize & {
  readonly run: RunCost
  readonly calls: Readonly<Record<string, number>>
  /** Resident memory of the worker at rest before the run, and at its peak until the end of the measurement. */
  readonly idle: number
  readonly peak: number
  readonly database: number
}

/** What the same estate costs again, unchanged. */
export type SecondRun = {
  readonly firstSync: SyncCost
  readonly run: RunCost
  readonly sync: SyncCost
  /** Rows that are not what they were, by table. */
  readonly changed: Readonly<Record<string, number>>
}

/** A worker and a cloud of their own for each measurement; `isTwice` runs the estate again without a change. */
export async function measureEstate(
  size: CloudSize,
  isTwice: boolean,
): Promise<FirstRun & { readonly second?: SecondRun }> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'))
  const cloud = await startCloudProcess(size)
  const worker = await startWorker({ ...cloud.env, PLUMBLINE_DATA: folder })
  const file = join(folder, 'plumbline.db')
  try {
    const { now: idle } = memory(worker)
    const before = processorTime(worker)
    const { id } = await worker.api<Connector>('/connectors', { method: 'POST', body: cloud.draft })
    const run = await runCost(worker, id, before)
    const calls = await cloud.calls()
    const second = isTwice ? await measureAgain(worker, id, file) : undefined
    const { peak } = memory(worker)
    return { ...size, run, calls, idle, peak, database: databaseSize(file), ...(second && { second }) }
  } finally {
    await worker.stop()
    await cloud.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measureAgain(worker: Worker, connectorId: string, file: string): Promise<SecondRun> {
  const firstSync = await syncCost(worker)
  copyDatabase(file, `${file}.earlier`)
  const run = await runAgain(worker, connectorId)
  const changed = changedRows(file, `${file}.earlier`)
  return { firstSync, run, sync: await syncCost(worker, firstSync), changed }
}
