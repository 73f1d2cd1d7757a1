import { afterAll, beforeAll } from 'vitest'
import type { Connector } from '../../../shared/connector.ts'
import type { ConnectorDraft } from '../../../shared/connector-draft.ts'
import type { Cloud } from '../../../shared/resource.ts'
import type { Run } from '../../../shared/run.ts'
import { demoAwsEstate } from '../../clouds/aws-estate.ts'
import { demoAzureEstate } from '../../clouds/azure-estate.ts'
import type { CloudOptions, Fault } from '../../clouds/cloud.ts'
import { demoGcpEstate } from '../../clouds/gcp.ts'
import type { Estates } from '../../consoles/from-estates.ts'
import { draftsFor, type SimulatedClouds, startClouds } from '../../simulated-clouds.ts'
import { finishedRun, type Worker } from '../../world.ts'
import { startBuiltWorker } from './built-worker.ts'

/** The simulated clouds and a worker that reads them, for the tests of one file. */
export type Scene = {
  readonly clouds: SimulatedClouds
  readonly worker: Worker
  /** A connector of one of the cloud's accounts, made anew: nothing is known before. Answers its first run, ended. */
  readonly connect: (cloud: Cloud, account?: number) => Promise<{ readonly id: string; readonly run: Run }>
  /** Runs a connector and waits for the end. */
  readonly run: (id: string) => Promise<Run>
  readonly faults: (cloud: Cloud, ...faults: readonly Fault[]) => void
}

export const demoEstates = (): Estates => ({ aws: demoAwsEstate(), azure: demoAzureEstate(), gcp: demoGcpEstate() })

/** The demo estates with so many like AWS accounts: the worker paces itself account by account. */
export function manyAccounts(count: number): Estates {
  const { aws, ...estates } = demoEstates()
  const [first] = aws.accounts
  const text = JSON.stringify(first)
  const accounts = Array.from({ length: count }, (_, index) =>
    JSON.parse(text.replaceAll(first?.id ?? '', String(200_000_000_000 + index))),
  )
  return { ...estates, aws: { ...aws, accounts } }
}

/** Sets the scene before the tests of a file and clears it away after them. */
export function setScene(
  estates: () => Estates = demoEstates,
  options: CloudOptions = {},
  env: Readonly<Record<string, string>> = {},
): Scene {
  const scene: { clouds?: SimulatedClouds; worker?: Worker } = {}
  beforeAll(async () => {
    scene.clouds = await startClouds(estates(), options)
    scene.worker = await startBuiltWorker({ ...scene.clouds.env, ...env })
  }, 120_000)
  afterAll(async () => {
    await scene.worker?.stop()
    await scene.clouds?.close()
  })
  const parts = () => scene as { clouds: SimulatedClouds; worker: Worker }
  return {
    get clouds() {
      return parts().clouds
    },
    get worker() {
      return parts().worker
    },
    connect: async (cloud, account = 0) => connect(parts(), cloud, account),
    run: async (id) => {
      await parts().worker.api(`/connectors/${id}/run`, { method: 'POST' })
      return finishedRun(parts().worker, id)
    },
    faults: (cloud, ...faults) => {
      parts().clouds[cloud].faults.splice(0, Number.POSITIVE_INFINITY, ...faults)
    },
  }
}

/** The draft of one of a cloud's accounts; there is always one more where they have all had their turn. */
export function draftOf(clouds: SimulatedClouds, cloud: Cloud, account = 0): ConnectorDraft {
  const drafts = draftsFor(clouds).filter((one) => one.cloud === cloud)
  const draft = drafts[account % drafts.length]
  if (!draft) throw new Error(`no account of ${cloud}`)
  return draft
}

type Parts = { readonly worker: Worker; readonly clouds: SimulatedClouds }

async function connect({ worker, clouds }: Parts, cloud: Cloud, account: number) {
  const { items } = await worker.api<{ items: readonly Connector[] }>(`/connectors?cloud=${cloud}`)
  for (const { id } of items) await worker.api(`/connectors/${id}`, { method: 'DELETE' })
  const { id } = await worker.api<Connector>('/connectors', { method: 'POST', body: draftOf(clouds, cloud, account) })
  return { id, run: await finishedRun(worker, id) }
}
