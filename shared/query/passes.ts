import type { Bound, Test, Value } from './query.ts'
import { fold } from './token.ts'

/** Whether a value passes a test. `null` is about there being no value: it is answered before one is looked at. */
export function passes(test: Test, value: Value): boolean {
  if (test.is === 'null') return false
  if (test.is === 'equal') return isSame(test.value, value)
  if (test.is === 'range') return isWithin(value, test.from, 1) && isWithin(value, test.to, -1)
  if (typeof value !== 'string') return false
  const [whole, part] = [fold(value), fold(test.text)]
  if (test.is === 'prefix') return whole.startsWith(part)
  return test.is === 'suffix' ? whole.endsWith(part) : whole.includes(part)
}

function isSame(asked: Value, value: Value): boolean {
  if (typeof value === 'number') return toNumber(asked) === value
  return fold(String(asked)) === fold(String(value))
}

/** What is asked for, as a number, where it is one that both JavaScript and SQLite hold exactly. */
export function toNumber(asked: Value): number | undefined {
  if (typeof asked === 'boolean') return undefined
  if (typeof asked === 'string' && !/^-?\d{1,15}(\.\d{1,15})?$/.test(asked)) return undefined
  const number = Number(asked)
  return Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : undefined
}

/** Numbers are held against numbers, times (text) against text; nothing else is within a range. */
function isWithin(value: Value, bound: Bound | undefined, direction: 1 | -1): boolean {
  if (!bound) return typeof value !== 'boolean'
  if (typeof value !== typeof bound.value) return false
  if (value === bound.value) return bound.isInclusive
  return value > bound.value === (direction === 1)
}
