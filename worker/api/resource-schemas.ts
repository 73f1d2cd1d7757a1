import { z } from '@hono/zod-openapi'
import { cloudSchema, count, jsonObject, time } from './scalars.ts'

export const resourceRefSchema = z
  .object({
    id: z.string(),
    type: z.string(),
    name: z.string(),
    cloud: cloudSchema,
    account: z.string(),
    region: z.string(),
  })
  .openapi('ResourceRef')

/** What every answer with a resource has of it. */
export const listedResource = resourceRefSchema.extend({
  tags: z.record(z.string(), z.string()),
  firstDiscovered: time,
  lastFound: time,
  gone: time.optional(),
  connectorId: z.string(),
  failing: count,
  unknown: count,
  evaluated: count,
})

export const resourceSchema = listedResource
  .extend({ config: jsonObject.optional().openapi({ description: 'The fields that `columns` asks for.' }) })
  .openapi('Resource')

export const resourceTypeSchema = z
  .object({
    type: z.string(),
    label: z.string(),
    cloud: cloudSchema,
    service: z.string(),
    code: z.string(),
    scope: z.enum(['global', 'region', 'account']),
    views: z.array(z.string()).readonly().openapi({ description: 'Views of its console page that controls point at.' }),
    permissions: z.array(z.string()).readonly(),
    relations: z.array(z.object({ name: z.string(), type: z.string(), label: z.string() })).readonly(),
    controls: count,
    count,
    failing: count,
    evaluated: count,
  })
  .openapi('ResourceType')
