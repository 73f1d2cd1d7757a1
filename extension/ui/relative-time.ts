const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

// Making one takes milliseconds, and lists show many moments.
let relative: Intl.RelativeTimeFormat | undefined
let absolute: Intl.DateTimeFormat | undefined

/** "3 minutes ago"; "just now" within the first minute, and for a clock that runs ahead. */
export function relativeTime(iso: string, now: Date): string {
  const seconds = (now.getTime() - Date.parse(iso)) / 1000
  const [unit, length] = units.find(([, size]) => seconds >= size) ?? []
  if (!unit || !length) return 'just now'
  relative ??= new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
  return relative.format(-Math.floor(seconds / length), unit)
}

/** The moment itself, in the reader's own zone and manner. */
export function absoluteTime(iso: string): string {
  absolute ??= new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
  return absolute.format(new Date(iso))
}
