/** The named ranges of dates; days are those of a time zone, and those that end now hold today. */
export const namedRanges = [
  'today',
  'yesterday',
  'last7days',
  'last30days',
  'last90days',
  'thisMonth',
  'lastMonth',
] as const
type NamedRange = (typeof namedRanges)[number]

/** From an instant up to another, which is not part of it; ISO 8601 in UTC. Open where one is absent. */
export type DateRange = { readonly from?: string; readonly to?: string }

type Day = { readonly year: number; readonly month: number; readonly day: number }

/**
 * The instants that a range means: one of `namedRanges`, or `FROM..TO` of days (both wholly part of it) or of instants
 * with an offset, where one end may be left out. `undefined` where it is none of these. `timeZone` must be one.
 */
export function toDateRange(
  text: string,
  { timeZone, now }: { readonly timeZone: string; readonly now: Date },
): DateRange | undefined {
  if ((namedRanges as readonly string[]).includes(text)) {
    const [first, end] = namedDays(text as NamedRange, dayOf(now, timeZone))
    return { from: startOfDay(first, timeZone), to: startOfDay(end, timeZone) }
  }
  const [left, right, ...rest] = text.split('..')
  if (left === undefined || right === undefined || rest.length > 0 || (!left && !right)) return undefined
  const from = left ? instantOf(left, timeZone, 0) : undefined
  const to = right ? instantOf(right, timeZone, 1) : undefined
  if ((left && !from) || (right && !to) || (from && to && from >= to)) return undefined
  return { ...(from ? { from } : {}), ...(to ? { to } : {}) }
}

/** Whether a name is one of the IANA time zone database. Offsets such as `+02:00` are none: their days never change length. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name) || name.length > 64) return false
  try {
    formatter(name)
    return true
  } catch {
    return false
  }
}

/** The day of an instant, as YYYY-MM-DD. */
export function dayText(instant: Date, timeZone: string): string {
  const { year, month, day } = dayOf(instant, timeZone)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function namedDays(name: NamedRange, today: Day): readonly [first: Day, end: Day] {
  const { year, month } = today
  const days: Readonly<Record<NamedRange, readonly [Day, Day]>> = {
    today: [today, plus(today, 1)],
    yesterday: [plus(today, -1), today],
    last7days: [plus(today, -6), plus(today, 1)],
    last30days: [plus(today, -29), plus(today, 1)],
    last90days: [plus(today, -89), plus(today, 1)],
    thisMonth: [
      { year, month, day: 1 },
      { year, month: month + 1, day: 1 },
    ],
    lastMonth: [
      { year, month: month - 1, day: 1 },
      { year, month, day: 1 },
    ],
  }
  return days[name]
}

const plus = ({ year, month, day }: Day, days: number): Day => ({ year, month, day: day + days })

const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/

/** A day's start or, `later` days on, the start of another; an instant as it is. */
function instantOf(text: string, timeZone: string, later: 0 | 1): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)?.map(Number) ?? []
  if (year !== undefined && month !== undefined && day !== undefined) {
    const isReal = year >= 1970 && new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10) === text
    return isReal ? startOfDay({ year, month, day: day + later }, timeZone) : undefined
  }
  const time = instantPattern.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) || time < 0 ? undefined : new Date(time).toISOString()
}

const dayLength = 86_400_000

/**
 * The first instant of a day. Where clocks skip midnight it is the moment of the change; where midnight comes twice, the
 * first one. Days and months beyond their ends count on.
 */
function startOfDay({ year, month, day }: Day, timeZone: string): string {
  const midnight = Date.UTC(year, month - 1, day)
  const wanted = dayText(new Date(midnight), 'UTC')
  const candidates = [midnight - dayLength, midnight + dayLength]
    .map((near) => midnight - offsetAt(near, timeZone))
    .filter((time) => dayText(new Date(time), timeZone) === wanted)
  return new Date(Math.min(...(candidates.length > 0 ? candidates : [midnight]))).toISOString()
}

/** Milliseconds that local clocks are ahead of UTC. */
function offsetAt(time: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = partsOf(time, timeZone)
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(time / 1000) * 1000
}

function dayOf(instant: Date, timeZone: string): Day {
  const { year, month, day } = partsOf(instant.getTime(), timeZone)
  return { year, month, day }
}

type Parts = Day & { readonly hour: number; readonly minute: number; readonly second: number }

const partsOf = (time: number, timeZone: string): Parts =>
  Object.fromEntries(
    formatter(timeZone)
      .formatToParts(time)
      .filter(({ type }) => type !== 'literal')
      .map(({ type, value }) => [type, Number(value)]),
  ) as Parts

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Formatters are slow to make; there are about 600 time zones. Throws a RangeError for what is none. */
function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const numeric = 'numeric'
  const made = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, calendar: 'iso8601', numberingSystem: 'latn', hourCycle: 'h23' },
    ...{ year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric },
  } as const)
  if (formatters.size < 1000) formatters.set(timeZone, made)
  return made
}
