import type { Row } from '@libsql/client'
import { type Evidence, type Outcome, outcomes } from '../../../shared/evaluation.ts'
import type { ReportedException, ReportedResource } from '../../../shared/report.ts'
import type { Database } from '../database.ts'
import { toRef } from '../lists/resource.ts'
import { holds } from './rows.ts'

type Query = {
  readonly report: number
  readonly run: number
  readonly cid: number
  readonly outcome?: Outcome | undefined
  /** Number of the last resource of the page before. */
  readonly after?: number | undefined
  readonly limit: number
}

/**
 * How a control ended for each resource in one run of a report that succeeded, as it was then; by age of the resource,
 * page by page. `next` is there where more follow.
 */
export async function resourcesOfControl(
  db: Database,
  { report, run, cid, outcome, after = 0, limit }: Query,
): Promise<{ readonly items: readonly ReportedResource[]; readonly next?: number }> {
  const index = outcome && outcomes.indexOf(outcome)
  // What did not pass has an index of its own, which is asked for in its words.
  const narrowed =
    index === undefined ? '' : index === 0 ? 'AND o.outcome = 0' : 'AND o.outcome = :outcome AND o.outcome <> 0'
  const { rows } = await db.client.execute({
    sql: `SELECT o.rid, o.outcome, o.evidence, o.exception, n.id, n.type, n.name, n.cloud, n.account, n.region
          FROM report_results o CROSS JOIN report_resources n
            ON n.report = o.report AND n.rid = o.rid AND ${holds('n', 'run')}
          WHERE o.report = :report AND o.cid = :cid AND o.rid > :after ${narrowed} AND ${holds('o', 'run')}
          ORDER BY o.rid LIMIT :limit`,
    args: { report, run, cid, after, limit: limit + 1, ...(index ? { outcome: index } : {}) },
  })
  const items = rows.slice(0, limit)
  return { items: items.map(toResource), ...(rows.length > limit ? { next: Number(items.at(-1)?.rid) } : {}) }
}

const toResource = (row: Row): ReportedResource => ({
  ...toRef(row),
  outcome: outcomes[Number(row.outcome)] ?? 'UNKNOWN',
  evidence: row.evidence === null ? [] : (JSON.parse(String(row.evidence)) as Evidence[]),
  ...(row.exception === null ? {} : { exception: toException(String(row.exception)) }),
})

function toException(text: string): ReportedException {
  const { kind, reason, owner, ends } = JSON.parse(text) as Record<keyof ReportedException, string | null>
  return { kind: kind ?? '', reason: reason ?? '', owner: owner ?? '', ...(ends ? { ends } : {}) }
}
