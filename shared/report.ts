import { z } from 'zod'
import { isTimeZone } from './date-range.ts'
import type { Criticality, Evidence, Outcome } from './evaluation.ts'
import type { Change, Percent, ReportVerdict } from './report-figures.ts'
import { type Cloud, clouds, type ResourceRef } from './resource.ts'
import type { Posture } from './summary.ts'

export {
  type Change,
  changes,
  type Percent,
  percentOf,
  type ReportVerdict,
  reportVerdicts,
  verdictOf,
} from './report-figures.ts'

const at = {
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'Give a time from 00:00 to 23:59.' }),
  timeZone: z
    .string()
    .max(60)
    .refine(isTimeZone, { error: 'This is not a time zone of the IANA database, such as Europe/Zurich.' }),
}

/** When a report runs by itself: at a time of day in a time zone. */
export const reportSchedule = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('day'), ...at }),
  /** Weekdays as of ISO 8601: 1 is Monday, 7 is Sunday. */
  z.strictObject({ every: z.literal('week'), weekday: z.int().min(1).max(7), ...at }),
  /** In a month without that day, on its last one. */
  z.strictObject({ every: z.literal('month'), day: z.int().min(1).max(31), ...at }),
])
export type ReportSchedule = z.infer<typeof reportSchedule>

const title = z.string().trim().min(1).max(150)
const description = z.string().trim().max(1000)
const slug = z.string().min(1).max(200)
const policies = z.array(slug).min(1).max(50)
const connectors = z.array(z.string().min(1).max(100)).min(1).max(500)

/** A report to be: a mandate or policies of one cloud; all connectors of the cloud, later ones too, where none is named. */
export const reportDraft = z.strictObject({
  title,
  description: description.optional(),
  cloud: z.enum(clouds),
  mandate: slug.optional(),
  policies: policies.optional(),
  connectors: connectors.optional(),
  schedule: reportSchedule.optional(),
})
export type ReportDraft = z.infer<typeof reportDraft>

/** What may be changed: everything but the cloud. `null` takes away: no schedule, no description, all connectors. */
export const reportPatch = z.strictObject({
  title: title.optional(),
  description: description.nullable().optional(),
  mandate: slug.optional(),
  policies: policies.optional(),
  connectors: connectors.nullable().optional(),
  schedule: reportSchedule.nullable().optional(),
})
export type ReportPatch = z.infer<typeof reportPatch>

/** What a report is about. */
export type ReportSubject = {
  readonly kind: 'mandate' | 'policy'
  /** For a person: title and version of the mandate, or the titles of the policies. */
  readonly title: string
  /** One for a mandate, one or several for policies. */
  readonly slugs: readonly string[]
  /** Of a mandate. */
  readonly number?: number
  readonly publisher?: string
  readonly reference?: string
}

/** A connector that a run took into account. */
export type ReportScope = {
  readonly id: string
  readonly name: string
  readonly account?: string
  /** End of its last scan before the run: how old the data were. Absent where it never had one. */
  readonly scanned?: string
}

/** A requirement of a mandate, or a policy, with its controls. */
export type Requirement = { readonly id: string; readonly title?: string; readonly controls: readonly number[] }

export const reportRunStates = ['queued', 'running', 'succeeded', 'failed'] as const
export type ReportRunState = (typeof reportRunStates)[number]

/** A run of a report. Times are ISO 8601 in UTC. */
export type ReportRun = {
  readonly id: number
  readonly report: number
  readonly state: ReportRunState
  readonly trigger: 'schedule' | 'person'
  readonly queued: string
  readonly started?: string
  readonly ended?: string
  /** Why it failed. */
  readonly reason?: string
  /** Title of the report at the time. */
  readonly title: string
  readonly cloud: Cloud
  readonly subject: ReportSubject
  readonly connectors: readonly ReportScope[]
  /** Evaluations by outcome, each control counted once. */
  readonly posture: Posture
  /** Null where nothing was evaluated. */
  readonly percent: Percent | null
  /** The run that it was compared with, and how it differs; absent for the first one. */
  readonly previous?: number
  readonly change?: Change
}

/** A control as it was when a report ran, and what was found. */
export type ReportedControl = {
  readonly cid: number
  readonly title: string
  readonly service: string
  readonly criticality: Criticality
  readonly evaluates: string
  readonly rationale: string
  readonly steps: readonly string[]
  readonly verdict: ReportVerdict
  readonly posture: Posture
  readonly change?: Change
}

export type ReportedRequirement = Requirement & {
  readonly verdict: ReportVerdict
  readonly posture: Posture
  readonly percent: Percent | null
  /** Controls for which there was nothing to evaluate. */
  readonly notEvaluated: number
}

/** A run with its requirements, and the controls that they name. */
export type ReportRunDetail = ReportRun & {
  readonly requirements: readonly ReportedRequirement[]
  readonly controls: readonly ReportedControl[]
}

/** The exception that held for a resource when a report ran. */
export type ReportedException = {
  readonly kind: string
  readonly reason: string
  readonly owner: string
  readonly ends?: string
}

/** How a control ended for a resource when a report ran, with the names of the resource at the time. */
export type ReportedResource = ResourceRef & {
  readonly outcome: Outcome
  /** Of what did not pass. */
  readonly evidence: readonly Evidence[]
  readonly exception?: ReportedException
}

/**
 * `no results yet`: no run has succeeded, or none found anything evaluated. `stale`: it cannot run any more as it is
 * configured, and shows what it found last.
 */
export const reportStates = ['no results yet', 'ready', 'stale'] as const
export type ReportState = (typeof reportStates)[number]

/** A report as it is configured, with the figures of its last run. */
export type Report = {
  readonly id: number
  readonly title: string
  readonly description?: string
  readonly cloud: Cloud
  readonly subject: ReportSubject
  /** All of the cloud where absent. One without a name was deleted. */
  readonly connectors?: readonly { readonly id: string; readonly name?: string }[]
  readonly schedule?: ReportSchedule
  readonly nextRun?: string
  readonly created: string
  readonly updated: string
  readonly state: ReportState
  /** Since when it shows old figures, why, and what to do. */
  readonly stale?: { readonly since: string; readonly reason: string }
  /** A run that is queued or under way. */
  readonly running?: number
  /** Last run that succeeded. */
  readonly lastRun: ReportRun | null
  /** Why the schedule could not run it. */
  readonly problem?: { readonly since: string; readonly reason: string }
}
