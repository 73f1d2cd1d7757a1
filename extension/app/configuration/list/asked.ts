import { place } from '../../address.ts'
import { asState } from './state-filter.tsx'

/** What the list is narrowed to, as the API takes it. */
export function asked() {
  const { cloud, account } = place.value.scope
  const state = asState(place.value.params.state)
  // To the worker a retired connector is Offline.
  const inState = state && `connector.state:${state === 'Retired' ? 'Offline' : state}`
  const query = [account && `account.id:${JSON.stringify(account)}`, inState].filter(Boolean).join(' and ')
  return { ...(cloud ? { cloud } : {}), ...(query ? { query } : {}) }
}
