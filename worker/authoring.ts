import type { Catalogue, Draft } from './catalogue.ts'
import type { Engine } from './engine.ts'
import type { ResourceType } from './resource-type.ts'
import { removeEvaluations, saveControls } from './store/controls.ts'
import type { Database } from './store/database.ts'
import { applyExceptions } from './store/exceptions/apply.ts'
import { findOrphans, listOwnControls, markJudged, readOwn, type StoredOwnControl } from './store/own-controls.ts'
import { sweep } from './sweep.ts'
import { tryOut } from './trial.ts'
import type { TrialAnswer } from './trial-report.ts'

/** Milliseconds that a trial may take. */
const budget = 10_000
/** Trials that wait for their turn at most, the one under way included. */
const maxTrials = 4

type AuthoringOptions = {
  readonly database: Database
  readonly catalogue: Catalogue
  readonly types: readonly ResourceType[]
  readonly clock: () => Date
  readonly signal: AbortSignal
}

/** The part of the engine that knows the controls of one's own. `idle` resolves when everything stored is judged. */
export type Authoring = Pick<Engine, 'check' | 'tryOut' | 'textOf' | 'reload'> & { readonly idle: () => Promise<void> }

/** Too many ask for the same at a time. */
export class BusyError extends Error {
  override readonly name = 'BusyError'
}

/** Checks, tries and takes over controls of one's own. */
export function createAuthoring(options: AuthoringOptions): Authoring {
  const { database, catalogue, types, clock, signal } = options
  const inTurn = createTurns()
  const trialInTurn = createTurns()
  let trials = 0
  let sweeping: Promise<void> = Promise.resolve()

  /** Takes over what is stored; controls are stored before this returns, their answers follow. */
  async function reload(): Promise<void> {
    await inTurn(async () => {
      catalogue.adopt(await readOwn(database))
      await saveControls(database, catalogue.evaluator)
      const broken = catalogue.evaluator.controls.filter(({ problems }) => problems)
      for (const { cid } of broken) await removeEvaluations(database, cid)
    })
    sweeping = sweeping.then(sweepAll).catch(() => undefined)
  }

  /** Judges what is stored by each control that was saved since it was last done. */
  async function sweepAll(): Promise<void> {
    for (const own of await listOwnControls(database)) {
      // One that cannot be judged now is so at the next reload, and keeps no other one from it.
      if (own.judged < own.version) await sweepOne(own).catch(() => undefined)
    }
    // A batch that was under way when its control was deleted may have come after.
    for (const cid of await findOrphans(database)) await removeEvaluations(database, cid)
  }

  async function sweepOne({ cid, version, text }: StoredOwnControl): Promise<void> {
    const isCurrent = () => !signal.aborted && versionOf(cid) === version
    const evaluator = catalogue.alone({ cid, text })
    const isDone = !evaluator || (await sweep({ db: database, types, evaluator, clock, isCurrent }))
    if (!isDone) return
    await applyExceptions(database, { now: clock(), cids: [cid] })
    await markJudged(database, cid, version)
  }
  const versionOf = (cid: number) => catalogue.evaluator.controls.find((control) => control.cid === cid)?.version

  async function tryDraft(draft: Draft): Promise<TrialAnswer> {
    const { problems, examples } = catalogue.check(draft)
    const evaluator = catalogue.alone(draft)
    if (!evaluator) return { problems, examples }
    const trial = await tryOut({ db: database, types, evaluator, now: clock(), budget, signal })
    return { problems, examples, trial }
  }

  return {
    check: async (draft) => catalogue.check(draft),
    textOf: async (cid) => catalogue.textOf(cid),
    reload,
    async tryOut(draft) {
      if (trials >= maxTrials) throw new BusyError('Other trials are under way. Try again in a moment.')
      trials++
      try {
        return await trialInTurn(() => tryDraft(draft))
      } finally {
        trials--
      }
    },
    async idle() {
      for (let last: unknown; last !== sweeping; ) {
        last = sweeping
        await sweeping
      }
    },
  }
}

/** Does one thing after another. */
function createTurns() {
  let last: Promise<unknown> = Promise.resolve()
  return <Value>(work: () => Promise<Value>): Promise<Value> => {
    const turn = last.then(work, work)
    last = turn.catch(() => undefined)
    return turn
  }
}
