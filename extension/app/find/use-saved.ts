import type { QueryList } from '../../../shared/query/query.ts'
import type { SavedSearchDraft, SavedSearchPatch } from '../../../shared/saved-search.ts'
import type { ApiClient } from '../../sync/api-client.ts'
import { WorkerProblem } from '../../sync/worker-problem.ts'
import { useRead } from '../read.ts'
import { text } from '../text/find.ts'
import { worker } from '../worker.ts'

/** The saved searches of a list, and what can be done with them. Each change throws `WorkerProblem`. */
export function useSaved(list: QueryList, isNeeded: boolean) {
  const read = useRead((api) => api.searches, isNeeded ? { query: { list, pageSize: '500' } } : undefined)
  const items = read.data?.items ?? []

  const change = async (act: (api: ApiClient) => Promise<unknown>) => {
    const api = worker.peek()?.api
    if (!api) throw new WorkerProblem(text.away)
    await act(api)
    read.refresh()
  }

  return {
    ...read,
    own: items.filter(({ mine }) => mine),
    others: items.filter(({ mine }) => !mine),
    save: (draft: Omit<SavedSearchDraft, 'list'>) => change((api) => api.searches.$post({ json: { ...draft, list } })),
    update: (id: string, patch: SavedSearchPatch) =>
      change((api) => api.searches[':id'].$patch({ param: { id }, json: patch })),
    remove: (id: string) => change((api) => api.searches[':id'].$delete({ param: { id } })),
  }
}

export type Saved = ReturnType<typeof useSaved>
