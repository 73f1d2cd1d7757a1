import type { ReportSchedule } from '../../../shared/report.ts'
import { text } from '../text/reports.ts'

/** "Every week on Monday at 06:00 (Europe/Zurich)". */
export function scheduleText(schedule: ReportSchedule | undefined): string {
  if (!schedule) return text.notScheduled
  const { every, at, timeZone } = schedule
  if (every === 'week') return text.schedules.week(text.weekdays[schedule.weekday - 1] ?? '', at, timeZone)
  return every === 'month' ? text.schedules.month(schedule.day, at, timeZone) : text.schedules.day(at, timeZone)
}
