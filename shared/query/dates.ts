/** A moment or a span of time: first and last millisecond, ISO 8601 in UTC. */
export type Span = { readonly from: string; readonly to: string }

const units: Readonly<Record<string, (at: Date, count: number) => void>> = {
  s: (at, count) => at.setUTCSeconds(at.getUTCSeconds() + count),
  h: (at, count) => at.setUTCHours(at.getUTCHours() + count),
  d: (at, count) => at.setUTCDate(at.getUTCDate() + count),
  w: (at, count) => at.setUTCDate(at.getUTCDate() + 7 * count),
  m: (at, count) => addMonths(at, count),
  y: (at, count) => addMonths(at, 12 * count),
}

/** The same day of another month; its last day where it has no such day. */
function addMonths(at: Date, count: number): void {
  const day = at.getUTCDate()
  at.setUTCMonth(at.getUTCMonth() + count, 1)
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()
  at.setUTCDate(Math.min(day, last))
}

/**
 * Reads `now`, `now-8h` (s, h, d, w, m for months, y), `2024`, `2024-01`, `2024-01-31`, or a time of ISO 8601 (UTC where it
 * names no zone) as the span that it stands for. Nothing where it is no date, or one beyond the years 0 to 9999.
 */
export function toSpan(text: string, now: Date): Span | undefined {
  return relative(text, now) ?? day(text) ?? time(text)
}

function relative(text: string, now: Date): Span | undefined {
  const found = /^now(?:\s*([+-])\s*(\d{1,6})\s*([shdwmy]))?$/i.exec(text)
  if (!found) return undefined
  const [, sign, count = '0', unit = 's'] = found
  const at = new Date(now)
  units[unit.toLowerCase()]?.(at, sign === '-' ? -Number(count) : Number(count))
  return span(at, at)
}

function day(text: string): Span | undefined {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text)
  if (!found) return undefined
  const [year, month, date] = found.slice(1).map((part) => (part === undefined ? undefined : Number(part)))
  const from = at(year ?? 0, (month ?? 1) - 1, date ?? 1)
  if (from.getUTCMonth() !== (month ?? 1) - 1 || from.getUTCDate() !== (date ?? 1)) return undefined
  const next = at(
    (year ?? 0) + (month === undefined ? 1 : 0),
    (month ?? 1) - 1 + (month !== undefined && date === undefined ? 1 : 0),
    (date ?? 1) + (date === undefined ? 0 : 1),
  )
  return span(from, new Date(next.getTime() - 1))
}

/** `Date.UTC` takes years below 100 for those of the last century. */
function at(year: number, month: number, date: number): Date {
  const found = new Date(0)
  found.setUTCFullYear(year, month, date)
  return found
}

function time(text: string): Span | undefined {
  const found = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(\.\d{1,9})?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(text)
  if (!found) return undefined
  const [, date, minute, second = ':00', fraction = '', zone = 'Z'] = found
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase()
  const from = new Date(`${date}T${minute}${second}${fraction.slice(0, 4)}${offset}`)
  if (Number.isNaN(from.getTime()) || !day(date ?? '')) return undefined
  const length = found[4] ? 1 : found[3] ? 1000 : 60_000
  return span(from, new Date(from.getTime() + length - 1))
}

function span(from: Date, to: Date): Span | undefined {
  if (!isWritten(from) || !isWritten(to)) return undefined
  return { from: from.toISOString(), to: to.toISOString() }
}

/** Years of four digits sort as text. */
const isWritten = (at: Date) => !Number.isNaN(at.getTime()) && at.getUTCFullYear() >= 0 && at.getUTCFullYear() <= 9999
