import { setImmediate } from 'node:timers/promises'
import type { Database } from '../database.ts'
import { readSeq } from '../seq.ts'

/*
 * Lists whose pages are asked for by number. A page deep in a list cannot be found without its numbers (`rid`) before it, so
 * all of them are read once, in steps that let other requests have their turn, and kept for the pages that follow.
 */

type List = { readonly seq: number; readonly rids: Uint32Array }

const kept = 20
const lists = new WeakMap<Database, Map<string, List>>()

/** The numbers of a list's rows, in its order: those that were read before, unless something has changed since. */
export async function remembered(
  db: Database,
  key: string,
  read: () => Promise<readonly number[]>,
): Promise<Uint32Array> {
  const known = lists.get(db) ?? new Map<string, List>()
  lists.set(db, known)
  const seq = await readSeq(db)
  const before = known.get(key)
  const list = before?.seq === seq ? before : { seq, rids: Uint32Array.from(await read()) }
  known.delete(key)
  known.set(key, list)
  if (known.size > kept) known.delete(known.keys().next().value ?? '')
  return list.rids
}

/** Numbers that a statement looks at: as many as take it about ten milliseconds. */
const steps = { first: 1000, least: 200, most: 20_000, milliseconds: 10 } as const

/** Reads what lies between 0 and a highest number, step by step. */
export async function inSteps<Row>(
  highest: number,
  read: (from: number, to: number) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const found: Row[] = []
  for (let from = 0, step: number = steps.first; from < highest; ) {
    const start = performance.now()
    const to = from + step
    for (const row of await read(from, to)) found.push(row)
    step = adjusted(step, performance.now() - start)
    from = to
    await setImmediate()
  }
  return found
}

/** At most twice as many as before: one quick step says little. */
function adjusted(step: number, took: number): number {
  const fitting = Math.min(step * 2, (step * steps.milliseconds) / Math.max(took, 0.1))
  return Math.round(Math.min(Math.max(fitting, steps.least), steps.most))
}
