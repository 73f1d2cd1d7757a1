import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Connector } from '../../shared/connector.ts'
import { matches } from '../../shared/query/matches.ts'
import { connectorRow } from '../../shared/query/rows.ts'
import { clouds } from '../../shared/resource.ts'
import { listConnectors } from '../store/connectors.ts'
import type { ApiEnv } from './context.ts'
import { searchQuery } from './paging.ts'
import { readQuery } from './query-parameter.ts'

/** Query parameters that narrow a list of connectors. */
export const connectorQuery = {
  cloud: z.enum(clouds).optional(),
  parent: z.string().max(200).optional().openapi({ description: 'Members of this organization connector.' }),
  ...searchQuery,
}

type Values = z.infer<z.ZodObject<typeof connectorQuery>>

/** The connectors that a request's query parameters ask for. */
export async function filterConnectors(c: Context<ApiEnv>, values: Values): Promise<readonly Connector[]> {
  const { cloud, parent } = values
  const query = readQuery(c, 'connectors', values.query)
  const all = await listConnectors(c.var.api.database)
  return all
    .filter((one) => (!cloud || one.cloud === cloud) && (!parent || one.parent === parent))
    .filter((one) => !query || matches(query, connectorRow(one)))
}
