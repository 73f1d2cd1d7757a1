import type { Database } from '../database.ts'
import { readSeq } from '../seq.ts'
import { type Budget, createPace } from './budget.ts'
import type { Condition } from './where.ts'

/** Resources that a search found, by number. */
export type Found = {
  readonly rids: Uint32Array
  /** All resources were looked at; else those up to this number. */
  readonly upTo: number | undefined
}

/** What a search has come to: up to which resource it looked, and up to which change of the feed that stands. */
type State = { rids: Uint32Array; upTo: number; seq: number; turn: Promise<unknown> }

const searches = new WeakMap<Database, Map<string, State>>()

/** Searches that are remembered, and the resources that all of them found together, at four bytes each. */
const most = { searches: 200, rids: 2_000_000 }
/** With more changes than these a search is begun anew. */
const mostChanges = 5000

type Asked = {
  readonly budget: Budget
  /** A search that finds more is left off there: then every part of the list holds some. */
  readonly limit?: number
}

/**
 * Looks for the resources that fulfil a condition over `r`, which goes by what their own rows hold (see `splitKept`): in
 * windows of some milliseconds, while there is time. What was found is remembered: who asks again, for the next page, the
 * total or the facets, has it at once, but for what changed meanwhile.
 */
export async function searchResources(db: Database, condition: Condition, asked: Asked): Promise<Found> {
  const state = await recall(db, JSON.stringify(condition))
  const mine = state.turn.then(() => goOn(db, condition, state, asked))
  state.turn = mine.catch(() => undefined)
  const last = await mine
  return { rids: state.rids, upTo: state.upTo < last ? state.upTo : undefined }
}

async function recall(db: Database, key: string): Promise<State> {
  const known = searches.get(db) ?? new Map<string, State>()
  searches.set(db, known)
  const state = known.get(key) ?? { rids: new Uint32Array(), upTo: 0, seq: await readSeq(db), turn: Promise.resolve() }
  known.delete(key)
  known.set(key, state)
  let rids = [...known.values()].reduce((sum, one) => sum + one.rids.length, 0)
  for (const [oldest, { rids: own }] of known) {
    if ((known.size <= most.searches && rids <= most.rids) || oldest === key) break
    known.delete(oldest)
    rids -= own.length
  }
  return state
}

/** Brings a search up to date and goes on with it; answers the number of the last resource. */
async function goOn(db: Database, condition: Condition, state: State, { budget, limit = Infinity }: Asked) {
  await catchUp(db, condition, state)
  const last = await lastRid(db)
  const pace = createPace()
  while (state.upTo < last && state.rids.length <= limit) {
    const end = Math.min(state.upTo + pace.size(), last)
    const within = { sql: 'r.rid > ? AND r.rid <= ?', args: [state.upTo, end] }
    const rids = await budget.step(() => pace.time(() => look(db, within, condition)))
    state.rids = concat(state.rids, rids)
    state.upTo = end
    if (budget.isSpent()) break
  }
  return last
}

async function lastRid(db: Database): Promise<number> {
  const { rows } = await db.client.execute('SELECT max(rid) AS last FROM resources')
  return Number(rows[0]?.last ?? 0)
}

/** Looks again at what changed since: rows that changed are found by their number in the feed, those removed by theirs. */
async function catchUp(db: Database, condition: Condition, state: State): Promise<void> {
  const head = await readSeq(db)
  if (head === state.seq) return
  const changed = await changedSince(db, state)
  if (changed.length > mostChanges) Object.assign(state, { rids: new Uint32Array(), upTo: 0 })
  else if (changed.length > 0) {
    const among = { sql: 'r.rid IN (SELECT value FROM json_each(?))', args: [JSON.stringify(changed)] }
    const [gone, found] = [new Set(changed), await look(db, among, condition)]
    state.rids = concat(
      state.rids.filter((rid) => !gone.has(rid)),
      found,
    ).sort()
  }
  state.seq = head
}

async function changedSince(db: Database, { seq, upTo }: State): Promise<readonly number[]> {
  const { rows } = await db.client.execute({
    sql: `SELECT json_group_array(rid) AS rids FROM (
            SELECT rid FROM resources INDEXED BY resources_by_seq WHERE seq > :seq AND rid <= :upTo
            UNION SELECT key + 0 FROM tombstones WHERE seq > :seq AND kind = 'resource' AND key + 0 <= :upTo
            LIMIT ${mostChanges + 1})`,
    args: { seq, upTo },
  })
  return JSON.parse(String(rows[0]?.rids)) as number[]
}

/** From the index that holds all but the configuration, where that is not asked for. */
async function look(db: Database, within: Condition, { sql, args }: Condition): Promise<readonly number[]> {
  const index = /r\.(config|unread)\b/.test(sql) ? 'NOT INDEXED' : 'INDEXED BY resources_searched'
  const { rows } = await db.client.execute({
    sql: `SELECT json_group_array(r.rid) AS rids FROM resources r ${index}
          WHERE ${within.sql} AND r.gone IS NULL AND ${sql}`,
    args: [...within.args, ...args],
  })
  return JSON.parse(String(rows[0]?.rids)) as number[]
}

function concat(one: Uint32Array, other: ArrayLike<number>): Uint32Array {
  if (other.length === 0) return one
  const all = new Uint32Array(one.length + other.length)
  all.set(one)
  all.set(other, one.length)
  return all
}
