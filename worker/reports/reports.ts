import type { Mandate } from '../../shared/mandate.ts'
import type { Report, ReportDraft, ReportPatch, ReportRun } from '../../shared/report.ts'
import type { Database } from '../store/database.ts'
import { sweepReports } from '../store/reports/prune.ts'
import { ReportRefusal } from '../store/reports/refusal.ts'
import { addRun, failOpenRuns, failRun, findRun } from '../store/reports/runs.ts'
import {
  createReport,
  dueReports,
  findReport,
  listReports,
  readReport,
  removeReport,
  replaceReport,
  setNextRun,
  setProblem,
} from '../store/reports.ts'
import { nextTime } from './next-time.ts'
import { type Plan, planRun } from './plan.ts'
import { takeRun } from './take-run.ts'

type Options = {
  readonly database: Database
  readonly mandates: readonly Mandate[]
  readonly clock: () => Date
  /** Told of every run that ended, also of one that failed. */
  readonly onReportRun?: (report: Report, run: ReportRun) => void | Promise<void>
  /** Told what goes wrong; later runs go on. */
  readonly onError?: (error: unknown) => void
}

/** Reports and their runs; `ReportRefusal` is thrown for what cannot be done. */
export type Reports = {
  readonly list: () => Promise<readonly Report[]>
  readonly read: (no: number) => Promise<Report | undefined>
  readonly create: (draft: ReportDraft) => Promise<Report>
  /** Undefined where there is no such report; so below. */
  readonly update: (no: number, patch: ReportPatch) => Promise<Report | undefined>
  readonly remove: (no: number) => Promise<boolean>
  /** Queues a run, or answers the one that is queued or under way. */
  readonly run: (no: number, trigger: ReportRun['trigger']) => Promise<ReportRun | undefined>
  /** Queues the runs that are due. */
  readonly look: () => Promise<void>
  /** Resolves when no run is queued or under way. */
  readonly idle: () => Promise<void>
  /** Ends the run under way and starts no other. */
  readonly stop: () => Promise<void>
}

/** Keeps the reports of a database. Runs are taken one after the other: each of them reads a great deal. */
export function createReports({ database, mandates, clock, onReportRun, onError = () => {} }: Options): Reports {
  const queue = createQueue(onError)
  // What an earlier worker left behind.
  const recovered = failOpenRuns(database, clock())
    .then(() => sweepReports(database))
    .catch(onError)
  queue.add(() => recovered)
  const read = (no: number) => readReport(database, mandates, no)
  const context = (draft: ReportDraft) => ({
    mandates,
    now: clock(),
    ...(draft.schedule ? { nextRun: nextTime(draft.schedule, clock()) } : {}),
  })

  async function create(draft: ReportDraft): Promise<Report> {
    const report = await read(await createReport(database, draft, context(draft)))
    if (!report) throw new ReportRefusal('impossible', 'The report was removed at once.')
    return report
  }

  async function update(no: number, patch: ReportPatch): Promise<Report | undefined> {
    const stored = await findReport(database, no)
    if (!stored) return undefined
    const draft = patched(stored, patch)
    await replaceReport(database, no, draft, context(draft))
    return read(no)
  }

  async function remove(no: number): Promise<boolean> {
    const isThere = await removeReport(database, no)
    if (isThere) queue.add(() => sweepReports(database))
    return isThere
  }

  /** Runs that are queued or under way; another one that the database names so could not write down its end. */
  const open = new Set<number>()
  /** Asked for twice at once, one run is queued: what is being asked for stands here until its row does. */
  const asked = new Map<number, Promise<ReportRun | undefined>>()
  function run(no: number, trigger: ReportRun['trigger']): Promise<ReportRun | undefined> {
    const pending = asked.get(no) ?? queueRun(no, trigger).finally(() => asked.delete(no))
    asked.set(no, pending)
    return pending
  }

  async function queueRun(no: number, trigger: ReportRun['trigger']): Promise<ReportRun | undefined> {
    await recovered
    const [stored, report] = await Promise.all([findReport(database, no), read(no)])
    if (!stored || !report) return undefined
    if (report.running !== undefined && open.has(report.running)) return runOf(no, report.running)
    if (report.running !== undefined) await failRun(database, report.running, lost, clock())
    const plan = await planRun(database, stored, mandates)
    const added = await addRun(database, no, plan, { trigger, now: clock() })
    open.add(added)
    queue.add((signal) => work(no, added, plan, signal).finally(() => open.delete(added)))
    return runOf(no, added)
  }

  async function work(no: number, added: number, plan: Plan, signal: AbortSignal): Promise<void> {
    try {
      await takeRun({ db: database, report: no, run: added, plan, clock, signal })
      await setProblem(database, no, undefined, clock())
    } catch (error) {
      if (!(error instanceof ReportRefusal)) onError(error)
      await failRun(database, added, reasonOf(error), clock())
    }
    const [report, ended] = [await read(no), await runOf(no, added)]
    if (report && ended) await onReportRun?.(report, ended)
  }

  const runOf = async (report: number, run: number) => (await findRun(database, { report, run }))?.run

  async function look(): Promise<void> {
    for (const { no, schedule } of await dueReports(database, clock())) {
      // Before the run, so that one that cannot run is not tried at every look.
      await setNextRun(database, no, nextTime(schedule, clock()))
      await run(no, 'schedule').catch(async (error) => {
        if (!(error instanceof ReportRefusal)) return onError(error)
        await setProblem(database, no, error.message, clock())
      })
    }
  }

  const list = () => listReports(database, mandates)
  return { list, read, create, update, remove, run, look, idle: queue.idle, stop: queue.stop }
}

function patched(
  stored: ReportDraft & { readonly no: number; readonly nextRun?: string },
  patch: ReportPatch,
): ReportDraft {
  const { no: _, nextRun: __, ...draft } = stored
  const { mandate, policies, ...rest } = patch
  const subject = mandate === undefined && policies === undefined ? {} : { mandate, policies }
  const merged = Object.entries({ ...draft, ...rest, ...subject })
  return Object.fromEntries(merged.filter(([, value]) => value !== null && value !== undefined)) as ReportDraft
}

const lost = 'Its end could not be written down. Run the report again.'

const reasonOf = (error: unknown): string => {
  if (error instanceof DOMException) return 'The worker was stopped. Run the report again.'
  return error instanceof Error ? error.message : String(error)
}

/** Works one after the other. */
function createQueue(onError: (error: unknown) => void) {
  const ended = new AbortController()
  let last: Promise<void> = Promise.resolve()
  const add = (work: (signal: AbortSignal) => Promise<void>) => {
    last = last.then(() => (ended.signal.aborted ? undefined : work(ended.signal))).catch(onError)
  }
  async function idle(): Promise<void> {
    for (let seen: Promise<void> | undefined; seen !== last; ) {
      seen = last
      await seen
    }
  }
  const stop = () => {
    ended.abort()
    return idle()
  }
  return { add, idle, stop }
}
