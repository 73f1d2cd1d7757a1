import type { Shape } from './shape.ts'

/** What an expression reads; an unread one of these makes its answer UNKNOWN. */
export type Reads = {
  /** Fields of the resource. */
  readonly fields: Set<string>
  readonly relations: Set<string>
  /** Every name behind a dot: a superset of the related resources' fields that are read. */
  readonly names: Set<string>
}

/** What the names in an expression stand for. */
export type Scope = {
  readonly source: string
  /** Type of the resource, for messages. */
  readonly type: string
  readonly resource: Shape
  readonly related: Shape
  readonly parameters: Shape
  /** Loop variables: their place in the frame. */
  readonly locals: ReadonlyMap<string, { readonly slot: number; readonly shape: Shape }>
  readonly reads: Reads
}

/** An expression is refused: what is wrong, and where in its text. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError'
  readonly start: number

  constructor(message: string, start: number) {
    super(message)
    this.start = start
  }
}
