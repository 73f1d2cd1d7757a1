import type { Row } from '@libsql/client'
import type { Exception, ExceptionTarget } from '../../../shared/exception.ts'

/** An exception as lists and pages show it. */
export type ShownException = Exception & {
  /** Absent where the control is no more. */
  readonly title?: string
  /** Evaluations that it holds for now. */
  readonly holds: number
}

/** A snapshot as JSON, of a row of `exceptions`; `state` is SQL. */
export const snapshotText = (state: string) =>
  `json_patch(json_object('reason', reason, 'owner', owner, 'state', ${state}), json_object('ends', ends))`

/** What `toException` reads, of `exceptions x`. */
export const shownColumns = `x.*, (SELECT title FROM controls WHERE controls.cid = x.cid) AS title,
  (SELECT count(*) FROM evaluations WHERE exception = x.no) AS holds`

export const toException = (row: Row): ShownException => ({
  id: String(row.id),
  cid: Number(row.cid),
  ...(row.title === null ? {} : { title: String(row.title) }),
  kind: row.kind as Exception['kind'],
  target: targetOf(row),
  reason: String(row.reason),
  owner: String(row.owner),
  ...(row.ends === null ? {} : { ends: String(row.ends) }),
  state: row.state as Exception['state'],
  created: String(row.created),
  createdBy: String(row.createdBy),
  updated: String(row.updated),
  holds: Number(row.holds),
})

function targetOf(row: Row): ExceptionTarget {
  if (row.target === 'account') return { account: String(row.account) }
  if (row.target === 'tag') {
    return { tag: { key: String(row.tagKey), ...(row.tagValue === null ? {} : { value: String(row.tagValue) }) } }
  }
  return { resource: { id: String(row.resource), name: String(row.resourceName), account: String(row.account) } }
}
