import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { WorkerProblem } from '../../sync/worker-problem.ts'
import { changes, toProblem } from '../read.ts'
import { worker } from '../worker.ts'
import { reevaluate } from './reevaluate.ts'
import type { Listed } from './use-failing-first.ts'

/** Re-evaluation of several resources: how far it is and what it found. */
export type Bulk = {
  readonly all: number
  readonly done: number
  /** Results that are others now. */
  readonly turned: number
  readonly failed: number
  /** Why the first of those failed. */
  readonly problem: WorkerProblem | undefined
  readonly state: 'running' | 'stopped' | 'ended'
}

/** Re-evaluates resources one after the other, so that the account's limits are not strained; it can be stopped between two. */
export function useBulk() {
  const [bulk, setBulk] = useState<Bulk>()
  const isStopped = useRef(false)
  const stop = useCallback(() => {
    isStopped.current = true
  }, [])
  // Whoever leaves the page has stopped it.
  useEffect(() => stop, [stop])

  const start = async (rows: readonly Listed[]) => {
    const { api } = worker.value ?? {}
    if (!api) return
    isStopped.current = false
    let now: Bulk = { all: rows.length, done: 0, turned: 0, failed: 0, problem: undefined, state: 'running' }
    setBulk(now)
    for (const { resourceId, cid, outcome } of rows) {
      const found = await reevaluate(api, resourceId, cid).catch(toProblem)
      now = after(now, found instanceof Error ? found : found.outcome !== outcome)
      setBulk(now)
      if (isStopped.current) break
    }
    setBulk({ ...now, state: now.done < now.all ? 'stopped' : 'ended' })
    changes.value += 1
  }
  return { bulk, start, stop }
}

const after = (bulk: Bulk, found: WorkerProblem | boolean): Bulk => ({
  ...bulk,
  done: bulk.done + 1,
  turned: bulk.turned + (found === true ? 1 : 0),
  failed: bulk.failed + (found instanceof Error ? 1 : 0),
  problem: bulk.problem ?? (found instanceof Error ? found : undefined),
})
