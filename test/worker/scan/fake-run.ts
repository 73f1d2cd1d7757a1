import type { Evaluator } from '../../../worker/evaluator.ts'
import type { ResourceType } from '../../../worker/resource-type.ts'
import { createProgress, type Progress } from '../../../worker/scan/progress.ts'
import { scan } from '../../../worker/scan.ts'
import { saveControls } from '../../../worker/store/controls.ts'
import type { Database } from '../../../worker/store/database.ts'
import { addConnector, temporaryDatabase } from '../temporary-database.ts'
import { connectionTo, createAccount, type FakeAccount, fakeTypes, standardEvaluator } from './fake-account.ts'

export type Bench = {
  readonly db: Database
  readonly fake: FakeAccount
  readonly connector: number
  readonly types: ResourceType[]
  evaluator: Evaluator
  /** The hour of the day at which the next run begins. */
  hour: number
  readonly run: (signal?: AbortSignal) => Promise<Progress>
}

/** A database, an account and a way to run the one into the other, an hour apart each. */
export async function createBench(things: FakeAccount['things'] = {}): Promise<Bench> {
  const db = await temporaryDatabase()
  const fake = createAccount(things)
  const bench: Bench = {
    ...{ db, fake, connector: await addConnector(db), types: fakeTypes(fake), evaluator: standardEvaluator(), hour: 0 },
    async run(signal = new AbortController().signal) {
      const { connector, types, evaluator } = bench
      const now = timeOf(++bench.hour)
      const progress = createProgress(async () => {})
      await saveControls(db, evaluator)
      const connection = connectionTo(fake)
      await scan({ db, connector, connection, types, evaluator, clock: () => new Date(now), signal, progress })
      return progress
    },
  }
  return bench
}

/** The start of the nth run. */
export const timeOf = (hour: number): string => new Date(Date.UTC(2026, 0, 1, hour)).toISOString()
