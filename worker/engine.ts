import type { Evaluation } from '../shared/evaluation.ts'
import type { Run } from '../shared/run.ts'

/**
 * What the API and the schedule ask of the half that talks to clouds and evaluates. It runs in a thread of its own, so
 * that a run never holds up an answer; tests use it in place. Every method throws `ConnectionError` with advice when a
 * connector cannot sign in.
 */
export type Engine = {
  /** Signs in with a stored connector, sets its state, and says which account it reached. */
  readonly test: (connectorId: string) => Promise<{ readonly account: string }>
  /** Queues a run; where one is queued or running already, that one is returned. */
  readonly run: (connectorId: string, trigger: Run['trigger']) => Promise<Run>
  /** Ends a run after the batch that it is writing; what was committed stays. */
  readonly cancel: (runId: string) => Promise<void>
  /**
   * Reads one resource live and evaluates it against all its controls, or one. A resource that no longer exists is
   * marked gone and has no evaluations.
   */
  readonly reevaluate: (resourceId: string, cid?: number) => Promise<readonly Evaluation[]>
  readonly close: () => Promise<void>
}
