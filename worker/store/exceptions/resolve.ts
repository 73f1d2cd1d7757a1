import type { ExceptionPreview } from '../../../shared/exception-draft.ts'
import type { Database } from '../database.ts'
import { locate } from '../locate.ts'

/** What one exception is for, as its row says it; the columns of `exceptions` that are not set are null. */
export type TargetRow = {
  readonly target: 'resource' | 'tag' | 'account'
  readonly resource?: string
  readonly resourceKey?: string
  readonly resourceName?: string
  readonly account?: string
  readonly tagKey?: string
  readonly tagValue?: string
}

/** Something that a draft names is not there: which field, and one sentence. */
export class TargetError extends Error {
  override readonly name = 'TargetError'
  readonly field: string

  constructor(field: string, message: string) {
    super(message)
    this.field = field
  }
}

type Scope = Pick<ExceptionPreview, 'cid' | 'resourceIds' | 'tag' | 'account'>

/**
 * What a draft is for, one row for each exception that it makes. Throws `TargetError`: an exception for a mistyped name
 * would look as if it held, and hold nothing.
 */
export async function resolveTargets(
  db: Database,
  { cid, resourceIds, tag, account }: Scope,
): Promise<readonly TargetRow[]> {
  const cloud = await cloudOf(db, cid)
  if (tag) return [{ target: 'tag', tagKey: tag.key, ...(tag.value === undefined ? {} : { tagValue: tag.value }) }]
  if (account !== undefined) return [await accountRow(db, cloud, account)]
  const rows: TargetRow[] = []
  for (const [index, id] of (resourceIds ?? []).entries()) rows.push(await resourceRow(db, cloud, { id, index }))
  return [...new Map(rows.map((row) => [`${row.account} ${row.resourceKey}`, row])).values()]
}

async function cloudOf(db: Database, cid: number): Promise<string> {
  const { rows } = await db.client.execute({ sql: 'SELECT cloud FROM controls WHERE cid = ?', args: [cid] })
  if (!rows[0]) throw new TargetError('cid', 'There is no such control.')
  return String(rows[0].cloud)
}

async function accountRow(db: Database, cloud: string, account: string): Promise<TargetRow> {
  const { rows } = await db.client.execute({
    sql: 'SELECT account FROM connectors WHERE cloud = ? AND lower(account) = lower(?) LIMIT 1',
    args: [cloud, account],
  })
  if (!rows[0]) throw new TargetError('account', 'No connector of this control’s cloud reads such an account.')
  return { target: 'account', account: String(rows[0].account) }
}

async function resourceRow(
  db: Database,
  cloud: string,
  { id, index }: { readonly id: string; readonly index: number },
): Promise<TargetRow> {
  const found = await locate(db, id)
  if (found?.shard.cloud !== cloud) {
    throw new TargetError(`resourceIds.${index}`, 'There is no such resource in the cloud of this control.')
  }
  const { rows } = await db.client.execute({ sql: 'SELECT name FROM resources WHERE rid = ?', args: [found.rid] })
  return {
    target: 'resource',
    resource: found.id,
    resourceKey: found.key,
    resourceName: String(rows[0]?.name ?? found.id),
    account: found.shard.account,
  }
}
