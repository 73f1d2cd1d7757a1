import { z } from '@hono/zod-openapi'
import { outcomes } from '../../shared/evaluation.ts'
import { resourceRefSchema } from './resource-schemas.ts'
import { criticalitySchema, resultSchema, time } from './scalars.ts'

export const evidenceSchema = z
  .object({ setting: z.string(), actual: z.string(), expected: z.string() })
  .openapi('Evidence')

export const evaluationSchema = z
  .object({
    cid: z.int(),
    title: z.string(),
    criticality: criticalitySchema,
    resourceId: z.string(),
    resource: resourceRefSchema,
    connectorId: z.string(),
    appliesTo: z.enum(['resource', 'account']).openapi({
      description: '`account`: the control’s resources could not be listed, and this UNKNOWN stands for all of them.',
    }),
    result: resultSchema.openapi({ description: 'What the control said.' }),
    outcome: z.enum(outcomes).openapi({ description: 'How it counts: EXCEPTED while an exception holds.' }),
    exception: z
      .object({
        ...{ id: z.string(), kind: z.string(), reason: z.string(), owner: z.string() },
        ends: time.optional(),
      })
      .optional()
      .openapi({ description: 'The exception that holds.' }),
    evidence: z.array(evidenceSchema).readonly(),
    firstEvaluated: time,
    lastEvaluated: time,
    lastReopened: time.optional(),
    lastFixed: time.optional(),
  })
  .openapi('Evaluation')

/** An evaluation of one resource. */
export const toldEvaluationSchema = evaluationSchema
  .extend({
    message: z.string().openapi({
      description: 'What it found, as one sentence: `Versioning Status is -, expected Enabled.`',
    }),
  })
  .openapi('ToldEvaluation')
