import { SendError } from './reach.ts'

/** A receiver that a mail server refused, and its answer: 400 to 499 for now, 500 to 599 for good (RFC 5321, 4.2.1). */
type Refused = { readonly address: string; readonly status: number }

/** A mail server refused some receivers of an e-mail, or all of them. */
export class ReceiversRefusedError extends SendError {
  readonly refused: readonly Refused[]
  /** Some receivers have the e-mail, and must not get it again. */
  readonly hasReached: boolean

  constructor(refused: readonly Refused[], hasReached: boolean) {
    const list = refused.map(({ address, status }) => `${address} (${status})`).join(', ')
    super(
      hasReached
        ? `The mail server refused ${list}. The other receivers have got it.`
        : `The mail server refused every receiver: ${list}.`,
    )
    this.refused = refused
    this.hasReached = hasReached
  }

  /** Another try would change nothing: all of these were refused for good. */
  get isFinal(): boolean {
    return this.hasReached && this.refused.every(({ status }) => status >= 500)
  }
}

type Rejected = { readonly recipient?: string; readonly responseCode?: number }

/** What nodemailer keeps of refused receivers, in its answer as in its error; its types do not name it. */
export function refusedOf(outcome: unknown): readonly Refused[] {
  const { rejectedErrors = [] } = outcome as { readonly rejectedErrors?: readonly Rejected[] }
  return rejectedErrors.map(({ recipient = '', responseCode = 0 }) => ({ address: recipient, status: responseCode }))
}
