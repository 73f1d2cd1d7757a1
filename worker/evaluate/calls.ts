import type { Node } from './environment.ts'
import { type Frame, spend, type Term } from './frame.ts'
import { functions } from './functions.ts'
import { loops } from './loops.ts'
import { noAnswer, TooManySteps } from './no-answer.ts'
import { ExpressionError, type Scope } from './scope.ts'
import { bool, type Shape } from './shape.ts'

type Compile = (node: Node, scope: Scope) => Term
type Translation = Omit<Term, 'text'>
export type Call = {
  readonly name: string
  readonly receiver?: Node
  readonly args: readonly Node[]
  readonly node: Node
}

/** A macro, a function, or a refusal. */
export function compileCall(call: Call, scope: Scope, compile: Compile): Translation {
  const { name, receiver, args, node } = call
  const loop = receiver && loops.get(name)
  if (loop) return loop(call, scope, compile)
  const terms = [...(receiver ? [receiver] : []), ...args].map((part) => compile(part, scope))
  const [first, second] = terms
  if (name === 'has' && first) return { shape: bool, run: (frame) => first.run(frame) !== null }
  if (receiver && first && ['hasValue', 'or', 'orValue'].includes(name)) return optional(name, first, second)
  const definition = functions.get(`${receiver ? '.' : ''}${name}`)
  if (!definition) throw new ExpressionError(refusal(name), Math.max(node.start, node.pos))
  return { shape: definition.result, run: invoke(definition.call as (...values: unknown[]) => unknown, terms) }
}

function refusal(name: string): string {
  if (name === 'matches') return 'matches() is not available: state what it looks for as a fact, or use contains()'
  return `${name}() is not available in controls`
}

function optional(name: string, value: Term, other: Term | undefined): Translation {
  if (name === 'hasValue' || !other) return { shape: bool, run: (frame) => value.run(frame) !== null }
  const shape: Shape = value.shape.kind === 'dyn' ? other.shape : value.shape
  return { shape, run: (frame) => value.run(frame) ?? other.run(frame) }
}

function invoke(call: (...values: unknown[]) => unknown, terms: readonly Term[]): Term['run'] {
  return (frame) => {
    const values = terms.map((term) => argument(term, frame))
    try {
      return call(...values)
    } catch (error) {
      if (error instanceof TooManySteps) throw error
      throw noAnswer(terms[0]?.text ?? '', `is ${error instanceof RangeError ? error.message : 'of a wrong kind'}`)
    }
  }
}

function argument(term: Term, frame: Frame): unknown {
  const value = term.run(frame)
  if (value === null) throw noAnswer(term.text, 'has no value')
  if (typeof value === 'string') spend(frame, 1 + (value.length >> 8))
  else if (Array.isArray(value)) spend(frame, value.length)
  return value
}
