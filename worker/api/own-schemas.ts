import { z } from '@hono/zod-openapi'
import { outcomes } from '../../shared/evaluation.ts'
import { evidenceSchema } from './evaluation-schemas.ts'
import { cloudSchema, count, criticalitySchema, time } from './scalars.ts'

/** Half a character, which no database holds: reading it back would end the process. */
export const isText = (text: string): boolean => text.isWellFormed()

/** The YAML of a control, as a body brings it; how many bytes it may have is checked with all else. */
export const controlYaml = z
  .string()
  .max(100_000)
  .refine(isText, 'This holds half a character: no Unicode.')
  .openapi({ description: 'A control in YAML, as in the files of the built-in ones, at most 64 KB.' })

/** Number of a version that a change is based on. */
export const basedOn = z.int().min(1).optional().openapi({
  description: 'The version that was changed: refused where somebody saved another one meanwhile.',
})

const scalar = z.union([z.number(), z.boolean(), z.string().max(200)])

/** Values of parameters by name, as a body brings them; checked against the control's own. */
export const parameterValues = z
  .record(z.string().max(40), z.union([scalar, z.array(z.union([z.number(), z.string().max(200)])).max(200)]))
  .openapi({ description: 'Name → value, of the type that the default has.' })

export const textProblemSchema = z
  .object({ line: count, column: count, length: count, message: z.string() })
  .openapi('TextProblem', { description: 'Lines and columns count from 1.' })

export const checkedSchema = z
  .object({
    problems: z.array(textProblemSchema).readonly(),
    examples: z
      .array(z.object({ name: z.string(), expected: z.string(), got: z.string() }))
      .readonly()
      .openapi({ description: 'Only where the text has no other problems.' }),
  })
  .openapi('CheckedControl')

const counts = { pass: count, fail: count, unknown: count, notApplicable: count }

const sampleSchema = z
  .object({
    resourceId: z.string(),
    type: z.string(),
    name: z.string(),
    account: z.string(),
    region: z.string(),
    connectorId: z.string(),
    result: z.enum(outcomes),
    evidence: z.array(evidenceSchema).readonly(),
  })
  .openapi('TrialSample')

export const trialSchema = checkedSchema
  .extend({
    trial: z
      .object({
        ...counts,
        searched: count.openapi({ description: 'Resources that were judged, of `total`.' }),
        total: count,
        complete: z.boolean().openapi({ description: 'Whether all were; where not, the time was up.' }),
        milliseconds: count,
        accounts: z
          .array(z.object({ account: z.string(), cloud: z.string(), connectorId: z.string(), ...counts }))
          .readonly(),
        failing: z.array(sampleSchema).readonly(),
        unknowns: z.array(sampleSchema).readonly(),
        unlisted: z
          .array(z.object({ account: z.string(), type: z.string(), region: z.string() }))
          .readonly()
          .openapi({ description: 'Lists that failed in the last run: what they would have held is not counted.' }),
      })
      .optional()
      .openapi({ description: 'Absent where the text cannot be tried.' }),
  })
  .openapi('Trial')

export const ownControlSchema = z
  .object({
    cid: z.int(),
    version: z.int(),
    slug: z.string(),
    title: z.string(),
    cloud: cloudSchema,
    service: z.string(),
    resources: z.array(z.string()).readonly(),
    criticality: criticalitySchema,
    policies: z.array(z.string()).readonly().openapi({ description: 'Slugs of the policies that hold it.' }),
    copiedFrom: z.int().optional(),
    author: z.string().openapi({ description: 'Who saved it last.' }),
    created: time,
    createdBy: z.string(),
    updated: time,
    evaluating: z.boolean().openapi({ description: 'What is stored is still being judged by this version.' }),
    problems: z.array(z.string()).readonly().optional().openapi({
      description:
        'It does not fit this version of Plumbline any more, and answers nothing, which is no pass, until it is saved anew.',
    }),
  })
  .openapi('OwnControl')

export const ownControlDetailSchema = ownControlSchema.extend({ text: controlYaml }).openapi('OwnControlDetail')

const version = { version: z.int(), title: z.string(), author: z.string(), at: time }
export const controlVersionSchema = z.object(version).openapi('ControlVersion')
export const controlVersionDetailSchema = z.object({ ...version, text: controlYaml }).openapi('ControlVersionDetail')

const policy = {
  slug: z.string(),
  title: z.string(),
  description: z.string(),
  controls: z.array(z.int()).readonly(),
  version: z.int(),
  author: z.string(),
}
export const ownPolicySchema = z
  .object({
    ...policy,
    cloud: cloudSchema,
    name: z.string().openapi({ description: 'The last part of the slug.' }),
    created: time,
    createdBy: z.string(),
    updated: time,
    missing: z.array(z.int()).readonly().openapi({ description: 'Controls of it that there are not any more.' }),
  })
  .openapi('OwnPolicy')

export const policyVersionSchema = z.object({ ...policy, at: time }).openapi('PolicyVersion')
