/** Dates of evaluations and resources: `2018-07-16T05:42:16+0000`, without milliseconds. */
export function offsetDate(time: string): string
export function offsetDate(time: string | undefined): string | null
export function offsetDate(time: string | undefined): string | null {
  return time === undefined ? null : `${new Date(time).toISOString().slice(0, 19)}+0000`
}

/** Dates of reports: `2024-12-03T00:12:53Z`. */
export const zuluDate = (time: string | undefined): string | null =>
  time === undefined ? null : `${new Date(time).toISOString().slice(0, 19)}Z`

/**
 * Dates of connectors, as `java.util.Date.toString()` writes them: `Tue Sep 03 10:12:13 UTC 2024`.
 * https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/Date.html#toString()
 */
export function javaDate(time: string | undefined): string | null {
  if (time === undefined) return null
  const [weekday, day, month, year, clock] = new Date(time).toUTCString().replace(',', '').split(' ')
  return `${weekday} ${month} ${day} ${clock} UTC ${year}`
}
