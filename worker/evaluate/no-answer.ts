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

/** An evaluation took more steps than any control needs. Unlike `NoAnswer`, nothing may decide without it. */
export class TooManySteps extends Error {
  override readonly name = 'TooManySteps'
}
