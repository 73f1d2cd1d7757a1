import type { GcpClients } from '../../../../worker/clients.ts'
import { createReader } from '../../../../worker/reader.ts'
import type { CollectContext, Normalised, ResourceType } from '../../../../worker/resource-type.ts'
import type { SimulatedCloud } from '../../../clouds/cloud.ts'
import type { GcpEstate } from '../../../clouds/gcp.ts'
import { connectTo } from '../../connectors/gcp-connection.ts'

type Type<Raw, Fields> = Pick<ResourceType<'gcp', Raw, Fields>, 'list' | 'one' | 'normalise' | 'fields'>
type Collected<Fields> = { readonly found: readonly Normalised<Fields>[]; readonly error?: unknown }

/** Signs in to a simulated cloud and gives what a collector is given. */
export async function contextOf(cloud: SimulatedCloud<GcpEstate>): Promise<CollectContext<'gcp'>> {
  const { signal } = new AbortController()
  const connection = await connectTo(cloud, { signal })
  return {
    clients: connection.clients('global') as GcpClients,
    account: connection.account,
    partition: connection.partition,
    region: 'global',
    reader: createReader,
    signal,
  }
}

/** Everything that a type lists, normalised and checked against its fields, and the error that ended the list. */
export async function collect<Raw, Fields>(
  type: Type<Raw, Fields>,
  cloud: SimulatedCloud<GcpEstate>,
): Promise<Collected<Fields>> {
  const context = await contextOf(cloud)
  const found: Normalised<Fields>[] = []
  try {
    for await (const raw of type.list(context)) found.push(checked(type, type.normalise(raw, context)))
  } catch (error) {
    return { found, error }
  }
  return { found }
}

/** One resource, read live by its id. */
export async function readOne<Raw, Fields>(type: Type<Raw, Fields>, cloud: SimulatedCloud<GcpEstate>, id: string) {
  const context = await contextOf(cloud)
  const raw = await type.one(context, id)
  return raw && checked(type, type.normalise(raw, context))
}

function checked<Raw, Fields>(type: Type<Raw, Fields>, resource: Normalised<Fields>) {
  type.fields.strict().parse(JSON.parse(JSON.stringify(resource.config)))
  return resource
}
