import { useEffect, useState } from 'preact/hooks'
import type { Offer } from '../sync/messages.ts'
import type { Actions } from './actions.ts'

/** Milliseconds without a keystroke before a worker is asked. */
const lull = 400

/** Whether people can sign in at the worker whose address is being typed; nothing until it has said so. */
export function useOffer(ask: Actions['ask'], worker: string | undefined): Offer | null {
  const [offer, setOffer] = useState<Offer | null>(null)
  useEffect(() => {
    setOffer(null)
    if (!worker) return
    let isCurrent = true
    const take = (answer: Offer | null) => isCurrent && setOffer(answer)
    const wait = setTimeout(() => ask('offer', { worker }).then(take, () => undefined), lull)
    return () => {
      isCurrent = false
      clearTimeout(wait)
    }
  }, [ask, worker])
  return offer
}
