import { criticalities, outcomes } from '../../../shared/evaluation.ts'
import { type Place, place } from '../address.ts'

/** Filters of the list of controls that stand in the address, each under the name that the API gives it. */
export const filterNames = ['result', 'criticality', 'policy', 'service', 'type', 'region'] as const
export type FilterName = (typeof filterNames)[number]

/** What fits where something was evaluated: controls that never answered anything here are none of the monitor's. */
const evaluated = 'control.result:*'

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** What all views are narrowed to, as the API takes it; the days of a range are the reader's own. */
export function askedScope({ scope: { cloud, account, range } }: Place = place.value) {
  return { ...askedPlaces(cloud, account), ...(range ? { range, timeZone: zone } : {}) }
}

/** The same for what knows no dates. */
export const askedPlaces = (cloud = place.value.scope.cloud, account = place.value.scope.account) => ({
  ...(cloud ? { cloud } : {}),
  ...(account ? { account } : {}),
})

/** What the list of controls and its facets are narrowed to. */
export function askedControls(at: Place = place.value) {
  const { query, result, criticality, policy, service, type, region } = at.params
  return {
    ...askedScope(at),
    evaluations: query || evaluated,
    ...pick('result', outcomes, result),
    ...pick('criticality', criticalities, criticality),
    ...(policy ? { policy } : {}),
    ...(service ? { service } : {}),
    ...(type ? { type } : {}),
    ...(region ? { region } : {}),
  }
}

/** What the evaluations of one control are narrowed to, but for their result. */
export function askedEvaluations(cid: number, at: Place = place.value) {
  const { query, region } = at.params
  return { cid: String(cid), ...askedScope(at), ...(query ? { query } : {}), ...(region ? { region } : {}) }
}

/** The result that the evaluations of one control are narrowed to. */
export const askedResult = (at: Place = place.value) => outcomes.find((one) => one === at.params.result)

/** A parameter, where its value is one of those that there are: addresses are typed by people. */
function pick<Name extends string, Value extends string>(name: Name, values: readonly Value[], value?: string) {
  const known = values.find((one) => one === value)
  return (known ? { [name]: known } : {}) as { readonly [name in Name]?: Value }
}
