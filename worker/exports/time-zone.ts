/** A time zone of the IANA database, for times that are ISO 8601 in UTC. */
export type TimeZone = {
  readonly name: string
  /** The time with the zone's offset: `2026-07-01T02:00:00.000+02:00`. */
  readonly write: (time: string) => string
  /** A date whose UTC fields are what a clock in the zone shows; Excel's dates have no zone. */
  readonly wallClock: (time: string) => Date
}

const minute = 60_000
/** Offsets change at quarters of an hour, so one is asked for once in each. */
const quarter = 15 * minute
/** Quarters that are remembered: about two years. */
const remembered = 70_000

/** Throws `RangeError` for a name that nobody knows. */
export function openTimeZone(name: string): TimeZone {
  const offsetAt = offsets(name)
  const wallClock = (time: string) => {
    const at = Date.parse(time)
    return new Date(at + offsetAt(at) * minute)
  }
  const write = (time: string) => {
    const at = Date.parse(time)
    if (Number.isNaN(at)) return time
    return `${wallClock(time).toISOString().slice(0, -1)}${writeOffset(offsetAt(at))}`
  }
  return { name, write: name === 'UTC' ? (time) => time : write, wallClock }
}

/** Minutes that the zone is ahead of UTC at a time. */
function offsets(name: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en', { timeZone: name, timeZoneName: 'longOffset' })
  const known = new Map<number, number>()
  return (at) => {
    const key = Math.floor(at / quarter)
    const offset = known.get(key) ?? readOffset(format, at)
    if (known.size > remembered) known.clear()
    known.set(key, offset)
    return offset
  }
}

/** `GMT+05:30`, or `GMT` alone. */
function readOffset(format: Intl.DateTimeFormat, at: number): number {
  if (Number.isNaN(at)) return 0
  const text = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)/.exec(text) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

function writeOffset(offset: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const size = Math.abs(offset)
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}
