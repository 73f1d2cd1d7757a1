import type { Database } from '../database.ts'

/** Something that happened, as a sentence; `place` is where the next look goes on. */
export type Note = { readonly text: string; readonly place: string }

/** Notes that one look takes up; there is another look soon. */
const most = 500

/** Exceptions that ended since a step of theirs. */
export async function endedExceptions(db: Database, after: number): Promise<readonly Note[]> {
  const { rows } = await db.client.execute({
    sql: `SELECT s.no, s.action, x.cid, x.owner, x.kind, (SELECT title FROM controls WHERE cid = x.cid) AS title,
            coalesce(x.resourceName, x.account, x.tagKey || coalesce('=' || x.tagValue, '')) AS target, x.target AS what
          FROM exception_changes s JOIN exceptions x ON x.no = s.exception
          WHERE s.no > ? AND s.action IN ('expired', 'withdrawn') ORDER BY s.no LIMIT ${most}`,
    args: [after],
  })
  return rows.map(({ no, action, cid, owner, kind, title, target, what }) => ({
    place: String(no),
    text: `The exception for ${what} ${target} (${kind}, owner ${owner}) ${action === 'expired' ? 'has expired' : 'was withdrawn'}: control ${cid}${title === null ? '' : `, ${title},`} counts again.`,
  }))
}

/** Report runs that ended since one did; a place is when one ended, and its number. */
export async function endedReportRuns(db: Database, after: string): Promise<readonly Note[]> {
  const [ended = '', no = '0'] = after.split(' ')
  const { rows } = await db.client.execute({
    sql: `SELECT no, ended, title, state, reason, pass, fail, unknown, excepted FROM report_runs
          WHERE ended IS NOT NULL AND (ended > :ended OR (ended = :ended AND no > :no)) ORDER BY ended, no LIMIT ${most}`,
    args: { ended, no: Number(no) },
  })
  return rows.map((row) => ({
    place: `${row.ended} ${row.no}`,
    text:
      row.state === 'failed'
        ? `The report ${row.title} did not run: ${row.reason ?? 'no reason was given.'}`
        : `The report ${row.title} was run: ${row.fail} failing, ${row.pass} passing, ${row.unknown} unknown, ${row.excepted} excepted.`,
  }))
}
