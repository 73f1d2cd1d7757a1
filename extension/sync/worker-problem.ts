/** What is wrong with one field of what was sent. */
export type FieldError = { readonly field: string; readonly message: string }

type Details = {
  /** Of the worker's answer, where there was one. */
  readonly status?: number
  readonly advice?: string
  readonly errors?: readonly FieldError[]
}

/** A failure that the user is told about: `message` is a whole sentence. */
export class WorkerProblem extends Error {
  override readonly name = 'WorkerProblem'
  readonly details: Details

  constructor(message: string, { cause, ...details }: Details & { readonly cause?: unknown } = {}) {
    super(message, { cause })
    this.details = details
  }
}
