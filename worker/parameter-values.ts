import type { ControlFile } from '../shared/control.ts'

export type ParameterValue = NonNullable<ControlFile['parameters']>[string]['default']

/** The largest number that any parameter can mean: days, ports, lengths. */
const largest = 1_000_000

/** What is wrong with a parameter's value; `undefined` where nothing is. */
export function wrongDefault(value: ParameterValue): string | undefined {
  const items = [value].flat()
  if (items.length > 200) return 'a list has at most 200 items'
  if (new Set(items.map((item) => typeof item)).size > 1) return 'a list is of numbers or of texts, not of both'
  for (const item of items) {
    if (typeof item === 'number' && !(item >= 0 && item <= largest)) return `a number lies between 0 and ${largest}`
    if (typeof item === 'string' && item.length > 200) return 'a text has at most 200 characters'
  }
  return undefined
}

/** What is wrong with a value in place of a parameter's default: its type is that of the default. */
export function wrongValue(value: ParameterValue, standard: ParameterValue): string | undefined {
  if (Array.isArray(value) !== Array.isArray(standard)) return `must be ${nameOf(standard)}`
  const [own, other] = [[value].flat()[0], [standard].flat()[0]]
  if (typeof own !== typeof other && own !== undefined && other !== undefined) return `must be ${nameOf(standard)}`
  const isWhole = [standard].flat().every((item) => typeof item !== 'number' || Number.isSafeInteger(item))
  if (isWhole && [value].flat().some((item) => typeof item === 'number' && !Number.isSafeInteger(item)))
    return 'must be a whole number'
  return wrongDefault(value)
}

function nameOf(value: ParameterValue): string {
  if (Array.isArray(value)) return `a list of ${typeof value[0] === 'number' ? 'numbers' : 'texts'}`
  if (typeof value === 'boolean') return 'true or false'
  return typeof value === 'number' ? 'a number' : 'a text'
}
