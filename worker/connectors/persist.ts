import type { OperationError } from '../operation-error.ts'

/** What one attempt at a call came to: an answer, or the error that the call ends in unless another attempt answers. */
export type Outcome<Answer> = { readonly answer: Answer } | Miss

type Miss = {
  readonly error: OperationError
  /** HTTP's; absent where nothing was answered, or nothing that could be read. */
  readonly status?: number | undefined
  /** Milliseconds that the provider asks to wait. */
  readonly retryAfter?: number | undefined
}

/** Attempts in all, at a call that the provider throttles and at one that fails. */
export type Tries = { readonly throttled: number; readonly failed: number }

/**
 * Attempts a call until it is answered, or another attempt would not help. Throws what `attempt` throws at once, and in
 * the end the last error; `wait` is given the milliseconds until the next attempt, and why there is one.
 */
export async function persist<Answer>(
  attempt: () => Promise<Outcome<Answer>>,
  tries: Tries,
  wait: (milliseconds: number, error: OperationError) => Promise<void>,
): Promise<Answer> {
  for (let attempts = 1; ; attempts++) {
    const outcome = await attempt()
    if ('answer' in outcome) return outcome.answer
    if (attempts >= triesFor(outcome, tries)) throw outcome.error
    await wait(outcome.retryAfter ?? backoff(attempts), outcome.error)
  }
}

function triesFor({ error: { failure }, status }: Miss, { throttled, failed }: Tries): number {
  if (failure === 'throttled') return throttled
  const isPassing = failure === 'failed' && (status === undefined || status >= 500 || status === 408)
  return isPassing ? failed : 1
}

/** 0.5 s, doubled each time, with up to a quarter of jitter so that shards do not come back together. */
const backoff = (attempts: number) => 500 * 2 ** (attempts - 1) * (1 + Math.random() / 4)
