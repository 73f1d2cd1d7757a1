import { place } from '../../address.ts'
import { both } from '../../find/both.ts'
import { asState } from './state-filter.tsx'

/** What the list is narrowed to, as the API takes it. */
export function asked() {
  const { cloud, account } = place.value.scope
  const { state: word, query: searched } = place.value.params
  const state = asState(word)
  // To the worker a retired connector is Offline.
  const inState = state && `connector.state:${state === 'Retired' ? 'Offline' : state}`
  const query = both(both(searched, account && `account.id:${JSON.stringify(account)}`), inState)
  return { ...(cloud ? { cloud } : {}), ...(query ? { query } : {}) }
}
