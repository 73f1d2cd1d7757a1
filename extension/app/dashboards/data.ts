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

/** A copy of any dashboard that one sees, which belongs to whoever made it. */
export const duplicate = async ({ id }: Pick<Dashboard, 'id'>): Promise<Dashboard> =>
  (await api().dashboards[':id'].duplicate.$post({ param: { id }, json: {} })).json()
