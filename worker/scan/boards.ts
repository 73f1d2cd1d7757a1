import type { ShardProgress } from '../../shared/run.ts'
import { type Board, createBoard } from './board.ts'

/** How far the last runs are or were, for whoever asks. */
export type Boards = {
  /** The board of a run that begins. */
  readonly open: (runId: string) => Board
  readonly of: (runId: string) => readonly ShardProgress[]
}

/** Remembers the boards of the last runs only: each holds about a thousand counters for a large account. */
export function createBoards(most = 20): Boards {
  const boards = new Map<string, Board>()
  return {
    open(runId) {
      const board = createBoard()
      boards.set(runId, board)
      if (boards.size > most) boards.delete(boards.keys().next().value ?? '')
      return board
    },
    of: (runId) => boards.get(runId)?.cells() ?? [],
  }
}
