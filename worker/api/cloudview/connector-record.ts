import { z } from '@hono/zod-openapi'
import type { Connector } from '../../../shared/connector.ts'
import type { QueryRow } from '../../../shared/query/matches.ts'
import { connectorRow } from '../../../shared/query/rows.ts'
import type { ConnectorFacts } from '../../store/connector-facts.ts'
import { providerOf } from './clouds.ts'
import { javaDate } from './dates.ts'

const nullable = z.string().nullable()

const common = {
  name: z.string(),
  connectorId: z.string(),
  description: nullable,
  provider: z.enum(['AWS', 'AZURE', 'GCP']),
  state: z.enum(['SUCCESS', 'PENDING', 'REGIONS_DISCOVERED', 'ERROR']),
  totalAssets: z.int(),
  lastSyncedOn: nullable.openapi({ example: 'Tue Sep 03 10:12:13 UTC 2024' }),
  nextSyncedOn: nullable,
  remediationEnabled: z.boolean(),
  qualysTags: z.array(z.object({ tagName: z.string() })),
  isGovCloud: z.boolean(),
  isChinaRegion: z.boolean(),
  accountAlias: nullable,
  isDisabled: z.boolean(),
  pollingFrequency: z.object({ hours: z.int(), minutes: z.int() }),
  error: nullable,
  externalId: nullable,
  portalConnectorUuid: nullable,
  isPortalConnector: z.boolean(),
  groups: z.array(z.object({ name: z.string(), uuid: z.string() })),
}

const commonSchema = z.object(common)
export const awsConnector = z
  .object({ ...common, awsAccountId: nullable, baseAccountId: nullable, arn: z.string() })
  .openapi('AwsConnector')
export const azureConnector = z
  .object({
    ...common,
    ...{ subscriptionId: z.string(), tenantId: z.string(), applicationId: z.string() },
    ...{ subscriptionName: nullable, directoryId: z.string() },
  })
  .openapi('AzureConnector')
export const gcpConnector = z.object({ ...common, projectId: z.string() }).openapi('GcpConnector')
export const connectorSchema = z.union([awsConnector, azureConnector, gcpConnector])
export type ConnectorRecord = z.infer<typeof connectorSchema>

/** What a record is made from besides the connector. */
export type Surroundings = {
  readonly facts: ReadonlyMap<string, ConnectorFacts>
  /** The worker's own AWS account. */
  readonly baseAccountId: string | null
  /** Names of the organization connectors, by their ids: they are the groups of their members. */
  readonly organizations: ReadonlyMap<string, string>
}

/** The connector as these paths tell it: exactly the keys that strict clients know, and never a secret. */
export function connectorRecord(connector: Connector, around: Surroundings): ConnectorRecord {
  const { settings } = connector
  const facts = around.facts.get(connector.id)
  const base = commonOf(connector, facts, around)
  if (settings.cloud === 'gcp') return { ...base, projectId: settings.projectId }
  if (settings.cloud === 'azure') {
    const { subscriptionId, tenantId, clientId: applicationId } = settings
    const subscriptionName = facts?.accountName ?? null
    return { ...base, subscriptionId, tenantId, applicationId, subscriptionName, directoryId: tenantId }
  }
  const { roleArn, externalId } = settings
  const [, partition] = roleArn.split(':')
  return {
    ...{ ...base, externalId, accountAlias: facts?.accountName ?? null },
    ...{ isGovCloud: partition === 'aws-us-gov', isChinaRegion: partition === 'aws-cn' },
    ...{ awsAccountId: connector.account ?? null, baseAccountId: around.baseAccountId, arn: roleArn },
  }
}

function commonOf(
  connector: Connector,
  facts: ConnectorFacts | undefined,
  { organizations }: Surroundings,
): z.infer<typeof commonSchema> {
  const { id, parent, frequency, state, stateReason } = connector
  const organization = parent === undefined ? undefined : organizations.get(parent)
  return {
    name: connector.name,
    connectorId: id,
    description: connector.description ?? null,
    provider: providerOf(connector.cloud),
    state: stateOf(connector),
    totalAssets: facts?.resources ?? 0,
    lastSyncedOn: javaDate(connector.lastRun),
    nextSyncedOn: javaDate(connector.nextRun),
    remediationEnabled: connector.type === 'remediation',
    qualysTags: [],
    isGovCloud: false,
    isChinaRegion: false,
    accountAlias: null,
    isDisabled: connector.retired !== undefined,
    pollingFrequency: { hours: Math.floor(frequency / 60), minutes: frequency % 60 },
    error: state === 'Offline' ? (stateReason ?? 'The account could not be reached.') : null,
    externalId: null,
    portalConnectorUuid: null,
    isPortalConnector: false,
    groups: parent && organization !== undefined ? [{ name: organization, uuid: parent }] : [],
  }
}

const states = { SUCCESS: 'Online', PENDING: 'Pending', ERROR: 'Offline', REGIONS_DISCOVERED: 'Regions Discovered' }

/** The connector as a filter sees it: `state:PENDING` finds those that are told as PENDING, and no others. */
export function toldRow(connector: Connector): QueryRow {
  const row = connectorRow(connector)
  const state = [states[stateOf(connector)]]
  return { ...row, values: (token) => (token === 'connector.state' ? state : row.values(token)) }
}

/** Refreshing has no word of its own here: whoever waits for a run waits while it is PENDING. */
export function stateOf({ state, hint }: Connector): ConnectorRecord['state'] {
  if (state === 'Offline') return 'ERROR'
  if (state !== 'Online') return 'PENDING'
  return hint ? 'REGIONS_DISCOVERED' : 'SUCCESS'
}
