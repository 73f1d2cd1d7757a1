import { expect, test } from 'vitest'
import type { ReportSchedule } from '../../../shared/report.ts'
import { nextTime } from '../../../worker/reports/next-time.ts'

const next = (schedule: ReportSchedule, after: string) => nextTime(schedule, new Date(after)).toISOString()
const zurich = { timeZone: 'Europe/Zurich' } as const

test.each([
  ['later today', '2026-01-01T04:59:59Z', '2026-01-01T05:00:00.000Z'],
  ['not now, but tomorrow', '2026-01-01T05:00:00Z', '2026-01-02T05:00:00.000Z'],
  ['an hour earlier in summer', '2026-07-01T12:00:00Z', '2026-07-02T04:00:00.000Z'],
])('a daily report at 6 in Zurich runs %s', (_, after, expected) => {
  expect(next({ every: 'day', at: '06:00', ...zurich }, after)).toBe(expected)
})

test.each([
  ['UTC', '00:00', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00.000Z'],
  ['Pacific/Kiritimati', '09:00', '2026-01-01T18:59:00Z', '2026-01-01T19:00:00.000Z'],
  ['America/Los_Angeles', '23:30', '2026-01-01T07:00:00Z', '2026-01-01T07:30:00.000Z'],
  ['Asia/Kolkata', '00:15', '2026-01-01T18:44:00Z', '2026-01-01T18:45:00.000Z'],
])('days are those of the zone: %s at %s', (timeZone, at, after, expected) => {
  expect(next({ every: 'day', at, timeZone }, after)).toBe(expected)
})

test('a weekly report runs on its weekday, Sunday as the seventh', () => {
  const week = (weekday: number) => ({ every: 'week', weekday, at: '08:00', timeZone: 'UTC' }) as const
  // 1 January 2026 is a Thursday.
  expect(next(week(4), '2026-01-01T07:00:00Z')).toBe('2026-01-01T08:00:00.000Z')
  expect(next(week(4), '2026-01-01T08:00:00Z')).toBe('2026-01-08T08:00:00.000Z')
  expect(next(week(7), '2026-01-01T08:00:00Z')).toBe('2026-01-04T08:00:00.000Z')
  expect(next(week(1), '2026-01-01T08:00:00Z')).toBe('2026-01-05T08:00:00.000Z')
})

test('a monthly report on the 31st runs on the last day of shorter months', () => {
  const month = { every: 'month', day: 31, at: '00:00', timeZone: 'UTC' } as const
  expect(next(month, '2026-01-31T00:00:00Z')).toBe('2026-02-28T00:00:00.000Z')
  expect(next(month, '2028-02-01T00:00:00Z')).toBe('2028-02-29T00:00:00.000Z')
  expect(next(month, '2026-04-30T12:00:00Z')).toBe('2026-05-31T00:00:00.000Z')
})

test('a time that clocks leave out in spring is later by an hour, and one that comes twice in autumn is meant once', () => {
  const daily = { every: 'day', at: '02:30', ...zurich } as const
  expect(next(daily, '2026-03-28T12:00:00Z')).toBe('2026-03-29T01:30:00.000Z')
  expect(next(daily, '2026-03-29T01:30:00Z')).toBe('2026-03-30T00:30:00.000Z')
  expect(next(daily, '2026-10-24T12:00:00Z')).toBe('2026-10-25T00:30:00.000Z')
  expect(next(daily, '2026-10-25T00:30:00Z')).toBe('2026-10-26T01:30:00.000Z')
})

test('each time leads to a later one that the clocks of the zone show', () => {
  for (const timeZone of ['Australia/Lord_Howe', 'America/St_Johns', 'Africa/Casablanca', 'Asia/Tokyo']) {
    let time = new Date('2026-01-01T00:00:00Z')
    for (let day = 0; day < 400; day++) {
      const following = nextTime({ every: 'day', at: '12:10', timeZone }, time)
      expect(following.getTime() - time.getTime()).toBeGreaterThan(0)
      expect(following.toLocaleTimeString('en-GB', { timeZone })).toBe('12:10:00')
      time = following
    }
  }
})
