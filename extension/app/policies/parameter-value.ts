import { text } from '../text/policies.ts'

/** The value of a control's parameter: a number, yes or no, a text, or a list of numbers or texts. */
export type ParameterValue = number | boolean | string | readonly (number | string)[]

/** A value for people: lists with commas. */
export function parameterText(value: ParameterValue): string {
  if (typeof value === 'boolean') return value ? text.true : text.false
  if (typeof value === 'object') return value.join(', ') || text.emptyList
  return String(value)
}

/** A value as it is typed in: one item of a list per line. */
export const toInput = (value: ParameterValue): string => (typeof value === 'object' ? value.join('\n') : String(value))

/** What was typed in as a value of the type that the standard value has; what is wrong with it as a sentence. */
export function fromInput(input: string, standard: ParameterValue): { value: ParameterValue } | { problem: string } {
  if (typeof standard === 'boolean') return { value: input === 'true' }
  if (typeof standard === 'string') return { value: input.trim() }
  if (typeof standard === 'number') return number(input, Number.isInteger(standard))
  const items = input.split('\n').flatMap((line) => line.trim() || [])
  if (typeof standard[0] !== 'number') return { value: items }
  const isWhole = standard.every((one) => Number.isInteger(one))
  const numbers = items.map((item) => number(item, isWhole))
  const wrong = numbers.find((one) => 'problem' in one)
  return wrong ?? { value: numbers.flatMap((one) => ('value' in one ? [one.value] : [])) }
}

function number(input: string, isWhole: boolean): { value: number } | { problem: string } {
  const value = input.trim() === '' ? Number.NaN : Number(input)
  if (!Number.isFinite(value)) return { problem: text.copy.number }
  if (isWhole && !(Number.isInteger(value) && value >= 0)) return { problem: text.copy.wholeNumber }
  return { value }
}
