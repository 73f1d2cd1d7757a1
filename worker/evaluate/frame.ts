import type { EvaluationInput } from '../evaluator.ts'
import { noAnswer, TooManySteps } from './no-answer.ts'
import type { Shape } from './shape.ts'

/** What an expression runs on; one is made per evaluator and filled anew for each resource. */
export type Frame = {
  input: EvaluationInput
  parameters: Readonly<Record<string, unknown>>
  now: Date
  /** Values of the loop variables, outermost first. */
  readonly locals: unknown[]
  steps: number
  /** Steps of all expressions of one control for one resource. */
  total: number
}

/** A compiled part of an expression. Absent values are `null`, never `undefined`. */
export type Term = {
  readonly run: (frame: Frame) => unknown
  readonly shape: Shape
  /** As it is written, for messages. */
  readonly text: string
  /** Of a literal. */
  readonly literal?: unknown
}

const maxSteps = 200_000
/** Of all expressions of a control together: many that are just short enough would hold up a run as well. */
const maxTotal = 1_000_000

/** Pays for work that grows with the resource, so that no resource holds up a run. */
export function spend(frame: Frame, steps: number): void {
  frame.steps += steps
  frame.total += steps
  if (frame.total > maxTotal) throw new TooManySteps(`took more than ${maxTotal.toLocaleString('en-US')} steps in all`)
  if (frame.steps > maxSteps) throw new TooManySteps(`took more than ${maxSteps.toLocaleString('en-US')} steps`)
}

export function asBoolean(value: unknown, { text }: Term): boolean {
  if (typeof value === 'boolean') return value
  throw noAnswer(text, value === null ? 'has no value' : 'is neither true nor false')
}

export function asNumber(value: unknown, { text }: Term): number {
  if (typeof value === 'number') return value
  throw noAnswer(text, value === null ? 'has no value' : 'is not a number')
}

export function asList(value: unknown, { text }: Term): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw noAnswer(text, value === null ? 'has no value' : 'is not a list')
}
