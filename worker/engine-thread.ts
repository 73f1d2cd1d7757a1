import { once } from 'node:events'
import { constants, getPriority, setPriority } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import type { Endpoints } from './connection.ts'
import type { Engine } from './engine.ts'
import { callEngine } from './engine-rpc.ts'

/** What the engine's thread is given; the key of the secrets lies in the data folder. */
export type ThreadOptions = {
  readonly databaseUrl: string
  readonly data: string
  readonly endpoints: Endpoints
}

type Thread = { readonly worker: Worker; readonly remote: ReturnType<typeof callEngine> }

const role = 'plumbline engine'
/**
 * In megabytes. Batches are garbage as soon as they are stored: with the small space for new objects the peak is half of
 * what it is with the default one, at the same speed.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 192 }
/** Milliseconds before a thread that broke down is replaced. */
const pause = 1000

/**
 * Starts the engine in a thread of its own, so that a run never holds up an answer. A thread that breaks down is
 * replaced: the calls under way fail, and its runs are queued again. Throws what kept the first one from starting.
 */
export async function startEngineThread(options: ThreadOptions): Promise<Engine> {
  let isClosing = false
  let current = startThread(options)
  await current

  function watch({ worker, remote }: Thread): void {
    worker.once('exit', () => {
      remote.fail(new Error('The engine broke down and was started anew. Try again.'))
      if (!isClosing) current = replace()
    })
  }
  async function replace(): Promise<Thread> {
    await setTimeout(pause)
    const thread = await startThread(options)
    watch(thread)
    return thread
  }
  watch(await current)
  return {
    test: async (...args) => (await current).remote.test(...args),
    reach: async (...args) => (await current).remote.reach(...args),
    run: async (...args) => (await current).remote.run(...args),
    cancel: async (...args) => (await current).remote.cancel(...args),
    progress: async (...args) => (await current).remote.progress(...args),
    reevaluate: async (...args) => (await current).remote.reevaluate(...args),
    check: async (...args) => (await current).remote.check(...args),
    tryOut: async (...args) => (await current).remote.tryOut(...args),
    textOf: async (...args) => (await current).remote.textOf(...args),
    reload: async (...args) => (await current).remote.reload(...args),
    async close() {
      isClosing = true
      const { worker, remote } = await current
      await remote.close()
      await worker.terminate()
    },
  }
}

/** The bundle keeps this file as an entry, and so in a chunk of its own: a thread that begins with it starts nothing else. */
async function startThread(options: ThreadOptions): Promise<Thread> {
  const worker = new Worker(new URL(import.meta.url), { workerData: { role, options }, resourceLimits })
  // An error after the start ends the thread; its exit is what is acted upon.
  worker.on('error', () => undefined)
  const remote = callEngine(worker)
  const [message] = (await Promise.race([once(worker, 'message'), failure(worker)])) as [unknown]
  if (message === 'ready') return { worker, remote }
  await worker.terminate()
  const { name, message: text } = message as Error
  throw Object.assign(new Error(text), { name })
}

async function failure(worker: Worker): Promise<never> {
  const [code] = await once(worker, 'exit')
  throw new Error(`The engine's thread ended before it was ready (${code}).`)
}

/**
 * How much a run gives way to whoever waits for an answer, as `nice` counts it. Not more: what a run has locked must come
 * free again on a busy machine, too.
 */
const courtesy = 5

/**
 * Lets whoever waits for an answer go first. On Linux alone the priority of a thread is its own (setpriority(2), "C
 * library/kernel differences"); elsewhere it would be that of the whole process.
 */
export function giveWay(): void {
  if (process.platform !== 'linux') return
  try {
    setPriority(Math.min(getPriority() + courtesy, constants.priority.PRIORITY_LOW))
  } catch {
    // A sandbox may forbid it; then runs and answers share the processor evenly.
  }
}

if (!isMainThread && parentPort && workerData?.role === role) {
  giveWay()
  const { serve } = await import('./engine-wiring.ts')
  await serve(parentPort, workerData.options as ThreadOptions).catch((error: Error) =>
    parentPort?.postMessage({ name: error.name, message: error.message }),
  )
}
