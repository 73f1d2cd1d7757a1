import type { Connector } from '../../../../shared/connector.ts'
import { place } from '../../address.ts'
import { useRead } from '../../read.ts'
import { usePolling } from '../../use-polling.ts'

/** The connectors in the scope of the app that the search finds, asked for again while one of them is under way. */
export function useConnectors() {
  const { scope, params } = place.value
  const { cloud, account } = scope
  const { query } = params
  const { data, at, problem, refresh } = useRead((api) => api.connectors, { query: query ? { query } : {} })
  const all = data?.items as readonly Connector[] | undefined
  const isUnderWay = all?.some(({ state }) => state === 'Refreshing' || state === 'Pending') ?? false
  usePolling(isUnderWay, refresh, 3000)
  const connectors = all?.filter((one) => (!cloud || one.cloud === cloud) && (!account || one.account === account))
  return { connectors, isFirst: all?.length === 0 && !query, at, problem, refresh }
}
