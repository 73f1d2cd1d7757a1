import type { Row } from '@libsql/client'
import { type Criticality, type Outcome, outcomes } from '../../../shared/evaluation.ts'
import type { Database } from '../database.ts'
import { holds } from './rows.ts'

/** How a control ended for a resource in the last run of a report that succeeded. */
export type ReportOfResource = {
  readonly cid: number
  /** Title and criticality as they were in the run. */
  readonly title: string
  readonly criticality: Criticality
  /** The report as it is called now. */
  readonly report: { readonly id: number; readonly title: string }
  readonly run: number
  /** End of the run, ISO 8601 in UTC: results do not change until the report runs again. */
  readonly dateEvaluated: string
  readonly outcome: Outcome
}

const ridOf = `SELECT rid FROM connectors CROSS JOIN resources r ON connector = no AND key IN (:id, lower(:id))
  ORDER BY r.gone IS NOT NULL, r.id <> :id, rid LIMIT 1`

/** Last runs that succeeded, of reports that know the resource. */
const lastRuns = `SELECT r.no, r.title, run.no AS run, run.ended FROM reports r CROSS JOIN report_runs run
    ON run.no = (SELECT no FROM report_runs WHERE report = r.no AND state = 'succeeded' ORDER BY no DESC LIMIT 1)
  WHERE NOT r.removed AND EXISTS (SELECT 1 FROM report_resources WHERE report = r.no AND rid = :rid)
  ORDER BY r.title COLLATE NOCASE, r.no`

/** The order of the tables is given: each control of the run is looked up by the key of the results. */
export const controlsOfRun = `SELECT c.cid, c.control->>'title' AS title, c.control->>'criticality' AS criticality, o.outcome
  FROM report_run_controls c CROSS JOIN report_results o
    ON o.report = :report AND o.cid = c.cid AND o.rid = :rid AND ${holds('o', 'run')}
  WHERE c.run = :run ORDER BY c.cid`

/**
 * All controls across all reports that have judged a resource, by title of the report and number of the control: one
 * for each control and report. Report by report; between them others have their turn. Undefined where there is no such
 * resource.
 */
export async function reportsOfResource(db: Database, id: string): Promise<readonly ReportOfResource[] | undefined> {
  const { rows: found } = await db.client.execute({ sql: ridOf, args: { id } })
  if (!found[0]) return undefined
  const rid = Number(found[0].rid)
  const { rows: runs } = await db.client.execute({ sql: lastRuns, args: { rid } })
  const all: ReportOfResource[] = []
  for (const last of runs) {
    const args = { rid, report: Number(last.no), run: Number(last.run) }
    const { rows } = await db.client.execute({ sql: controlsOfRun, args })
    all.push(...rows.map((row) => toItem(row, last)))
    await new Promise(setImmediate)
  }
  return all
}

const toItem = (row: Row, last: Row): ReportOfResource => ({
  cid: Number(row.cid),
  title: String(row.title),
  criticality: row.criticality as Criticality,
  report: { id: Number(last.no), title: String(last.title) },
  run: Number(last.run),
  dateEvaluated: String(last.ended),
  outcome: outcomes[Number(row.outcome)] ?? 'UNKNOWN',
})
