import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Row } from '@libsql/client'
import type { ExceptionChange, ExceptionSnapshot } from '../../shared/exception.ts'
import type { ExceptionDraft, ExceptionPatch } from '../../shared/exception-draft.ts'
import type { Database, Statement } from './database.ts'
import { applyExceptions } from './exceptions/apply.ts'
import { type ShownException, shownColumns, snapshotText, toException } from './exceptions/columns.ts'
import type { TargetRow } from './exceptions/resolve.ts'

/** Who does it, and when. */
type By = { readonly by: string; readonly now: Date }
type Apply = { readonly cid: number; readonly now: Date; readonly patience?: number | undefined }

/**
 * Brings the evaluations into line, which takes seconds where an exception is for tens of thousands. After `patience`
 * milliseconds nobody waits any longer: it goes on, and what an error or the worker's end leaves undone the schedule does.
 */
async function apply(db: Database, { cid, now, patience = 10_000 }: Apply): Promise<void> {
  const ended = new AbortController()
  const applied = applyExceptions(db, { now, cids: [cid] }).finally(() => ended.abort())
  await Promise.race([applied, sleep(patience, undefined, ended).catch(() => applied)])
  applied.catch(() => {})
}

/**
 * Makes one exception for each target. They hold when this answers; of very many evaluations the last ones a little later.
 * Answers them in the order of the targets.
 */
export async function createExceptions(
  db: Database,
  draft: Pick<ExceptionDraft, 'cid' | 'kind' | 'reason' | 'owner' | 'ends'>,
  { targets, by, now, patience }: By & Pick<Apply, 'patience'> & { readonly targets: readonly TargetRow[] },
): Promise<readonly ShownException[]> {
  const made = targets.map((target) => ({ id: randomUUID(), target }))
  await db.write(made.flatMap(({ id, target }) => insert(id, draft, { target, by, now })))
  await apply(db, { cid: draft.cid, now, patience })
  const found = await readMany(
    db,
    made.map(({ id }) => id),
  )
  return made.flatMap(({ id }) => found.get(id) ?? [])
}

function insert(
  id: string,
  { cid, kind, reason, owner, ends }: Parameters<typeof createExceptions>[1],
  { target, by, now }: By & { readonly target: TargetRow },
): readonly Statement[] {
  const at = now.toISOString()
  const row = {
    ...{ resource: null, resourceKey: null, resourceName: null, account: null, tagKey: null, tagValue: null },
    ...target,
    ...{ id, cid, kind, reason, owner, at, by, ends: ends === undefined ? null : new Date(ends).toISOString() },
  }
  return [
    {
      sql: `INSERT INTO exceptions (id, cid, kind, target, resource, resourceKey, resourceName, account, tagKey, tagValue,
              reason, owner, ends, state, created, createdBy, updated)
            VALUES (:id, :cid, :kind, :target, :resource, :resourceKey, :resourceName, :account, :tagKey, :tagValue,
              :reason, :owner, :ends, 'active', :at, :by, :at)`,
      args: row,
    },
    {
      sql: `INSERT INTO exception_changes (exception, at, "by", action, after)
            SELECT no, :at, :by, 'made', ${snapshotText('state')} FROM exceptions WHERE id = :id`,
      args: { at, by, id },
    },
  ]
}

export async function findException(db: Database, id: string): Promise<ShownException | undefined> {
  return (await readMany(db, [id])).get(id)
}

async function readMany(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, ShownException>> {
  const { rows } = await db.client.execute({
    sql: `SELECT ${shownColumns} FROM exceptions x WHERE x.id IN (SELECT value FROM json_each(?))`,
    args: [JSON.stringify(ids)],
  })
  return new Map(rows.map((row) => [String(row.id), toException(row)]))
}

/** Ids of active exceptions of the same control and kind that are for one of the targets. */
export async function findSame(
  db: Database,
  { cid, kind }: Pick<ExceptionDraft, 'cid' | 'kind'>,
  targets: readonly TargetRow[],
): Promise<readonly string[]> {
  const { rows } = await db.client.execute({
    sql: `SELECT id, target, account, resourceKey, tagKey, tagValue FROM exceptions
          WHERE cid = ? AND state = 'active' AND kind = ?`,
    args: [cid, kind],
  })
  const wanted = new Set(targets.map(textOf))
  return rows.filter((row) => wanted.has(textOf(row))).map(({ id }) => String(id))
}

const textOf = ({ target, account, resourceKey, tagKey, tagValue }: TargetRow | Row) =>
  JSON.stringify([target, account ?? null, resourceKey ?? null, tagKey ?? null, tagValue ?? null])

/** Changes an active exception; one that has ended stays as it is, and `false` is answered. */
export async function changeException(
  db: Database,
  { id, cid }: Pick<ShownException, 'id' | 'cid'>,
  { by, now, ...patch }: By & ExceptionPatch,
): Promise<boolean> {
  const { ends, ...words } = patch
  const end = ends === undefined ? {} : { ends: ends === null ? null : new Date(ends).toISOString() }
  const change = { ...words, ...end }
  if (Object.values(change).every((value) => value === undefined)) return true
  return step(db, { id, cid }, { by, now, action: 'changed', change })
}

/** Ends an exception before its time; the row stays. `false` where it had ended already. */
export const withdrawException = (
  db: Database,
  exception: Pick<ShownException, 'id' | 'cid'>,
  by: By,
): Promise<boolean> => step(db, exception, { ...by, action: 'withdrawn', change: { state: 'withdrawn' } })

type Step = By & {
  readonly action: 'changed' | 'withdrawn'
  readonly change: { readonly [Column in keyof ExceptionSnapshot]?: string | null | undefined }
}

async function step(
  db: Database,
  { id, cid }: Pick<ShownException, 'id' | 'cid'>,
  { by, now, action, change }: Step,
): Promise<boolean> {
  const at = now.toISOString()
  const set = Object.entries(change).filter(([, value]) => value !== undefined) as [string, string | null][]
  const [, updated] = await db.write([
    {
      sql: `INSERT INTO exception_changes (exception, at, "by", action, before, after)
            SELECT no, :at, :by, :action, ${snapshotText('state')}, json_patch(${snapshotText('state')}, :change)
            FROM exceptions WHERE id = :id AND state = 'active'`,
      args: { id, at, by, action, change: JSON.stringify(Object.fromEntries(set)) },
    },
    {
      sql: `UPDATE exceptions SET ${['updated', ...set.map(([column]) => column)].map((name) => `${name} = ?`).join(', ')},
              applied = 0 WHERE id = ? AND state = 'active'`,
      args: [at, ...set.map(([, value]) => value), id],
    },
  ])
  await apply(db, { cid, now })
  return (updated?.rowsAffected ?? 0) > 0
}

/** The life of an exception, from its beginning. */
export async function historyOf(db: Database, id: string): Promise<readonly ExceptionChange[]> {
  const { rows } = await db.client.execute({
    sql: `SELECT changes.* FROM exception_changes AS changes JOIN exceptions ON exceptions.no = changes.exception
          WHERE exceptions.id = ? ORDER BY changes.no`,
    args: [id],
  })
  return rows.map((row) => ({
    at: String(row.at),
    ...(row.by === null ? {} : { by: String(row.by) }),
    action: row.action as ExceptionChange['action'],
    ...(row.before === null ? {} : { before: JSON.parse(String(row.before)) as ExceptionSnapshot }),
    after: JSON.parse(String(row.after)) as ExceptionSnapshot,
  }))
}
