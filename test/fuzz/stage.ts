import { randomBytes } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import { demoAwsEstate } from '../clouds/aws-estate.ts'
import { demoAzureEstate } from '../clouds/azure-estate.ts'
import { demoGcpEstate } from '../clouds/gcp.ts'
import { draftsFor, type SimulatedClouds, startClouds } from '../simulated-clouds.ts'
import { connectAll, startWorker, type Worker } from '../world.ts'
import { type Seeds, seed } from './seed.ts'

/** Who sends the requests of a pass. */
export type Caller = 'manager' | 'reader' | 'nobody'

/** A worker on a temporary folder that has read three simulated accounts, and who may call it. */
export type Stage = {
  readonly worker: Worker
  /** The token of each caller: the manager's is a user's, the reader's belongs to nobody. The stage uses another. */
  readonly tokens: Readonly<Record<Caller, string | undefined>>
  readonly seeds: Seeds
  /**
   * Part of a path → ids there of what has to outlive the run: these tokens, the connectors, and one of each other
   * thing. The empty part is in every path; numbers are for one kind of thing alone.
   */
  readonly kept: Readonly<Record<string, readonly string[]>>
  readonly close: () => Promise<void>
}

export async function setStage(program: string): Promise<Stage> {
  const clouds = await startClouds({ aws: demoAwsEstate(), azure: demoAzureEstate(), gcp: demoGcpEstate() })
  const worker = await startWorker({ ...clouds.env, ...guarded() }, program)
  const close = async () => {
    await worker.stop()
    await clouds.close()
  }
  try {
    return { worker, close, ...(await fill(worker, clouds)) }
  } catch (error) {
    await close()
    throw error
  }
}

async function fill(worker: Worker, clouds: SimulatedClouds): Promise<Pick<Stage, 'tokens' | 'seeds' | 'kept'>> {
  await connectAll(worker, draftsFor(clouds))
  const seeds = await seed(worker)
  const numbers = seeds.connectors.map(({ number }) => String(number))
  const { items } = await worker.api<{ items: readonly { id: string }[] }>('/tokens')
  const [manager, reader] = [await newToken(worker, { user: seeds.user }), await newToken(worker, { role: 'reader' })]
  return {
    tokens: { manager: manager.token, reader: reader.token, nobody: undefined },
    seeds,
    kept: {
      '': [...seeds.kept, ...[...seeds.connectors, ...items, manager, reader].map(({ id }) => id)],
      ...{ connector: numbers, '/qps/': numbers, report: [String(seeds.report)] },
    },
  }
}

/** Warnings and errors are kept, and nothing gets off this machine. */
const guarded = () => ({
  PLUMBLINE_LOG_LEVEL: 'warn',
  PLUMBLINE_ADMIN_TOKEN: `plb_${randomBytes(32).toString('base64url')}`,
  NODE_OPTIONS: `--import=${pathToFileURL(`${import.meta.dirname}/loopback-only.ts`)}`,
})

const newToken = (worker: Worker, whose: { readonly user: string } | { readonly role: string }) =>
  worker.api<{ id: string; token: string }>('/tokens', { method: 'POST', body: { name: 'Fuzzer', ...whose } })
