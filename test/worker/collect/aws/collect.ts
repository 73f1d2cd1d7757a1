import { onTestFinished } from 'vitest'
import { resourceTypes } from '../../../../worker/collect/index.ts'
import type { Connection } from '../../../../worker/connection.ts'
import { connectAws } from '../../../../worker/connectors/aws.ts'
import { createReader } from '../../../../worker/reader.ts'
import type { CollectContext, Normalised, ResourceType } from '../../../../worker/resource-type.ts'
import { type SimulatedAws, startAws } from '../../../clouds/aws.ts'
import { type AwsAccount, type AwsEstate, trust } from '../../../clouds/aws-estate.ts'
import type { CloudOptions } from '../../../clouds/cloud.ts'

/** A collected resource, with fields that every test may read. */
export type Collected = Normalised<Record<string, unknown>>

/** Where the worker's own credentials come from in tests: nothing of the machine's. */
export function setWorkerKey(url: string, key = 'AKIASIMULATEDWORKER0') {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: key,
    AWS_SECRET_ACCESS_KEY: 'simulated',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  })
}

/**
 * A simulated AWS for one test, and a connection to its first account. Few attempts, so that lasting
 * faults end soon. The SDK looks up its address late: use one connection up before the next is made.
 */
export async function connectTo(
  estate: AwsEstate,
  options: CloudOptions & { attempts?: number } = {},
): Promise<{ cloud: SimulatedAws; account: AwsAccount; connection: Connection<'aws'> }> {
  const cloud = await startAws(estate, options)
  onTestFinished(cloud.close)
  setWorkerKey(cloud.url)
  const [account] = estate.accounts
  if (!account) throw new Error('an estate without accounts')
  const signal = new AbortController().signal
  const settings = { cloud: 'aws', ...trust(account) } as const
  const connection = await connectAws(settings, undefined, { endpoints: {}, signal, attempts: options.attempts ?? 2 })
  return { cloud, account, connection }
}

const typeNamed = (name: string) => resourceTypes.get(name) as ResourceType<'aws'>

export const contextOf = (connection: Connection<'aws'>, region: string): CollectContext<'aws'> => ({
  clients: connection.clients(region),
  account: connection.account,
  partition: connection.partition,
  region,
  reader: createReader,
  signal: new AbortController().signal,
})

/** Every resource of a type in a region, as it would be stored. */
export async function collect(connection: Connection<'aws'>, name: string, region = 'us-east-1'): Promise<Collected[]> {
  const type = typeNamed(name)
  const context = contextOf(connection, type.scope === 'region' ? region : 'global')
  const found: Collected[] = []
  for await (const raw of type.list(context)) found.push(stored(type, type.normalise(raw, context)))
  return found.sort((one, other) => (one.id < other.id ? -1 : 1))
}

/** One resource, read live. */
export async function collectOne(
  connection: Connection<'aws'>,
  name: string,
  id: string,
  region = 'us-east-1',
): Promise<Collected | undefined> {
  const type = typeNamed(name)
  const context = contextOf(connection, type.scope === 'region' ? region : 'global')
  const raw = await type.one(context, id)
  return raw === undefined ? undefined : stored(type, type.normalise(raw, context))
}

/** As JSON keeps it, and only if its fields are those that the type declares. */
function stored(type: ResourceType<'aws'>, resource: Normalised<unknown>): Collected {
  const plain = JSON.parse(JSON.stringify(resource)) as Collected
  type.fields.strict().parse(plain.config)
  return plain
}

/** The resource of a name, which must be there. */
export function named(resources: readonly Collected[], name: string): Collected {
  const found = resources.find((resource) => resource.name === name)
  if (!found) throw new Error(`no resource ${name}`)
  return found
}
