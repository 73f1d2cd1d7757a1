import { useSignalEffect } from '@preact/signals'
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Status } from '../sync/messages.ts'
import type { Actions } from './actions.ts'
import { forgetKept } from './find/kept-list.ts'
import { changes } from './read.ts'
import { syncWanted } from './sync-wanted.ts'
import { setWorker } from './worker.ts'

/** What the background says of the pairing and of the sync, first as it was kept; kept up to date, and `changes` with it. */
export function useStatus({ ask, onChange, readPairing }: Actions, kept: Status | undefined) {
  const [status, setStatus] = useState(kept)
  const [problem, setProblem] = useState<string>()

  const accept = useCallback(
    async (next: Status) => {
      setWorker(next.paired ? await readPairing() : undefined)
      if (!next.paired) forgetKept()
      setProblem(undefined)
      setStatus(next)
    },
    [readPairing],
  )
  const take = useCallback(
    (answer: Promise<Status>) =>
      answer.then(accept, (error: unknown) => setProblem(error instanceof Error ? error.message : String(error))),
    [accept],
  )
  const refresh = useCallback(() => take(ask('status', {})), [take, ask])

  useEffect(() => {
    void refresh()
    return onChange(() => {
      void refresh().then(() => {
        changes.value += 1
      })
    })
  }, [refresh, onChange])

  const sync = useCallback(() => take(ask('sync', {})), [take, ask])
  useSignalEffect(() => {
    if (syncWanted.value > 0) void sync()
  })

  return { status, problem, refresh, accept, sync }
}
