import { useEffect, useRef } from 'preact/hooks'
import type { Run } from '../../../shared/run.ts'
import { syncWanted } from '../sync-wanted.ts'

/** Fetches what a run found as soon as it has ended under the eyes of a person, who may have been too slow to see it begin. */
export function useSyncAtEnd(run: Run | undefined, isJustBegun = false): void {
  const isUnderWay = useRef(isJustBegun)
  const hasEnded = run && run.ended !== undefined
  useEffect(() => {
    if (hasEnded === false) isUnderWay.current = true
    if (!hasEnded || !isUnderWay.current) return
    isUnderWay.current = false
    syncWanted.value += 1
  }, [hasEnded])
}
