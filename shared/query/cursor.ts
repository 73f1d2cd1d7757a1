import type { QueryProblem } from './query.ts'

/** A place in a text that moves forward; every reading starts where the last one ended. */
export type Cursor = { readonly text: string; at: number }

/** What ends a reading: told as a problem by the parser, never thrown beyond it. */
export class Mistake extends Error {
  override readonly name = 'Mistake'
  readonly problem: QueryProblem

  constructor(problem: QueryProblem) {
    super(problem.message)
    this.problem = problem
  }
}

/** Throws what is wrong between two places. */
export function mistake(start: number, end: number, message: string, suggestion?: string): never {
  throw new Mistake({ start, end: Math.max(start, end), message, ...(suggestion === undefined ? {} : { suggestion }) })
}

/** What a sticky pattern finds at the cursor, without moving it. */
export function peek(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = cursor.at
  return pattern.exec(cursor.text) ?? undefined
}

/** The same, and moves behind it. */
export function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  const found = peek(cursor, pattern)
  if (found) cursor.at += found[0].length
  return found
}

export const skipSpace = (cursor: Cursor): void => void take(cursor, /\s+/y)

export const isAtEnd = ({ text, at }: Cursor): boolean => at >= text.length
