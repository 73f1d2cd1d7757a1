import { setTimeout as sleep } from 'node:timers/promises'
import type { Run } from '../shared/run.ts'
import { createAuthoring } from './authoring.ts'
import type { Catalogue } from './catalogue.ts'
import type { ConnectionError } from './connection.ts'
import type { Engine } from './engine.ts'
import type { Evaluator } from './evaluator.ts'
import { accountsOf } from './organization.ts'
import { createInProcessQueue } from './queue/in-process.ts'
import { recover } from './recover.ts'
import { reevaluate } from './reevaluate.ts'
import { noticeRelations } from './relate/relations.ts'
import { performRun, type RunOptions } from './run.ts'
import { scopeOf } from './run-scope.ts'
import { createBoards } from './scan/boards.ts'
import { signIn, type Trying } from './sign-in.ts'
import { readConnector, type StoredConnector, setConnectorState } from './store/connector-state.ts'
import { applyExceptions } from './store/exceptions/apply.ts'
import { locate } from './store/locate.ts'
import { changeRun, findRun, queueRun } from './store/runs.ts'

/** Connectors that are run at a time. */
const concurrency = 2
/** Milliseconds that a run that is cancelled is given to end. */
const patience = 5_000

/** Something that was asked for by its id is not there. */
export class MissingError extends Error {
  override readonly name = 'MissingError'
}

type EngineOptions = RunOptions & {
  /** The controls that `evaluator` knows, where they can change while it is there. */
  readonly catalogue?: Catalogue
}

/** The engine in place; `engine-thread.ts` puts it into a thread of its own. Takes up what an earlier end left behind. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { database, types, clock, evaluator } = options
  await noticeRelations(database, types)
  const ending = new AbortController()
  const catalogue = options.catalogue ?? fixed(evaluator)
  const { idle, ...authoring } = createAuthoring({ database, catalogue, types, clock, signal: ending.signal })
  const boards = createBoards()
  const enqueue = (connectorId: string) => run(connectorId, 'schedule')
  const work = (id: string, signal: AbortSignal) => performRun({ ...options, enqueue, boards }, id, signal)
  const queue = createInProcessQueue({ concurrency, work })
  for (const job of await recover(database, clock())) queue.add(job)

  async function test(connectorId: string) {
    const connector = await existing(connectorId)
    // A run that is under way sets the state itself.
    const isFree = connector.state !== 'Refreshing'
    const set = async (change: Parameters<typeof setConnectorState>[1]) =>
      void (isFree && (await database.write(setConnectorState(connector.no, change))))
    await set({ state: 'Refreshing' })
    try {
      const { account } = await reach(connector)
      await set({ state: 'Online', account })
      return { account }
    } catch (error) {
      const { message, advice } = error as ConnectionError
      await set({ state: 'Offline', reason: message, advice })
      throw error
    }
  }

  async function reach(connector: Trying) {
    const connection = await signIn(options, connector, ending.signal)
    if (connector.type === 'organization') await accountsOf(connection)
    return { account: connection.account }
  }

  async function run(connectorId: string, trigger: Run['trigger']): Promise<Run> {
    const queued = await queueRun(database, connectorId, { trigger, now: clock() })
    if (!queued) throw new MissingError('There is no such connector.')
    if (queued.state === 'queued') queue.add({ id: queued.id, key: connectorId })
    return queued
  }

  async function cancel(runId: string): Promise<void> {
    if (!(await findRun(database, runId))) throw new MissingError('There is no such run.')
    // A run that cannot write down its end, the disk being full, does not end.
    await Promise.race([queue.cancel(runId), sleep(patience, undefined, { ref: false })])
    // Where it had not begun, or is nobody's.
    await database.write([
      changeRun(runId, { state: 'cancelled', ended: clock().toISOString(), reason: 'The run was cancelled.' }),
    ])
  }

  async function existing(connectorId: string): Promise<StoredConnector> {
    const connector = await readConnector(database, connectorId)
    if (!connector) throw new MissingError('There is no such connector.')
    return connector
  }
  return {
    test,
    reach,
    run,
    cancel,
    progress: async (runId) => boards.of(runId),
    async reevaluate(resourceId, cid) {
      const located = await locate(database, resourceId)
      const type = types.find((one) => one.type === located?.shard.type)
      if (!located || !type) throw new MissingError('There is no such resource.')
      const connector = await existing(located.connectorId)
      const connection = await signIn(options, connector, ending.signal)
      const { evaluator } = scopeOf(connector, options)
      const { signal } = ending
      const evaluations = await reevaluate(located, { db: database, type, connection, evaluator, clock, signal, cid })
      await applyExceptions(database, { now: clock(), rids: [located.rid] })
      return evaluations
    },
    ...authoring,
    async close() {
      ending.abort()
      await Promise.all([queue.close(), idle()])
    },
  }
}

/** Where controls of one's own are not known. */
const fixed = (evaluator: Evaluator): Catalogue => ({
  evaluator,
  check: () => ({ problems: [], examples: [] }),
  alone: () => undefined,
  adopt: () => {},
  textOf: () => undefined,
})
