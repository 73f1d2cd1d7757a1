import { digest } from './canonical.ts'
import type { Engine } from './engine.ts'
import { type DueTimes, readDueTimes } from './store/connector-state.ts'
import type { Database } from './store/database.ts'
import { settleExceptions } from './store/exceptions/settle.ts'
import { takeSnapshots } from './store/trends.ts'

type Options = {
  readonly database: Database
  readonly engine: Pick<Engine, 'run'>
  /** Runs the reports that are due. */
  readonly reports?: { readonly look: () => Promise<void> }
  readonly clock: () => Date
  /** Milliseconds between two looks. */
  readonly every?: number
  /** Told what goes wrong; the schedule goes on. */
  readonly onError?: (error: unknown) => void
}

export type Schedule = {
  /** Queues what is due now; the timer calls it, too. */
  readonly look: () => Promise<void>
  readonly stop: () => void
}

/**
 * Runs every connector when it is due. All it knows is in the database, so that a restart neither forgets a run nor
 * repeats one. A connector with a run queued or under way is left alone.
 */
export function startSchedule({
  database,
  engine,
  reports,
  clock,
  every = 30_000,
  onError = () => {},
}: Options): Schedule {
  async function look(): Promise<void> {
    await settleExceptions(database, clock()).catch(onError)
    for (const connector of await readDueTimes(database)) {
      if (connector.isBusy || dueTime(connector) > clock().getTime()) continue
      await engine.run(connector.id, 'schedule').catch(onError)
    }
    await reports?.look().catch(onError)
    await takeSnapshots(database, clock()).catch(onError)
  }
  let isLooking = false
  const timer = setInterval(async () => {
    if (isLooking) return
    isLooking = true
    await look().catch(onError)
    isLooking = false
  }, every)
  return { look, stop: () => clearInterval(timer) }
}

/**
 * When a connector is due, in milliseconds: one frequency after its last run, and up to a twentieth of it later, always
 * the same for a connector, so that many that began together spread out. At once where it never ran.
 */
export function dueTime({ id, frequency, lastRun }: Pick<DueTimes, 'id' | 'frequency' | 'lastRun'>): number {
  if (lastRun === undefined) return 0
  const jitter = (Buffer.from(digest(id)).readUInt32BE() / 2 ** 32) * 0.05
  return Date.parse(lastRun) + frequency * 60_000 * (1 + jitter)
}
