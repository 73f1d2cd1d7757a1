import type { ExceptionKind, ExceptionState } from '../../../shared/exception.ts'
import type { Database } from '../database.ts'
import { all, type Condition, equal } from '../lists/where.ts'
import { type ShownException, shownColumns, toException } from './columns.ts'

export type ExceptionFilter = {
  /** `ended`: expired or withdrawn. */
  readonly state?: ExceptionState | 'ended' | undefined
  readonly cid?: number | undefined
  readonly kind?: ExceptionKind | undefined
  readonly owner?: string | undefined
  /** Active, with an end up to this time. */
  readonly endsBefore?: Date | undefined
}

/** Exceptions, newest first; where an end is asked for, the one that ends first. */
export async function listExceptions(
  db: Database,
  { state, cid, kind, owner, endsBefore }: ExceptionFilter,
  { page, pageSize }: { readonly page: number; readonly pageSize: number },
): Promise<{ readonly items: readonly ShownException[]; readonly total: number }> {
  const { sql, args } = all(
    equal('x.cid', cid),
    equal('x.kind', kind),
    owner === undefined ? undefined : { sql: 'lower(x.owner) = lower(?)', args: [owner] },
    stateIs(state),
    endsBefore && { sql: `x.state = 'active' AND x.ends <= ?`, args: [endsBefore.toISOString()] },
  )
  const order = endsBefore ? 'x.ends, x.no' : 'x.no DESC'
  const [found, counted] = await Promise.all([
    db.client.execute({
      sql: `SELECT ${shownColumns} FROM exceptions x WHERE ${sql} ORDER BY ${order} LIMIT ? OFFSET ?`,
      args: [...args, pageSize, (page - 1) * pageSize],
    }),
    db.client.execute({ sql: `SELECT count(*) AS total FROM exceptions x WHERE ${sql}`, args: [...args] }),
  ])
  return { items: found.rows.map(toException), total: Number(counted.rows[0]?.total ?? 0) }
}

const stateIs = (state: ExceptionFilter['state']): Condition | undefined =>
  state === 'ended' ? { sql: `x.state <> 'active'`, args: [] } : equal('x.state', state)
