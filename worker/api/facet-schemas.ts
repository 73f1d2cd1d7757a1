import { z } from '@hono/zod-openapi'
import { postureSchema } from './posture-schema.ts'
import { count } from './scalars.ts'

const facetSchema = z
  .array(
    z.object({
      value: z.string().openapi({ description: 'What the filter’s parameter takes.' }),
      label: z.string().optional().openapi({ description: 'What people call it, where that is something else.' }),
      count,
    }),
  )
  .readonly()
  .openapi('Facet')

const facet = facetSchema.optional()

/** Values of the filters of a list with how many rows they would leave, and totals of what all filters leave. */
export const facetsSchema = z
  .object({
    facets: z
      .object({
        policy: facet,
        result: facet,
        account: facet,
        service: facet,
        criticality: facet,
        region: facet,
        type: facet,
        cloud: facet,
      })
      .openapi({ description: 'Each counts under all other filters but its own. Most rows first.' }),
    totals: z.object({
      resources: count.optional().openapi({
        description:
          'Resources that match; of evaluations and controls: that were evaluated. Absent where counting them takes long.',
      }),
      resourcesAtLeast: count.optional(),
      failingResources: count.optional().openapi({ description: 'Of the list of resources only.' }),
      evaluations: postureSchema,
      failures: z
        .object({ HIGH: count, MEDIUM: count, LOW: count })
        .openapi({ description: 'Failing evaluations by criticality.' }),
      controls: count.openapi({ description: 'Controls with an evaluation; of the list of controls: that match.' }),
      accounts: count.openapi({ description: 'Accounts with a connector, within cloud, account and connector.' }),
    }),
    isPartial: z.boolean().openapi({ description: 'Counting all would take long: figures are at least so high.' }),
  })
  .openapi('Facets')
