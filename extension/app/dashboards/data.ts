import type { InferResponseType } from 'hono/client'
import type { Dashboard } from '../../../shared/dashboard.ts'
import type { ApiClient } from '../../sync/api-client.ts'
import { WorkerProblem } from '../../sync/worker-problem.ts'
import { text } from '../text/dashboards.ts'
import { worker } from '../worker.ts'

/** A dashboard as the list of them tells it. */
export type ListedDashboard = InferResponseType<ApiClient['dashboards']['$get'], 200>['items'][number]

/** The client of the worker that the browser is paired with. Throws `WorkerProblem` where it is with none. */
export function api(): ApiClient {
  const current = worker.peek()
  if (!current) throw new WorkerProblem(text.away)
  return current.api
}

/** A change of one's own dashboard; answers what it is then. */
export async function change(
  { id }: Pick<Dashboard, 'id'>,
  patch: { title?: string; shared?: boolean; widgets?: Dashboard['widgets']; basedOn?: number },
): Promise<Dashboard> {
  const { widgets, ...rest } = patch
  const json = { ...rest, ...(widgets ? { widgets: [...widgets] } : {}) }
  return (await api().dashboards[':id'].$patch({ param: { id }, json })).json()
}

/**
 * A copy of any dashboard that one sees, which belongs to whoever made it. One of somebody else's is called a copy: two of
 * the same name could not be told apart.
 */
export async function duplicate({ id, title, mine }: Dashboard): Promise<Dashboard> {
  const json = mine ? {} : { title: await freeTitle(text.copyOf(title)) }
  return (await api().dashboards[':id'].duplicate.$post({ param: { id }, json })).json()
}

/** The title, with a number where one has a dashboard of this title already. */
async function freeTitle(title: string): Promise<string> {
  const { items } = await (await api().dashboards.$get({ query: { pageSize: '500' } })).json()
  const taken = new Set(items.map((one) => one.title))
  const numbered = (at: number) => (at === 1 ? title : `${title} (${at})`)
  let at = 1
  while (taken.has(numbered(at))) at += 1
  return numbered(at)
}
