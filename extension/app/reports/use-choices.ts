import { useRead } from '../read.ts'

/** What a report can be about: mandates, policies and connectors, and the reports that there are. */
export function useChoices() {
  const mandates = useRead((api) => api.mandates, { query: { pageSize: '500' } })
  const policies = useRead((api) => api.policies, { query: { pageSize: '500' } })
  const connectors = useRead((api) => api.connectors, { query: {} })
  const reports = useRead((api) => api.reports, { query: { pageSize: '500' } })
  const all = [mandates, policies, connectors, reports] as const
  const isKnown = mandates.data && policies.data && connectors.data && reports.data
  return {
    data: isKnown && {
      mandates: mandates.data.items,
      policies: policies.data.items,
      connectors: connectors.data.items,
      reports: reports.data.items,
    },
    at: mandates.at,
    problem: all.find(({ problem }) => problem)?.problem,
    isLoading: all.some(({ isLoading }) => isLoading),
    refresh: () => {
      for (const read of all) read.refresh()
    },
  }
}

export type Choices = NonNullable<ReturnType<typeof useChoices>['data']>
