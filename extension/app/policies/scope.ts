import { place } from '../address.ts'

/** What all views are narrowed to, as query parameters of lists without dates. */
export function scopeQuery() {
  const { cloud, account } = place.value.scope
  return { ...(cloud && { cloud }), ...(account && { account }) }
}

/** The same with the date range, whose days are those of the reader. */
export function datedScopeQuery() {
  const { range } = place.value.scope
  return { ...scopeQuery(), ...(range && { range, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }) }
}
