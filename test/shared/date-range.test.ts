import { describe, expect, test } from 'vitest'
import { isTimeZone, toDateRange } from '../../shared/date-range.ts'

const utc = { timeZone: 'UTC', now: new Date('2026-03-15T10:00:00.000Z') }
const hours = (range: ReturnType<typeof toDateRange>) =>
  (Date.parse(range?.to ?? '') - Date.parse(range?.from ?? '')) / 3_600_000

test.each([
  ['today', '2026-03-15', '2026-03-16'],
  ['yesterday', '2026-03-14', '2026-03-15'],
  ['last7days', '2026-03-09', '2026-03-16'],
  ['last30days', '2026-02-14', '2026-03-16'],
  ['last90days', '2025-12-16', '2026-03-16'],
  ['thisMonth', '2026-03-01', '2026-04-01'],
  ['lastMonth', '2026-02-01', '2026-03-01'],
  ['2026-01-05..2026-01-07', '2026-01-05', '2026-01-08'],
])('F109 %s is from %s up to %s', (text, from, to) => {
  expect(toDateRange(text, utc)).toEqual({ from: `${from}T00:00:00.000Z`, to: `${to}T00:00:00.000Z` })
})

test('F109 the days of a range are those of the caller’s time zone', () => {
  const now = new Date('2026-03-15T02:00:00.000Z')
  expect(toDateRange('today', { timeZone: 'America/New_York', now })).toEqual({
    from: '2026-03-14T04:00:00.000Z',
    to: '2026-03-15T04:00:00.000Z',
  })
  expect(toDateRange('today', { timeZone: 'Asia/Kolkata', now })?.from).toBe('2026-03-14T18:30:00.000Z')
  expect(toDateRange('today', { timeZone: 'Pacific/Kiritimati', now })?.from).toBe('2026-03-14T10:00:00.000Z')
})

describe('F109 a day on which clocks change has as many hours as it has', () => {
  test.each([
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['America/New_York', '2026-03-08', 23],
    ['America/New_York', '2026-11-01', 25],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    // Midnight itself is skipped, or comes twice.
    ['America/Sao_Paulo', '2018-11-04', 23],
    ['America/Sao_Paulo', '2018-02-17', 25],
    ['America/Havana', '2026-03-08', 23],
    ['America/Havana', '2026-11-01', 25],
    ['Europe/Berlin', '2026-06-01', 24],
  ])('%s %s has %d', (timeZone, day, expected) => {
    expect(hours(toDateRange(`${day}..${day}`, { ...utc, timeZone }))).toBe(expected)
  })
})

test('days follow each other without a gap, in every kind of zone', () => {
  const zones = [
    'Europe/Berlin',
    'America/Sao_Paulo',
    'America/Havana',
    'Asia/Beirut',
    'Pacific/Apia',
    'Asia/Kathmandu',
  ]
  for (const timeZone of zones) {
    let before = toDateRange('2018-01-01..2018-01-01', { ...utc, timeZone })
    for (let day = 1; day < 366; day++) {
      const text = new Date(Date.UTC(2018, 0, 1 + day)).toISOString().slice(0, 10)
      const range = toDateRange(`${text}..${text}`, { ...utc, timeZone })
      expect(range?.from, `${timeZone} ${text}`).toBe(before?.to)
      before = range
    }
  }
})

test('months count on over the year’s end', () => {
  const january = { ...utc, now: new Date('2026-01-31T00:00:00.000Z') }
  expect(toDateRange('lastMonth', january)?.from).toBe('2025-12-01T00:00:00.000Z')
  const december = { ...utc, now: new Date('2026-12-31T00:00:00.000Z') }
  expect(toDateRange('thisMonth', december)?.to).toBe('2027-01-01T00:00:00.000Z')
})

test('one end of a range may be left out, and instants are taken as they are', () => {
  expect(toDateRange('2026-01-01..', utc)).toEqual({ from: '2026-01-01T00:00:00.000Z' })
  expect(toDateRange('..2026-01-01', utc)).toEqual({ to: '2026-01-02T00:00:00.000Z' })
  expect(toDateRange('2026-01-01T12:00+02:00..2026-01-01T12:30:00Z', utc)).toEqual({
    from: '2026-01-01T10:00:00.000Z',
    to: '2026-01-01T12:30:00.000Z',
  })
})

test.each([
  '',
  '..',
  'tomorrow',
  'Today',
  '2026-01-01',
  '2026-02-30..2026-03-01',
  '2026-01-02..2026-01-01',
  '2026-01-01..2026-01-02..2026-01-03',
  '2026-01-01T00:00..2026-01-02',
  '1969-01-01..1969-01-02',
  '2026-1-1..2026-1-2',
  'constructor',
  '__proto__',
])('%j is no range', (text) => {
  expect(toDateRange(text, utc)).toBeUndefined()
})

test('only names of the time zone database are time zones', () => {
  expect(['UTC', 'Europe/Berlin', 'Asia/Calcutta', 'europe/berlin'].filter((name) => !isTimeZone(name))).toEqual([])
  expect(['', '+02:00', 'Mars/Olympus', 'x'.repeat(1000), 'Europe/Berlin\0'].filter(isTimeZone)).toEqual([])
})
