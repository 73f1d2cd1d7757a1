import { asBoolean, asList, asNumber, type Frame, spend, type Term } from './frame.ts'
import { noAnswer, TooManySteps } from './no-answer.ts'
import { double, int, text } from './shape.ts'

type Run = Term['run']

/** `&&` (`decisive` false) and `||` (true): one side that decides is enough, even where the other has no answer. */
export function logical(decisive: boolean, left: Term, right: Term): Run {
  return (frame) => {
    let value: boolean
    try {
      value = asBoolean(left.run(frame), left)
    } catch (error) {
      if (error instanceof TooManySteps || asBoolean(right.run(frame), right) !== decisive) throw error
      return decisive
    }
    return value === decisive ? decisive : asBoolean(right.run(frame), right)
  }
}

export const equality = (isEqual: boolean, left: Term, right: Term): Run =>
  typeof left.literal === 'string' || typeof right.literal === 'string'
    ? (frame) => (left.run(frame) === right.run(frame)) === isEqual
    : (frame) => equals(left.run(frame), right.run(frame), frame) === isEqual

const orders = {
  '<': (order: number) => order < 0,
  '<=': (order: number) => order <= 0,
  '>': (order: number) => order > 0,
  '>=': (order: number) => order >= 0,
} as const

export function ordering(operator: keyof typeof orders, left: Term, right: Term): Run {
  const holds = orders[operator]
  return (frame) => holds(compare(left.run(frame), right.run(frame), left, right))
}

function compare(a: unknown, b: unknown, left: Term, right: Term): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime()
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : Number(a > b)
  if (a === null) throw noAnswer(left.text, 'has no value')
  if (b === null) throw noAnswer(right.text, 'has no value')
  throw noAnswer(left.text, `cannot be compared with ${right.text}`)
}

/** Whether a list has the value, or a map the key. */
export function membership(item: Term, container: Term): Run {
  return (frame) => {
    const value = item.run(frame)
    const all = container.run(frame)
    if (container.shape.kind === 'map' && typeof all === 'object' && all) return Object.hasOwn(all, value as string)
    const list = asList(all, container)
    spend(frame, list.length)
    return list.some((element) => equals(element, value, frame))
  }
}

/** `+`, `-` and `*`; `+` joins texts too. */
export function arithmetic(operator: '+' | '-' | '*', left: Term, right: Term): Omit<Term, 'text'> {
  if (operator === '+' && left.shape.kind === 'string') return { shape: text, run: concatenation(left, right) }
  const shape = left.shape.kind === 'int' && right.shape.kind === 'int' ? int : double
  const run: Run = (frame) => {
    const a = asNumber(left.run(frame), left)
    const b = asNumber(right.run(frame), right)
    if (operator === '+') return a + b
    return operator === '-' ? a - b : a * b
  }
  return { shape, run }
}

function concatenation(left: Term, right: Term): Run {
  return (frame) => {
    const [a, b] = [left.run(frame), right.run(frame)]
    if (typeof a !== 'string') throw noAnswer(left.text, 'has no value')
    if (typeof b !== 'string') throw noAnswer(right.text, 'has no value')
    spend(frame, (a.length + b.length) >> 8)
    return a + b
  }
}

/** Equality of JSON values and times; an absent value equals an absent value alone. */
function equals(a: unknown, b: unknown, frame: Frame): boolean {
  if (a === b) return true
  if (a instanceof Date) return b instanceof Date && a.getTime() === b.getTime()
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
  spend(frame, a.length)
  return a.every((element, index) => equals(element, b[index], frame))
}
