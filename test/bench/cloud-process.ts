import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { ConnectorDraft } from '../../shared/connector-draft.ts'
import type { Cloud } from '../../shared/resource.ts'
import { generateAwsEstate } from '../clouds/aws-estate.ts'
import { emptyAzureEstate, generateAzureEstate } from '../clouds/azure-estate.ts'
import { emptyGcpEstate, generateGcpEstate } from '../clouds/gcp.ts'
import type { Estates } from '../consoles/from-estates.ts'
import { draftsFor, startClouds } from '../simulated-clouds.ts'

/** A generated estate of one cloud; `latency` in milliseconds before each answer. */
export type CloudSize = { readonly cloud: Cloud; readonly resources: number; readonly latency: number }

export type CloudProcess = {
  /** Environment of a worker that is to reach it. */
  readonly env: Readonly<Record<string, string>>
  readonly draft: ConnectorDraft
  /** Calls so far, by region and operation. */
  readonly calls: () => Promise<Readonly<Record<string, number>>>
  readonly stop: () => Promise<void>
}

type Ready = Pick<CloudProcess, 'env' | 'draft'>

/** Starts a simulated cloud in a process of its own, so that its work and memory are not counted as the worker's. */
export async function startCloudProcess(size: CloudSize): Promise<CloudProcess> {
  const child = fork(import.meta.filename, [JSON.stringify(size)], { execArgv: [] })
  const ready = await answer<Ready>(child)
  return {
    ...ready,
    calls: () => {
      child.send('calls')
      return answer(child)
    },
    stop: async () => {
      child.kill()
      await once(child, 'exit')
    },
  }
}

async function answer<Message>(child: ChildProcess): Promise<Message> {
  const over = new AbortController()
  const ended = once(child, 'exit', over).then(([code]) => {
    throw new Error(`The simulated cloud ended (${code})`)
  })
  try {
    const [message] = await Promise.race([once(child, 'message', over), ended])
    return message as Message
  } finally {
    ended.catch(() => {})
    over.abort()
  }
}

/** The other two clouds are there, and empty. */
function estatesOf({ cloud, resources }: CloudSize): Estates {
  return {
    aws: cloud === 'aws' ? generateAwsEstate({ resources }) : { accounts: [] },
    azure: cloud === 'azure' ? generateAzureEstate({ resources }) : emptyAzureEstate(),
    gcp: cloud === 'gcp' ? generateGcpEstate({ resources, seed: 1 }) : emptyGcpEstate('plumbline-empty', '1'),
  }
}

async function serve(size: CloudSize): Promise<void> {
  const clouds = await startClouds(estatesOf(size), { latency: size.latency })
  const draft = draftsFor(clouds).find(({ cloud }) => cloud === size.cloud)
  process.on('message', () => process.send?.(Object.fromEntries(clouds[size.cloud].places)))
  process.on('disconnect', () => process.exit(0))
  process.send?.({ env: clouds.env, draft })
}

if (import.meta.main) await serve(JSON.parse(process.argv[2] ?? '') as CloudSize)
