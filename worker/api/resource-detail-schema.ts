import { z } from '@hono/zod-openapi'
import { toldEvaluationSchema } from './evaluation-schemas.ts'
import { listedResource, resourceRefSchema } from './resource-schemas.ts'
import { count, jsonObject, time } from './scalars.ts'

const associated = resourceRefSchema
  .extend({
    firstDiscovered: time,
    state: z.string().optional(),
    vulnerabilities: z.object({ confirmed: count, potential: count }).optional(),
  })
  .openapi('AssociatedResource')

export const resourceDetailSchema = listedResource
  .extend({
    lastChanged: time.openapi({ description: 'When what was read of it last differed from what was known.' }),
    config: jsonObject.openapi({ description: 'The fields that the resource type declares.' }),
    unread: z
      .array(
        z.object({
          field: z.string(),
          operation: z.string().optional(),
          permission: z.string().optional(),
          reason: z.string(),
        }),
      )
      .readonly(),
    associations: z
      .array(
        z.object({
          relation: z.string(),
          label: z.string(),
          direction: z.enum(['to', 'from']),
          target: z.string(),
          resource: associated.optional(),
        }),
      )
      .readonly()
      .openapi({ description: 'At most 200 each way.' }),
    associationCounts: z
      .object({
        to: count,
        from: count,
        byType: z
          .array(z.object({ direction: z.enum(['to', 'from']), type: z.string().optional(), count }))
          .readonly()
          .openapi({ description: 'How many there are of each resource type.' }),
        byRelation: z
          .array(
            z.object({
              ...{ direction: z.enum(['to', 'from']), relation: z.string(), label: z.string() },
              ...{ type: z.string().optional(), count },
            }),
          )
          .readonly()
          .openapi({
            description: 'How many there are of each relation and type; without a type what is not in the inventory.',
          }),
      })
      .openapi({ description: 'How many there are each way, also of those that are not told.' }),
    rules: z.array(z.string()).readonly().openapi({
      description:
        'Fields of `config` that are lists of objects: rules, grants, statements; not what is judged of them.',
    }),
    vulnerabilities: z
      .object({
        source: z.string().openapi({
          description: 'Who looks for them; `none` where nobody is connected, `unknown` where that could not be read.',
        }),
        open: jsonObject.optional().openapi({ description: 'What is open, as the source tells it.' }),
      })
      .openapi({ description: 'Known weaknesses of what runs there.' }),
    evaluations: z.array(toldEvaluationSchema).readonly(),
  })
  .openapi('ResourceDetail')
