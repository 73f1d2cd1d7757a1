import { absoluteTime } from '../../ui/relative-time.ts'

/** A value of the configuration on one line; `undefined` where it is empty, which people see as "-". */
export function valueText(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  if (!Array.isArray(value)) return JSON.stringify(value)
  if (value.length === 0) return undefined
  return value.map((one) => (typeof one === 'object' ? JSON.stringify(one) : String(one))).join(', ')
}

const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** The same for people: a moment as they write it. */
export function shownValue(value: unknown): string | undefined {
  const shown = valueText(value)
  return shown && isTime.test(shown) ? absoluteTime(shown) : shown
}
