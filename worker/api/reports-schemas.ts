import { z } from '@hono/zod-openapi'
import { outcomes } from '../../shared/evaluation.ts'
import { changes, reportRunStates, reportSchedule, reportStates, reportVerdicts } from '../../shared/report.ts'
import { evidenceSchema } from './evaluation-schemas.ts'
import { postureSchema } from './posture-schema.ts'
import { resourceRefSchema } from './resource-schemas.ts'
import { cloudSchema, count, criticalitySchema, time } from './scalars.ts'

const percent = z.number().min(0).max(100)
const percentSchema = z.object({ pass: percent, fail: percent, unknown: percent }).nullable().openapi('ReportPercent', {
  description:
    'Shares in percent, with one decimal; together 100. What an exception holds for is in none of them. `pass` is rounded down, `fail` up. Null until something was evaluated.',
})

export const changeSchema = z
  .object(Object.fromEntries(changes.map((name) => [name, count])) as Record<(typeof changes)[number], typeof count>)
  .openapi('ReportChange', {
    description:
      'What failed before and now: `stillFailing`, `fixed`, `excepted`, `unknown` and `gone` add up to what failed before, `newlyFailing` and `stillFailing` to what fails now.',
  })

const subject = z.object({
  kind: z.enum(['mandate', 'policy']),
  title: z.string(),
  slugs: z.array(z.string()).readonly(),
  number: z.int().optional().openapi({ description: 'Of a mandate.' }),
  publisher: z.string().optional(),
  reference: z.string().optional(),
})

export const reportRunSchema = z
  .object({
    id: z.int(),
    report: z.int(),
    state: z.enum(reportRunStates),
    trigger: z.enum(['schedule', 'person']),
    queued: time,
    started: time.optional(),
    ended: time.optional(),
    reason: z.string().optional().openapi({ description: 'Why it failed.' }),
    title: z.string().openapi({ description: 'Title of the report at the time.' }),
    cloud: cloudSchema,
    subject,
    connectors: z
      .array(
        z.object({
          id: z.string(),
          name: z.string(),
          account: z.string().optional(),
          scanned: time.optional().openapi({ description: 'End of its last scan before: how old the data were.' }),
        }),
      )
      .readonly(),
    posture: postureSchema.openapi({ description: 'Evaluations, each control counted once.' }),
    percent: percentSchema,
    previous: z.int().optional().openapi({ description: 'The run that it was compared with.' }),
    change: changeSchema.optional(),
  })
  .openapi('ReportRun')

export const reportSchema = z
  .object({
    id: z.int(),
    title: z.string(),
    description: z.string().optional(),
    cloud: cloudSchema,
    subject,
    connectors: z
      .array(z.object({ id: z.string(), name: z.string().optional() }))
      .readonly()
      .optional()
      .openapi({ description: 'All of the cloud where absent. One without a name was deleted.' }),
    schedule: reportSchedule.optional(),
    nextRun: time.optional(),
    created: time,
    updated: time,
    state: z.enum(reportStates).openapi({
      description: '`stale`: it cannot run any more as it is configured, and shows what it found last.',
    }),
    stale: z.object({ since: time, reason: z.string() }).optional(),
    running: z.int().optional().openapi({ description: 'A run that is queued or under way.' }),
    lastRun: reportRunSchema.nullable().openapi({ description: 'The last one that succeeded.' }),
    problem: z
      .object({ since: time, reason: z.string() })
      .optional()
      .openapi({ description: 'Why the schedule could not run it.' }),
  })
  .openapi('Report')

const verdict = z.enum(reportVerdicts)

export const reportRunDetailSchema = reportRunSchema
  .extend({
    requirements: z
      .array(
        z.object({
          id: z.string(),
          title: z.string().optional(),
          controls: z.array(z.int()).readonly(),
          verdict,
          posture: postureSchema,
          percent: percentSchema,
          notEvaluated: count.openapi({ description: 'Controls for which there was nothing to evaluate.' }),
        }),
      )
      .readonly()
      .openapi({ description: 'Of a report on policies: the policies.' }),
    controls: z
      .array(
        z.object({
          cid: z.int(),
          title: z.string(),
          service: z.string(),
          criticality: criticalitySchema,
          evaluates: z.string(),
          rationale: z.string(),
          steps: z.array(z.string()).readonly(),
          verdict,
          posture: postureSchema,
          change: changeSchema.optional(),
        }),
      )
      .readonly(),
  })
  .openapi('ReportRunDetail')

export const reportedResourceSchema = resourceRefSchema
  .extend({
    outcome: z.enum(outcomes),
    evidence: z.array(evidenceSchema).readonly().openapi({ description: 'Of what did not pass.' }),
    exception: z.object({ kind: z.string(), reason: z.string(), owner: z.string(), ends: time.optional() }).optional(),
  })
  .openapi('ReportedResource')

const side = z.object({ id: z.int(), ended: time.optional(), posture: postureSchema, percent: percentSchema })
export const comparisonSchema = z
  .object({
    before: side,
    after: side,
    change: changeSchema,
    controls: z
      .array(
        z.object({
          cid: z.int(),
          title: z.string(),
          before: postureSchema.optional(),
          after: postureSchema.optional(),
          change: changeSchema,
        }),
      )
      .readonly(),
  })
  .openapi('ReportComparison')
