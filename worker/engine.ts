import type { Evaluation } from '../shared/evaluation.ts'
import type { Run, ShardProgress } from '../shared/run.ts'
import type { Checked, Draft } from './catalogue.ts'
import type { Trying } from './sign-in.ts'
import type { TrialAnswer } from './trial-report.ts'

/**
 * What the API and the schedule ask of the half that talks to clouds and evaluates. It runs in a thread of its own, so
 * that a run never holds up an answer; tests use it in place. Every method throws `ConnectionError` with advice when a
 * connector cannot sign in.
 */
export type Engine = {
  /** Signs in with a stored connector, sets its state, and says which account it reached. */
  readonly test: (connectorId: string) => Promise<{ readonly account: string }>
  /** Signs in with a connector that is not stored, and says which account it reached. Nothing is written. */
  readonly reach: (trying: Trying) => Promise<{ readonly account: string }>
  /** Queues a run; where one is queued or running already, that one is returned. */
  readonly run: (connectorId: string, trigger: Run['trigger']) => Promise<Run>
  /** Ends a run after the batch that it is writing; what was committed stays. */
  readonly cancel: (runId: string) => Promise<void>
  /** How far a run is, by service and region; empty where that is not remembered any more. */
  readonly progress: (runId: string) => Promise<readonly ShardProgress[]>
  /**
   * Reads one resource live and evaluates it against all its controls, or one. A resource that no longer exists is
   * marked gone and has no evaluations.
   */
  readonly reevaluate: (resourceId: string, cid?: number) => Promise<readonly Evaluation[]>
  /** Checks the text of a control of one's own as built-in files are checked, and runs its examples. */
  readonly check: (draft: Draft) => Promise<Checked>
  /** Judges what is stored by a draft, and stores nothing. Throws `BusyError` where others wait for the same already. */
  readonly tryOut: (draft: Draft) => Promise<TrialAnswer>
  /** The text of a built-in control's file. */
  readonly textOf: (cid: number) => Promise<string | undefined>
  /**
   * Takes over the controls and policies of one's own as they are stored now. Resolves when lists show them; what they say
   * of the resources that are stored follows.
   */
  readonly reload: () => Promise<void>
  readonly close: () => Promise<void>
}
