import type { ReportDraft, ReportPatch, ReportSchedule } from '../../../shared/report.ts'
import type { Cloud } from '../../../shared/resource.ts'
import { text } from '../text/reports.ts'
import type { Report } from './data.ts'

/** What is filled in for a report, be it whole or not. */
export type Form = {
  readonly kind: 'mandate' | 'policies'
  readonly cloud: Cloud
  readonly mandate: string
  readonly policies: readonly string[]
  readonly scope: 'all' | 'some'
  readonly connectors: readonly string[]
  /** Undefined until somebody types one: then it follows what the report is about. */
  readonly title: string | undefined
  readonly description: string
  readonly every: ReportSchedule['every'] | 'never'
  readonly weekday: number
  readonly day: string
  readonly at: string
  readonly timeZone: string
}

const words = text.form

/** A report to be, on all that a cloud has. */
export const emptyForm = (cloud: Cloud, mandate = ''): Form => ({
  ...{ kind: 'mandate', cloud, mandate, policies: [], scope: 'all', connectors: [], title: undefined, description: '' },
  ...{ every: 'never', weekday: 1, day: '1', at: '06:00', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone },
})

/** A report as it is configured, to be changed. */
export function formOf({ title, description = '', cloud, subject, connectors, schedule }: Report): Form {
  const isMandate = subject.kind === 'mandate'
  return {
    ...emptyForm(cloud, isMandate ? subject.slugs[0] : ''),
    ...{ kind: isMandate ? 'mandate' : 'policies', policies: isMandate ? [] : subject.slugs },
    ...{ scope: connectors ? 'some' : 'all', connectors: connectors?.map(({ id }) => id) ?? [], title, description },
    ...(schedule && { every: schedule.every, at: schedule.at, timeZone: schedule.timeZone }),
    ...(schedule?.every === 'week' && { weekday: schedule.weekday }),
    ...(schedule?.every === 'month' && { day: String(schedule.day) }),
  }
}

export type FormProblems = { readonly [Name in keyof typeof words.needs]?: string }

/** What is missing in a form, or wrong, field by field. `title` as it is shown. */
export function problemsOf(form: Form, title: string): FormProblems {
  const needs = words.needs
  const day = Number(form.day)
  return {
    ...(title.trim() === '' && { name: needs.name }),
    ...(form.kind === 'mandate' && form.mandate === '' && { mandate: needs.mandate }),
    ...(form.kind === 'policies' && form.policies.length === 0 && { policies: needs.policies }),
    ...(form.scope === 'some' && form.connectors.length === 0 && { connectors: needs.connectors }),
    ...(form.every !== 'never' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(form.at) && { at: needs.at }),
    ...(form.every === 'month' && !(Number.isInteger(day) && day >= 1 && day <= 31) && { day: needs.day }),
  }
}

function scheduleOf({ every, weekday, day, at, timeZone }: Form): ReportSchedule | undefined {
  if (every === 'never') return undefined
  if (every === 'week') return { every, weekday, at, timeZone }
  return every === 'month' ? { every, day: Number(day), at, timeZone } : { every, at, timeZone }
}

const subjectOf = ({ kind, mandate, policies }: Form) =>
  kind === 'mandate' ? { mandate } : { policies: [...policies] }

/** What is sent for a new report. */
export function draftOf(form: Form, title: string): ReportDraft {
  const schedule = scheduleOf(form)
  const description = form.description.trim()
  return {
    ...{ title: title.trim(), cloud: form.cloud, ...subjectOf(form) },
    ...(description && { description }),
    ...(form.scope === 'some' && { connectors: [...form.connectors] }),
    ...(schedule && { schedule }),
  }
}

/** What is sent for a report that is changed; what is empty is taken away. */
export const patchOf = (form: Form, title: string): ReportPatch => ({
  ...{ title: title.trim(), ...subjectOf(form), description: form.description.trim() || null },
  ...{ connectors: form.scope === 'some' ? [...form.connectors] : null, schedule: scheduleOf(form) ?? null },
})

/** The report that is about the same for the same connectors; there may be but one. */
export function sameAs(reports: readonly Report[], form: Form, own?: number): Report | undefined {
  const wanted = keyOf(
    form.cloud,
    form.kind === 'mandate' ? [form.mandate] : form.policies,
    form.scope === 'some' ? form.connectors : undefined,
  )
  return reports.find(({ id, cloud, subject, connectors }) => {
    const isOfKind = (subject.kind === 'mandate') === (form.kind === 'mandate')
    return (
      id !== own &&
      isOfKind &&
      keyOf(
        cloud,
        subject.slugs,
        connectors?.map((one) => one.id),
      ) === wanted
    )
  })
}

const keyOf = (cloud: Cloud, slugs: readonly string[], connectors: readonly string[] | undefined) =>
  JSON.stringify([cloud, [...new Set(slugs)].sort(), connectors && [...new Set(connectors)].sort()])
