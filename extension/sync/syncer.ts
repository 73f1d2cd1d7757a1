import { applyPage, nextPosition } from './apply-page.ts'
import { type Cache, readRow } from './cache.ts'
import { text } from './text.ts'
import type { WorkerClient } from './worker-client.ts'
import { WorkerProblem } from './worker-problem.ts'

type Options = {
  readonly cache: Cache
  /** The paired worker, or undefined when there is none. */
  readonly connect: () => Promise<WorkerClient | undefined>
  /** After each page and at the end; `changed` when other findings are shown now. */
  readonly onProgress: (changed: boolean) => void
}

/** While someone looks, the worker is asked at most this often. */
const lookInterval = 30_000
const longestWait = 300_000

/** Brings the cache up to date with the worker, one sync at a time. Failures end in the cached status, never here. */
export function createSyncer({ cache, connect, onProgress }: Options) {
  let running: Promise<void> | undefined
  let stop = new AbortController()
  let failures = 0
  let notBefore = 0
  let received = 0

  async function work(signal: AbortSignal): Promise<void> {
    // Whatever comes of it: a page that hears of the end and asks again must not start the next.
    notBefore = Date.now() + lookInterval
    const worker = await connect()
    if (!worker) return
    received = 0
    onProgress(false)
    try {
      for (let more = true; more; ) {
        const position = await nextPosition(cache)
        const page = await worker.page(position, signal)
        signal.throwIfAborted()
        const applied = await applyPage(cache, page, position, new Date())
        received += page.evaluations.length
        more = applied.more
        onProgress(applied.changed)
      }
      failures = 0
      notBefore = Date.now() + lookInterval
    } catch (error) {
      if (signal.aborted) return
      failures += 1
      notBefore = Date.now() + waitAfter(failures)
      await saveProblem(cache, sentence(error)).catch(() => undefined)
    }
  }

  function run(): Promise<void> {
    running ??= work(stop.signal).finally(() => {
      running = undefined
      received = 0
      onProgress(false)
    })
    return running
  }

  return {
    /** Joins the sync under way, or starts one. */
    run,
    /** A sync that begins now: one under way may have asked too early. */
    async fresh(): Promise<void> {
      await running
      await run()
    },
    /** Someone looks: syncs unless that was done, or failed, a short while ago. */
    async nudge(): Promise<void> {
      if (Date.now() >= notBefore) await run()
    },
    /** Ends the sync under way, and waits until it wrote its last. */
    async cancel(): Promise<void> {
      stop.abort()
      await running
      stop = new AbortController()
      failures = 0
      notBefore = 0
    },
    get progress(): { syncing: boolean; received: number } {
      return { syncing: running !== undefined, received }
    },
  }
}

/** Doubles from five seconds to five minutes, spread so that many browsers do not come back at once. */
function waitAfter(failures: number): number {
  return Math.min(longestWait, 5_000 * 2 ** (failures - 1)) * (0.5 + Math.random() / 2)
}

function sentence(error: unknown): string {
  if (error instanceof WorkerProblem) return error.message
  return error instanceof Error && /quota|abort|dexie|database/i.test(error.name) ? text.cacheFailed : text.unexpected
}

async function saveProblem(cache: Cache, problem: string): Promise<void> {
  const status = (await readRow(cache, 'status')) ?? { key: 'status', connectors: [], titles: {} }
  await cache.rows.put({ ...status, problem })
}
