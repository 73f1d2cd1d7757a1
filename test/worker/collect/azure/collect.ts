import { connectAzure } from '../../../../worker/connectors/azure.ts'
import { createReader } from '../../../../worker/reader.ts'
import type { CollectContext, Normalised, ResourceType } from '../../../../worker/resource-type.ts'
import type { SimulatedAzure } from '../../../clouds/azure.ts'

/** What a collector is given, signed in to a simulated subscription. */
export async function contextOf({ estate, endpoints }: SimulatedAzure): Promise<CollectContext<'azure'>> {
  const { tenantId, clientId, clientSecret, subscription } = estate
  const settings = { cloud: 'azure' as const, tenantId, clientId, subscriptionId: subscription.id }
  const { signal } = new AbortController()
  const connection = await connectAzure(settings, clientSecret, { endpoints, signal })
  const { clients, account, partition } = connection
  const azure = clients('global') as CollectContext<'azure'>['clients']
  return { clients: azure, account, partition, region: 'global', reader: createReader, signal }
}

/** Everything that a resource type lists, normalised and checked against its fields. */
export async function collectAll<Raw, Fields>(
  type: ResourceType<'azure', Raw, Fields>,
  context: CollectContext<'azure'>,
) {
  const found: Normalised<Fields>[] = []
  for await (const raw of type.list(context)) {
    const resource = type.normalise(raw, context)
    type.fields.strict().parse(resource.config)
    found.push(resource)
  }
  return found
}
