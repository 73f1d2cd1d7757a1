import type { ReportSchedule } from '../../shared/report.ts'

const day = 86_400_000

/**
 * The first time after `after` that a schedule names, to the minute. Clocks that are put forward leave times out: such a
 * time is later by what they were put forward; of a time that comes twice, the first one is meant.
 */
export function nextTime(schedule: ReportSchedule, after: Date): Date {
  const [hour = 0, minute = 0] = schedule.at.split(':').map(Number)
  const local = after.getTime() + offsetAt(after.getTime(), schedule.timeZone)
  const today = local - (((local % day) + day) % day)
  // The day before, too: the offset of the zone may have changed since midnight. A month and a day hold every kind.
  for (let date = today - day; ; date += day) {
    if (!isOn(schedule, new Date(date))) continue
    const time = instantOf(date + (hour * 60 + minute) * 60_000, schedule.timeZone)
    if (time > after.getTime()) return new Date(time)
  }
}

/** Whether a schedule names a day; local time is kept in the fields of UTC here. */
function isOn(schedule: ReportSchedule, date: Date): boolean {
  if (schedule.every === 'week') return (date.getUTCDay() || 7) === schedule.weekday
  if (schedule.every === 'day') return true
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  return date.getUTCDate() === Math.min(schedule.day, last)
}

/** When a zone's clocks show a local time. */
function instantOf(local: number, timeZone: string): number {
  const [earlier, later] = [local - day, local + day].map((time) => local - offsetAt(time, timeZone)) as [
    number,
    number,
  ]
  const shown = [earlier, later].filter((time) => time + offsetAt(time, timeZone) === local)
  // Nothing is shown in a gap: the offset from before it leads behind it.
  return shown.length > 0 ? Math.min(...shown) : Math.max(earlier, later)
}

/** By how much the clocks of a zone are ahead of UTC, in milliseconds. */
function offsetAt(time: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    ...{ timeZone, calendar: 'iso8601', numberingSystem: 'latn', hourCycle: 'h23' },
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  }).formatToParts(time)
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
  return local - Math.floor(time / 1000) * 1000
}
