import type { Job, Queue } from './queue.ts'

type Options = {
  /** Jobs under way at a time. */
  readonly concurrency: number
  /** Does a job; decides by itself what an error means, and never throws. */
  readonly work: (id: string, signal: AbortSignal) => Promise<void>
}

type Active = Job & { readonly controller: AbortController; readonly ended: Promise<void> }

/** Why the signal of a job that was cancelled is aborted; the other reason is `stopped`. */
export const cancelled = new Error('The run was cancelled.')
export const stopped = new Error('The worker was stopped.')

/** A queue in the memory of this process. */
export function createInProcessQueue({ concurrency, work }: Options): Queue {
  const waiting: Job[] = []
  const active = new Map<string, Active>()
  let isClosed = false

  function next(): void {
    if (isClosed || active.size >= concurrency) return
    const busy = new Set([...active.values()].map(({ key }) => key))
    const index = waiting.findIndex(({ key }) => !busy.has(key))
    const [job] = index < 0 ? [] : waiting.splice(index, 1)
    if (!job) return
    start(job)
    next()
  }

  function start(job: Job): void {
    const controller = new AbortController()
    const ended = work(job.id, controller.signal).finally(() => {
      active.delete(job.id)
      next()
    })
    active.set(job.id, { ...job, controller, ended: ended.catch(() => undefined) })
  }

  async function cancel(id: string): Promise<boolean> {
    const index = waiting.findIndex((job) => job.id === id)
    if (index >= 0) waiting.splice(index, 1)
    const job = active.get(id)
    job?.controller.abort(cancelled)
    await job?.ended
    return job !== undefined
  }

  async function idle(): Promise<void> {
    while (active.size > 0) await Promise.all([...active.values()].map(({ ended }) => ended))
  }
  return {
    add(job) {
      if (active.has(job.id) || waiting.some(({ id }) => id === job.id)) return
      waiting.push(job)
      next()
    },
    cancel,
    idle,
    close() {
      isClosed = true
      for (const { controller } of active.values()) controller.abort(stopped)
      return idle()
    },
  }
}
