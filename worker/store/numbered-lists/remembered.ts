import { setImmediate } from 'node:timers/promises'
import type { Database } from '../database.ts'

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
  const seq = await seqOf(db)
  const before = known.get(key)
  const list = before?.seq === seq ? before : { seq, rids: Uint32Array.from(await read()) }
  known.delete(key)
  known.set(key, list)
  if (known.size > kept) known.delete(known.keys().next().value ?? '')
  return list.rids
}

async function seqOf(db: Database): Promise<number> {
  const { rows } = await db.client.execute(`SELECT value FROM meta WHERE key = 'seq'`)
  return Number(rows[0]?.value ?? 0)
}

/** Numbers that one statement looks at: a few milliseconds' worth. */
const step = 5000

/** Reads what lies between 0 and a highest number, step by step. */
export async function inSteps<Row>(
  highest: number,
  read: (from: number, to: number) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const found: Row[] = []
  for (let from = 0; from < highest; from += step) {
    for (const row of await read(from, from + step)) found.push(row)
    await setImmediate()
  }
  return found
}
