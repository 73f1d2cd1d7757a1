import { z } from '@hono/zod-openapi'
import type { Connector } from '../../../shared/connector.ts'
import type { Surroundings } from '../cloudview/connector-record.ts'
import { nullable, providers } from './words.ts'

/** A connector with its details. */
export const connectorSchema = z
  .object({
    ...{ id: z.int(), connectorId: z.string(), arn: nullable, externalId: nullable, baseAccountId: nullable },
    ...{ awsAccountId: nullable, state: z.enum(['Online', 'Pending', 'Refreshing', 'Offline']) },
    ...{ totalAssets: z.string(), name: z.string(), description: nullable, provider: z.string() },
    ...{ isChinaRegion: z.boolean(), isGovCloud: z.boolean(), isPortalConnector: z.boolean() },
    ...{ error: nullable, error_message: nullable, lastSyncedOn: nullable, dateCreated: z.string() },
    groups: z.array(z.object({ groupId: z.string(), groupName: z.string() })),
  })
  .openapi('CloudConnectorDetails')

/** The connector as these paths tell it: never with a secret. */
export function connectorRecord(
  connector: Connector,
  { facts, baseAccountId, organizations }: Surroundings,
): z.infer<typeof connectorSchema> {
  const { id, settings, parent, state, stateReason, stateAdvice } = connector
  const aws = settings.cloud === 'aws' ? settings : undefined
  const partition = aws?.roleArn.split(':')[1]
  const known = facts.get(id)
  const organization = parent === undefined ? undefined : organizations.get(parent)
  const isOffline = state === 'Offline'
  return {
    ...{ id: known?.no ?? 0, connectorId: id, arn: aws?.roleArn ?? null, externalId: aws?.externalId ?? null },
    baseAccountId: aws ? baseAccountId : null,
    awsAccountId: aws ? (connector.account ?? null) : null,
    state,
    totalAssets: String(known?.resources ?? 0),
    ...{ name: connector.name, description: connector.description ?? null, provider: providers[connector.cloud] },
    ...{ isChinaRegion: partition === 'aws-cn', isGovCloud: partition === 'aws-us-gov', isPortalConnector: false },
    error: isOffline ? 'Offline' : null,
    error_message: isOffline ? [stateReason, stateAdvice].filter(Boolean).join(' ') : null,
    ...{ lastSyncedOn: connector.lastRun ?? null, dateCreated: connector.created },
    groups: parent && organization !== undefined ? [{ groupId: parent, groupName: organization }] : [],
  }
}
