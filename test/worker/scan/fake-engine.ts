import type { Connect } from '../../../worker/connection.ts'
import { createEngine } from '../../../worker/create-engine.ts'
import type { Engine } from '../../../worker/engine.ts'
import type { RunOptions } from '../../../worker/run.ts'
import { saveControls } from '../../../worker/store/controls.ts'
import type { Database } from '../../../worker/store/database.ts'
import { findRun } from '../../../worker/store/runs.ts'
import { connectionTo, type FakeAccount, fakeTypes, standardEvaluator } from './fake-account.ts'

/** An engine in place, on an account in memory. `connect` stands in for signing in. */
export async function createFakeEngine(
  database: Database,
  fake: FakeAccount,
  {
    connect = async () => connectionTo(fake),
    ...more
  }: Partial<Omit<RunOptions, 'connect'>> & { connect?: Connect } = {},
): Promise<Engine> {
  const evaluator = standardEvaluator()
  await saveControls(database, evaluator)
  return createEngine({
    ...{ database, evaluator, endpoints: {}, types: fakeTypes(fake), clock: () => new Date() },
    unseal: (sealed) => sealed.replace('sealed ', ''),
    ...more,
    connect: { aws: connect, azure: connect, gcp: connect },
  })
}

/** The run when it has ended. */
export async function ended(database: Database, runId: string) {
  for (;;) {
    const run = await findRun(database, runId)
    if (!run || !['queued', 'running'].includes(run.state)) return run
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
