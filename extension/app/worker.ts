import { signal } from '@preact/signals'
import { type ApiClient, apiClient } from '../sync/api-client.ts'
import type { Pairing } from '../sync/pairing.ts'

/** Who is asked: the worker that the browser is paired with. */
type Worker = Pick<Pairing, 'worker' | 'token' | 'role'> & { readonly api: ApiClient }

/** Absent until the pairing is known, and where there is none. */
export const worker = signal<Worker | undefined>(undefined)

/** From now on reads and changes go to the worker of this pairing. */
export function setWorker(pairing: Pairing | undefined): void {
  const before = worker.peek()
  if (before?.worker === pairing?.worker && before?.token === pairing?.token) return
  worker.value = pairing && { ...pairing, api: apiClient(pairing) }
}
