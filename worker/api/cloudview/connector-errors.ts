import { z } from '@hono/zod-openapi'
import { findConnector } from '../../store/connectors.ts'
import { listRunErrors, listRuns } from '../../store/lists/runs.ts'
import type { ApiContext } from '../context.ts'
import { offsetDate } from './dates.ts'

/** One thing that failed while a connector ran. The sources name no fields for it: these are ours. */
export const errorSchema = z
  .object({
    operation: z.string().nullable().openapi({ example: 's3:GetBucketPolicy' }),
    permission: z.string().nullable(),
    resourceType: z.string().nullable(),
    region: z.string().nullable(),
    message: z.string(),
    count: z.int(),
    occurredOn: z.string().nullable(),
  })
  .openapi('ConnectorError')

type ErrorRecord = z.infer<typeof errorSchema>

/** What failed when the connector last ran: that it could not sign in first, then operation by operation. */
export async function listConnectorErrors(
  { database, types }: ApiContext,
  id: string,
): Promise<readonly ErrorRecord[]> {
  const [connector, { items }] = await Promise.all([
    findConnector(database, id),
    listRuns(database, { connector: id }, { page: 1, pageSize: 5 }),
  ])
  const last = items.find(({ ended }) => ended !== undefined)
  const occurredOn = offsetDate(last?.ended)
  const offline = connector?.state === 'Offline' ? (connector.stateReason ?? last?.reason) : undefined
  const errors = last ? await listRunErrors(database, last.id) : []
  return [
    ...(offline === undefined ? [] : [{ ...nothing, message: offline, count: 1, occurredOn }]),
    ...errors.map(({ operation, permission, type, region, reason, count }) => ({
      ...{ operation, permission: permission ?? null, resourceType: types.get(type)?.code ?? type, region },
      ...{ message: reason, count, occurredOn },
    })),
  ]
}

const nothing = { operation: null, permission: null, resourceType: null, region: null }
