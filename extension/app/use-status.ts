import { useSignalEffect } from '@preact/signals'
import { useCallback, useLayoutEffect, useState } from 'preact/hooks'
import type { Status } from '../sync/messages.ts'
import type { Pairing } from '../sync/pairing.ts'
import type { Actions } from './actions.ts'
import { forgetKept } from './find/kept-list.ts'
import { changes } from './read.ts'
import { syncWanted } from './sync-wanted.ts'
import { setWorker } from './worker.ts'

/** What the background says of the pairing and of the sync; kept up to date, and `changes` with it. */
export function useStatus({ ask, keptStatus, onChange, readPairing }: Actions) {
  const [status, setStatus] = useState<Status>()
  const [problem, setProblem] = useState<string>()

  const accept = useCallback(
    async (next: Status, pairing = readPairing()) => {
      setWorker(next.paired && ((await pairing) as Pairing | undefined))
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

  useLayoutEffect(() => {
    // Asked for together: what is kept is to be on the screen with the first frame.
    const pairing = readPairing()
    void keptStatus().then((kept) => kept && accept(kept, pairing))
    void refresh()
    return onChange(() => {
      void refresh().then(() => {
        changes.value += 1
      })
    })
  }, [keptStatus, readPairing, accept, refresh, onChange])

  const sync = useCallback(() => take(ask('sync', {})), [take, ask])
  useSignalEffect(() => {
    if (syncWanted.value > 0) void sync()
  })

  return { status, problem, refresh, accept, sync }
}
