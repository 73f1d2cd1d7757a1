/** What the exit code of a command says; CI jobs go by it. */
export const exits = {
  ok: 0,
  /** There is something: findings, or mistakes in a control. */
  found: 1,
  /** The command was not understood, or names something that is not there. */
  usage: 2,
  /** It was not done, or not wholly: no answer, which must not look like a good one. */
  failed: 3,
  /** Ended by Ctrl-C: 128 and the number of the signal, as shells have it. */
  interrupted: 130,
  terminated: 143,
} as const

/** Ends a command: one line for standard error, and the exit code. */
export class CliError extends Error {
  override readonly name = 'CliError'
  readonly code: number

  constructor(message: string, code: number = exits.failed, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** The user can put it right by another command line. */
export const usageError = (message: string): CliError => new CliError(message, exits.usage)
