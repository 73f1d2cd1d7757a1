import { type Connector, connectorDraft, connectorPatch } from '../../../../shared/connector.ts'
import type { ApiClient } from '../../../sync/api-client.ts'
import { WorkerProblem } from '../../../sync/worker-problem.ts'

type Connectors = ApiClient['connectors']

/**
 * Saves what the form holds: a new connector or, where it was saved before and not reached, that one changed. What may not be
 * changed, such as the account, makes another connector in its place: the first one has read nothing.
 */
export async function save(
  connectors: Connectors,
  draft: Record<string, unknown>,
  before: Connector | undefined,
): Promise<Connector> {
  if (!before) return create(connectors, draft)
  const { cloud: _, ...fields } = draft
  try {
    const response = await connectors[':id'].$patch({ param: { id: before.id }, json: connectorPatch.parse(fields) })
    return (await response.json()) as Connector
  } catch (error) {
    if (!(error instanceof WorkerProblem) || (error.details.status !== 409 && error.details.status !== 404)) throw error
    if (error.details.status === 409) await connectors[':id'].$delete({ param: { id: before.id }, query: {} })
    return create(connectors, draft)
  }
}

async function create(connectors: Connectors, draft: Record<string, unknown>): Promise<Connector> {
  return (await (await connectors.$post({ json: connectorDraft.parse(draft) })).json()) as Connector
}
