import type { NotificationEvent, NotificationRule, Section } from '../../shared/notification.ts'
import type { Database } from '../store/database.ts'
import { type Marks, setMark } from '../store/notifications/marks.ts'
import { endedExceptions, endedReportRuns, type Note } from '../store/notifications/other-changes.ts'
import { addItem } from '../store/notifications/outbox.ts'

type Looking = {
  readonly db: Database
  readonly rules: readonly NotificationRule[]
  readonly dueOf: (rule: NotificationRule) => Date
}

/** Looks at exceptions and report runs that have ended, and leaves items of them. */
export async function lookAtOthers(looking: Looking, marks: Marks): Promise<void> {
  const exceptions = await endedExceptions(looking.db, marks.exceptions)
  await leave(looking, { event: 'exception ended', notes: exceptions, mark: 'exceptions' })
  const reports = await endedReportRuns(looking.db, marks.reports)
  await leave(looking, { event: 'report run', notes: reports, mark: 'reports' })
}

type Found = {
  readonly event: NotificationEvent
  readonly notes: readonly Note[]
  readonly mark: Parameters<typeof setMark>[0]
}

async function leave({ db, rules, dueOf }: Looking, { event, notes, mark }: Found): Promise<void> {
  const last = notes.at(-1)
  if (!last) return
  const section: Section = { event, total: notes.length, notes: notes.map(({ text }) => text) }
  const own = rules.filter(({ events }) => events.includes(event))
  await db.write([setMark(mark, last.place), ...own.map((rule) => addItem(rule.id, dueOf(rule), section))])
}
