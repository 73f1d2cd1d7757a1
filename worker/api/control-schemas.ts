import { z } from '@hono/zod-openapi'
import { postureSchema } from './posture-schema.ts'
import { cloudSchema, criticalitySchema, time } from './scalars.ts'

const view = z.string().optional()

/** Of what users of this worker wrote. */
const authored = {
  origin: z.literal('own').optional().openapi({ description: 'Absent where it is built in.' }),
  version: z.int().optional(),
  author: z.string().optional(),
}

export const controlSchema = z
  .object({
    cid: z.int(),
    slug: z.string(),
    title: z.string(),
    cloud: cloudSchema,
    service: z.string(),
    resources: z.array(z.string()).readonly(),
    criticality: criticalitySchema,
    evaluates: z.string(),
    rationale: z.string(),
    remediation: z.object({
      view,
      steps: z.array(z.string()).readonly(),
      cli: z.string().optional(),
      terraform: z.string().optional(),
    }),
    references: z.array(z.string()).readonly(),
    policies: z.array(z.string()).readonly(),
    parameters: z
      .record(
        z.string(),
        z.object({
          label: z.string(),
          default: z.union([z.number(), z.boolean(), z.string(), z.array(z.union([z.number(), z.string()]))]),
        }),
      )
      .optional()
      .openapi({ description: 'What a copy of it can set without touching its logic.' }),
    ...authored,
    created: time.optional(),
    modified: time.optional(),
    copiedFrom: z.int().optional(),
    problems: z.array(z.string()).readonly().optional().openapi({
      description: 'Of one’s own that does not fit this version any more: it answers nothing, which is no pass.',
    }),
    posture: postureSchema,
  })
  .openapi('Control')

export const policySchema = z
  .object({
    slug: z.string(),
    cloud: cloudSchema,
    title: z.string(),
    description: z.string(),
    controls: z.array(z.int()).readonly(),
    ...authored,
    posture: postureSchema,
  })
  .openapi('Policy')
