/** Why an expression has no value for this resource: its control answers UNKNOWN, and says so. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
  /** The part of the expression that is to blame, as it is written. */
  readonly subject: string

  constructor(subject: string, reason: string) {
    super(`${subject.replace(/^resource\.\??/, '')} ${reason}`)
    this.subject = subject
  }
}

const made = new Map<string, NoAnswer>()

/**
 * The same error for the same words: most of the time of an evaluation without an answer would go into its stack. Both
 * texts come from the controls, never from a resource, so that they are few.
 */
export function noAnswer(subject: string, reason: string): NoAnswer {
  const key = `${subject}\n${reason}`
  const known = made.get(key)
  if (known) return known
  const error = new NoAnswer(subject, reason)
  made.set(key, error)
  return error
}

/** An evaluation took more steps than any control needs. Unlike `NoAnswer`, nothing may decide without it. */
export class TooManySteps extends Error {
  override readonly name = 'TooManySteps'
}
