import type { InferResponseType } from 'hono/client'
import type { Outcome } from '../../../shared/evaluation.ts'
import type { ApiClient } from '../../sync/api-client.ts'

/** What a re-evaluation found: the result now, or that there is nothing to judge any more. */
export type Reevaluated = { readonly outcome: Outcome | 'gone' }

type Answer = InferResponseType<ApiClient['evaluations']['reevaluate']['$post'], 200>

/** Has the worker read one resource live and judge it by one control. Throws `WorkerProblem`. */
export async function reevaluate(api: ApiClient, resourceId: string, cid: number): Promise<Reevaluated> {
  const response = await api.evaluations.reevaluate.$post({ json: { resourceId, cid } })
  const { gone, items } = (await response.json()) as Answer
  return { outcome: gone ? 'gone' : (items[0]?.outcome ?? 'gone') }
}
