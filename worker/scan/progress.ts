import type { Run, RunError } from '../../shared/run.ts'
import { type Board, createBoard } from './board.ts'

/** What a run tells of itself while it is under way. */
export type Progress = {
  readonly step: (text: string) => void
  readonly add: (figures: Partial<Figures>) => void
  /** An operation that failed; the same one again raises its count. */
  readonly fail: (error: Omit<RunError, 'count'>, count?: number) => void
  /** How far the shards are, by service and region. */
  readonly board: Board
  readonly figures: () => Figures
  readonly errors: () => readonly RunError[]
  /** Ends the writing. */
  readonly stop: () => Promise<void>
}

export type Figures = Pick<Run, 'shards' | 'shardsDone' | 'resources' | 'evaluations' | 'written' | 'errors'>

/** Errors that are told apart in one run: more than that many help nobody. */
const errorLimit = 1000

/**
 * Collects a run's figures and saves them at most every half second: a shard that is done is no reason to write by
 * itself. An error of `save` is left to the run, which writes to the same database.
 */
export function createProgress(
  save: (snapshot: Figures & { readonly step: string | undefined }, errors: readonly RunError[]) => Promise<void>,
  board: Board = createBoard(),
  every = 500,
): Progress {
  const figures: { -readonly [Key in keyof Figures]: Figures[Key] } = {
    ...{ shards: 0, shardsDone: 0, resources: 0, evaluations: 0, written: 0, errors: 0 },
  }
  const errors = new Map<string, RunError>()
  let step: string | undefined
  let timer: NodeJS.Timeout | undefined
  let saving = Promise.resolve()

  function touch(): void {
    timer ??= setTimeout(() => {
      timer = undefined
      saving = save({ ...figures, step }, [...errors.values()]).catch(() => undefined)
    }, every).unref()
  }
  return {
    step(text) {
      step = text
      touch()
    },
    add(more) {
      for (const [name, value] of Object.entries(more) as [keyof Figures, number][]) figures[name] += value
      touch()
    },
    fail(error, count = 1) {
      const key = JSON.stringify([error.type, error.region, error.operation])
      const known = errors.get(key)
      figures.errors += count
      if (known || errors.size < errorLimit) errors.set(key, { ...error, count: (known?.count ?? 0) + count })
      touch()
    },
    board,
    figures: () => ({ ...figures }),
    errors: () => [...errors.values()],
    stop: () => {
      clearTimeout(timer)
      timer = undefined
      return saving
    },
  }
}
