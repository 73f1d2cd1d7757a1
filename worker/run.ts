import { setTimeout as sleep } from 'node:timers/promises'
import { type Connection, ConnectionError } from './connection.ts'
import type { Evaluator } from './evaluator.ts'
import { syncMembers } from './organization.ts'
import { cancelled, stopped } from './queue/in-process.ts'
import type { ResourceType } from './resource-type.ts'
import { scopeOf } from './run-scope.ts'
import type { Boards } from './scan/boards.ts'
import { createProgress, type Progress } from './scan/progress.ts'
import { scan } from './scan.ts'
import { type Gate, signIn } from './sign-in.ts'
import { readConnector, type StateChange, type StoredConnector, setConnectorState } from './store/connector-state.ts'
import type { Database } from './store/database.ts'
import { DatabaseError, databaseError } from './store/database-error.ts'
import { dropEvaluations } from './store/drop-evaluations.ts'
import { applyExceptions } from './store/exceptions/apply.ts'
import { saveRunErrors } from './store/run-errors.ts'
import { changeRun, findRun, forgetOldRuns, type RunChange } from './store/runs.ts'

export type RunOptions = Gate & {
  readonly database: Database
  readonly types: readonly ResourceType[]
  readonly evaluator: Evaluator
  readonly clock: () => Date
  /** Queues a run of another connector, which a run of its organization asks for. */
  readonly enqueue?: (connectorId: string) => Promise<unknown>
  /** Where it is told how far the run is, by service and region. */
  readonly boards?: Boards
}

type End = { readonly change: RunChange; readonly connector: StateChange }

/**
 * Carries out a queued run: signs in, scans, and writes down how it ended, for the run and for its connector. Never
 * throws; a run that the worker's own end cuts short is left open, for the next start to find.
 */
export async function performRun(options: RunOptions, runId: string, signal: AbortSignal): Promise<void> {
  const { database, clock, boards } = options
  const run = await findRun(database, runId)
  const connector = run && (await readConnector(database, run.connectorId))
  if (!connector || run.state !== 'queued') return
  if (connector.retired !== undefined) {
    const ended = clock().toISOString()
    await database.write([changeRun(runId, { state: 'cancelled', ended, reason: connector.retired })])
    return
  }

  await database.write([
    ...setConnectorState(connector.no, { state: 'Refreshing' }),
    changeRun(runId, { state: 'running', started: clock().toISOString(), step: 'Signing in' }),
  ])
  const reached: { connection?: Connection } = {}
  const progress = createProgress(async ({ step, ...figures }, errors) => {
    const apiCalls = reached.connection?.apiCalls() ?? 0
    await database.write([
      changeRun(runId, { ...figures, apiCalls, ...(step && { step }) }),
      saveRunErrors(runId, errors),
    ])
  }, boards?.open(runId))
  const end = await outcome(options, { connector, progress, signal, reached })
  await progress.stop()
  const apiCalls = reached.connection?.apiCalls() ?? 0
  if (end) await finish(options, { runId, connector, progress, end, apiCalls, signal })
}

type Attempt = {
  readonly connector: StoredConnector
  readonly progress: Progress
  readonly signal: AbortSignal
  readonly reached: { connection?: Connection }
}

async function outcome(
  options: RunOptions,
  { connector, progress, signal, reached }: Attempt,
): Promise<End | undefined> {
  const { database } = options
  try {
    const connection = await signIn(options, connector, signal)
    reached.connection = connection
    await database.write(setConnectorState(connector.no, { state: 'Refreshing', account: connection.account }))
    const state = await perform(options, { connector, connection, progress, signal })
    return { change: { state }, connector: { state: 'Online', ...partly(progress) } }
  } catch (error) {
    if (signal.aborted && signal.reason === stopped) return undefined
    if (signal.aborted) {
      const before = connector.state === 'Refreshing' ? 'Pending' : connector.state
      const state = reached.connection ? 'Online' : before
      return { change: { state: 'cancelled', reason: cancelled.message }, connector: { state } }
    }
    return failed(error)
  }
}

/** An organization's run brings its members into line; every other one reads an account. */
async function perform(
  options: RunOptions,
  { connector, connection, progress, signal }: Omit<Attempt, 'reached'> & { readonly connection: Connection },
) {
  const { database, clock, enqueue = async () => {} } = options
  if (connector.type === 'organization')
    return syncMembers({ database, connector, connection, progress, clock, enqueue })
  const { types, evaluator, limits, quiet } = scopeOf(connector, options)
  if (limits) await dropEvaluations(database, connector.no)
  return scan({
    ...{ db: database, connector: connector.no, connection, types, evaluator, clock, signal },
    progress: quiet(progress),
  })
}

/** A run that ended with errors leaves its connector online, and says what is missing. */
function partly(progress: Progress): Pick<StateChange, 'reason' | 'advice'> {
  const { errors } = progress.figures()
  if (errors === 0) return {}
  const permissions = new Set(progress.errors().flatMap(({ permission }) => permission ?? []))
  return {
    reason: `${errors} ${errors === 1 ? 'read' : 'reads'} of the last run failed; the controls concerned answer UNKNOWN.`,
    advice:
      permissions.size > 0
        ? `Grant ${[...permissions].sort().slice(0, 5).join(', ')}${permissions.size > 5 ? ' and others' : ''}.`
        : "See the run's errors; the next run tries again.",
  }
}

function failed(error: unknown): End {
  const [reason, advice] = explain(error)
  return { change: { state: 'failed', reason: `${reason} ${advice}` }, connector: { state: 'Offline', reason, advice } }
}

function explain(error: unknown): readonly [reason: string, advice: string] {
  if (error instanceof ConnectionError) return [error.message, error.advice]
  const known = databaseError(error, 'of this worker')
  if (known instanceof DatabaseError) return [known.message, 'Then run the connector again.']
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  return [`The run ended in an error of Plumbline itself: ${name}: ${message}`.slice(0, 500), 'Run it again.']
}

/** Milliseconds between two tries to write down the end of a run. */
const patience = 2_000

/**
 * Writes down how a run ended. Where the disk is full or fails, it tries on: a run that nobody ends would keep its
 * connector from every later one. When the worker stops meanwhile, the next start finds the run open and says so.
 */
async function finish(
  { database, clock }: RunOptions,
  { runId, connector, progress, end, apiCalls, signal }: FinishOptions,
): Promise<void> {
  const now = clock()
  const statements = () => [
    saveRunErrors(runId, progress.errors()),
    changeRun(runId, { ...progress.figures(), apiCalls, ended: now.toISOString(), ...end.change }),
    forgetOldRuns(connector.no),
    ...setConnectorState(connector.no, { ...end.connector, lastRun: now }),
  ]
  for (;;) {
    try {
      await applyExceptions(database, { now })
      await database.write(statements())
      return
    } catch (error) {
      if (!(databaseError(error, 'of this worker') instanceof DatabaseError)) throw error
      if (signal.reason === stopped) return
    }
    await sleep(patience)
  }
}

type FinishOptions = {
  readonly runId: string
  readonly connector: StoredConnector
  readonly progress: Progress
  readonly end: End
  readonly apiCalls: number
  readonly signal: AbortSignal
}
