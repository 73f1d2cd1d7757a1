import type { Row } from '@libsql/client'
import type {
  Change,
  ReportedControl,
  ReportRun,
  ReportScope,
  ReportSubject,
  Requirement,
} from '../../../shared/report.ts'
import type { Posture } from '../../../shared/summary.ts'
import type { Database } from '../database.ts'
import { toPosture } from '../lists/posture.ts'
import { runColumns, toRun } from './rows.ts'

/** The texts of a control that a run keeps. */
export type FrozenControl = Pick<
  ReportedControl,
  'cid' | 'title' | 'service' | 'criticality' | 'evaluates' | 'rationale' | 'steps'
>

/** All that a run keeps of how things were when it was started. */
export type RunPlan = {
  readonly title: string
  readonly cloud: string
  readonly subject: ReportSubject
  readonly requirements: readonly Requirement[]
  readonly connectors: readonly ReportScope[]
  readonly controls: readonly FrozenControl[]
}

/** Writes a run down with its controls, queued; answers its number. */
export async function addRun(
  db: Database,
  report: number,
  plan: RunPlan,
  { trigger, now }: { readonly trigger: ReportRun['trigger']; readonly now: Date },
): Promise<number> {
  const { title, cloud, subject, requirements, connectors, controls } = plan
  const [added] = await db.write([
    {
      sql: `INSERT INTO report_runs (report, state, trigger, queued, title, cloud, subject, requirements, connectors)
            VALUES (?, 'queued', ?, ?, ?, ?, ?, ?, ?) RETURNING no`,
      args: [
        ...[report, trigger, now.toISOString(), title, cloud],
        ...[JSON.stringify(subject), JSON.stringify(requirements), JSON.stringify(connectors)],
      ],
    },
    {
      sql: `INSERT INTO report_run_controls (run, cid, control)
            SELECT (SELECT max(no) FROM report_runs), value->>'cid', value FROM json_each(?)`,
      args: [JSON.stringify(controls)],
    },
  ])
  return Number(added?.rows[0]?.no)
}

export const startRun = (db: Database, run: number, now: Date) =>
  db.write([
    { sql: `UPDATE report_runs SET state = 'running', started = ? WHERE no = ?`, args: [now.toISOString(), run] },
  ])

/** Writes down what a run found for one control. */
export const saveFigures = (db: Database, run: number, cid: number, { pass, fail, unknown, excepted }: Posture) =>
  db.write([
    {
      sql: 'UPDATE report_run_controls SET pass = ?, fail = ?, unknown = ?, excepted = ? WHERE run = ? AND cid = ?',
      args: [pass, fail, unknown, excepted, run, cid],
    },
  ])

/** Ends a run that has read everything: its totals are the sums of its controls. */
export const endRun = (
  db: Database,
  run: number,
  {
    now,
    previous,
    change,
    changes,
  }: {
    readonly now: Date
    readonly previous: number | undefined
    readonly change: Change | undefined
    readonly changes: ReadonlyMap<number, Change>
  },
) =>
  db.write([
    {
      sql: `UPDATE report_run_controls SET change = (SELECT value->>1 FROM json_each(:changes) WHERE value->>0 = cid)
            WHERE run = :run`,
      args: { run, changes: JSON.stringify([...changes]) },
    },
    {
      sql: `UPDATE report_runs SET state = 'succeeded', ended = :now, previous = :previous, change = :change,
              (pass, fail, unknown, excepted) =
                (SELECT coalesce(sum(pass), 0), coalesce(sum(fail), 0), coalesce(sum(unknown), 0), coalesce(sum(excepted), 0)
                 FROM report_run_controls WHERE run = :run)
            WHERE no = :run`,
      args: {
        ...{ run, now: now.toISOString(), previous: previous ?? null },
        change: change ? JSON.stringify(change) : null,
      },
    },
  ])

export const failRun = (db: Database, run: number, reason: string, now: Date) =>
  db.write([
    {
      sql: `UPDATE report_runs SET state = 'failed', ended = ?, reason = ? WHERE no = ? AND state IN ('queued', 'running')`,
      args: [now.toISOString(), reason, run],
    },
  ])

/** Marks the runs that a worker left behind when it was ended. */
export const failOpenRuns = (db: Database, now: Date) =>
  db.write([
    {
      sql: `UPDATE report_runs SET state = 'failed', ended = ?, reason = 'The worker was stopped. Run the report again.'
            WHERE state IN ('queued', 'running')`,
      args: [now.toISOString()],
    },
  ])

/** Runs of a report, newest first. */
export async function listRuns(
  db: Database,
  report: number,
  { page, pageSize }: { readonly page: number; readonly pageSize: number },
): Promise<{ readonly items: readonly ReportRun[]; readonly total: number }> {
  const [found, counted] = await Promise.all([
    db.client.execute({
      sql: `SELECT ${runColumns} FROM report_runs run WHERE report = ? ORDER BY no DESC LIMIT ? OFFSET ?`,
      args: [report, pageSize, (page - 1) * pageSize],
    }),
    db.client.execute({ sql: 'SELECT count(*) AS n FROM report_runs WHERE report = ?', args: [report] }),
  ])
  return { items: found.rows.map(toRun), total: Number(counted.rows[0]?.n) }
}

/** The run before, of those that succeeded. */
export async function runBefore(
  db: Database,
  { report, run }: { report: number; run: number },
): Promise<number | undefined> {
  const { rows } = await db.client.execute({
    sql: `SELECT max(no) AS no FROM report_runs WHERE report = ? AND no < ? AND state = 'succeeded'`,
    args: [report, run],
  })
  return rows[0]?.no ? Number(rows[0].no) : undefined
}

/** A run of a report, with its requirements and what it found for each control. */
export async function findRun(
  db: Database,
  { report, run }: { readonly report: number; readonly run: number },
): Promise<
  | {
      readonly run: ReportRun
      readonly requirements: readonly Requirement[]
      readonly controls: readonly FoundControl[]
    }
  | undefined
> {
  const { rows } = await db.client.execute({
    sql: `SELECT ${runColumns}, run.requirements FROM report_runs run JOIN reports ON reports.no = run.report
          WHERE run.report = ? AND run.no = ? AND NOT removed`,
    args: [report, run],
  })
  const [row] = rows
  if (!row) return undefined
  const controls = await db.client.execute({
    sql: 'SELECT * FROM report_run_controls WHERE run = ? ORDER BY cid',
    args: [run],
  })
  return {
    run: toRun(row),
    requirements: JSON.parse(String(row.requirements)) as Requirement[],
    controls: controls.rows.map(toControl),
  }
}

export type FoundControl = FrozenControl & { readonly posture: Posture; readonly change?: Change }

const toControl = (row: Row): FoundControl => ({
  ...(JSON.parse(String(row.control)) as FrozenControl),
  posture: toPosture(row),
  ...(row.change ? { change: JSON.parse(String(row.change)) as Change } : {}),
})

/** Controls that any run of a report has read: of others it has no results. */
export async function cidsOf(db: Database, report: number): Promise<readonly number[]> {
  const { rows } = await db.client.execute({
    sql: `SELECT DISTINCT cid FROM report_run_controls WHERE run IN (SELECT no FROM report_runs WHERE report = ?)
          ORDER BY cid`,
    args: [report],
  })
  return rows.map(({ cid }) => Number(cid))
}
