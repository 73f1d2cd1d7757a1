import { type Outcome, outcomes } from '../../../shared/evaluation.ts'
import type { Place } from '../address.ts'

/** What narrows resources beside the scope, as the address and the API name it. */
export const filterNames = ['query', 'text', 'type', 'service', 'region', 'result'] as const
export type FilterName = (typeof filterNames)[number]

/** The time zone of this browser. */
export const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

/** What the API is asked for at a place: the scope of all views and the view's own filters. `type` is that of a list of one type. */
export function filtersOf({ scope, params }: Pick<Place, 'scope' | 'params'>, type?: string) {
  const { cloud, account, range } = scope
  const { query, text, service, region, result } = params
  const only = type ?? params.type
  return {
    ...(cloud ? { cloud } : {}),
    ...(account ? { account } : {}),
    ...(range ? { range, timeZone: ownTimeZone() } : {}),
    ...(query ? { query } : {}),
    ...(text ? { text } : {}),
    ...(only ? { type: only } : {}),
    ...(service ? { service } : {}),
    ...(region ? { region } : {}),
    ...(isOutcome(result) ? { result } : {}),
  }
}

/** Filters that the API takes. */
export type Filters = ReturnType<typeof filtersOf>

const isOutcome = (word: string | undefined): word is Outcome =>
  (outcomes as readonly (string | undefined)[]).includes(word)

/** The parameters that take every filter of the view away; the scope stays. */
export const noFilters: Readonly<Record<FilterName, undefined>> = {
  ...{ query: undefined, text: undefined, type: undefined },
  ...{ service: undefined, region: undefined, result: undefined },
}

/** Whether anything but the scope narrows the view. */
export const isNarrowed = ({ params }: Pick<Place, 'params'>): boolean => filterNames.some((name) => params[name])
