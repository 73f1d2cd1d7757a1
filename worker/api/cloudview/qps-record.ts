import { z } from '@hono/zod-openapi'
import type { Connector } from '../../../shared/connector.ts'
import type { Cloud } from '../../../shared/resource.ts'
import { providerOf } from './clouds.ts'
import type { Surroundings } from './connector-record.ts'

/** Nouns of the paths, each with its cloud and the name that its objects have. */
export const nouns = {
  awsassetdataconnector: { cloud: 'aws', object: 'AwsAssetDataConnector' },
  azureassetdataconnector: { cloud: 'azure', object: 'AzureAssetDataConnector' },
  gcpassetdataconnector: { cloud: 'gcp', object: 'GcpAssetDataConnector' },
} as const satisfies Readonly<Record<string, { readonly cloud: Cloud; readonly object: string }>>
export type Noun = keyof typeof nouns

const nullable = z.string().nullable()
/** Truths are told as texts here. */
const flag = z.enum(['true', 'false'])

const common = {
  ...{ id: z.int(), name: z.string(), description: nullable, type: z.string(), connectorState: z.string() },
  ...{ disabled: flag, isDeleted: flag, isRemediationEnabled: flag, runFrequency: z.int() },
  ...{ lastSync: nullable, nextSync: nullable, lastError: nullable, cloudviewUuid: z.string() },
}

/** A connector of any cloud; the fields of one cloud are absent from the others. */
export const qpsConnector = z
  .object({
    ...common,
    ...{ arn: z.string().optional(), externalId: z.string().optional(), allRegions: flag.optional() },
    ...{ isGovCloudConfigured: flag.optional(), isChinaConfigured: flag.optional() },
    ...{ awsAccountId: nullable.optional(), qualysAwsAccountId: nullable.optional() },
    ...{ accountAlias: nullable.optional(), subscriptionName: nullable.optional() },
    authRecord: z.record(z.string(), z.string()).optional(),
  })
  .openapi('AssetDataConnector')
export type QpsConnector = z.infer<typeof qpsConnector>

const told = (is: boolean): 'true' | 'false' => (is ? 'true' : 'false')

/** The connector as these paths tell it: never with a secret. */
export function qpsRecord(connector: Connector, { facts, baseAccountId }: Surroundings): QpsConnector {
  const { id, settings, retired, stateReason, state } = connector
  const known = facts.get(id)
  const base = {
    ...{ id: known?.no ?? 0, name: connector.name, description: connector.description ?? null },
    ...{ type: providerOf(connector.cloud), connectorState: stateOf(connector) },
    ...{ disabled: told(retired !== undefined), isDeleted: told(false) },
    ...{ isRemediationEnabled: told(connector.type === 'remediation'), runFrequency: connector.frequency },
    ...{ lastSync: connector.lastRun ?? null, nextSync: connector.nextRun ?? null },
    ...{ lastError: state === 'Offline' ? (stateReason ?? null) : null, cloudviewUuid: id },
  }
  if (settings.cloud === 'gcp') return { ...base, authRecord: { projectId: settings.projectId } }
  if (settings.cloud === 'azure') {
    const { clientId: applicationId, tenantId: directoryId, subscriptionId } = settings
    const subscriptionName = known?.accountName ?? null
    return { ...base, subscriptionName, authRecord: { applicationId, directoryId, subscriptionId } }
  }
  const { roleArn, externalId } = settings
  const [, partition] = roleArn.split(':')
  return {
    ...{ ...base, arn: roleArn, externalId, allRegions: told(true), accountAlias: known?.accountName ?? null },
    isGovCloudConfigured: told(partition === 'aws-us-gov'),
    isChinaConfigured: told(partition === 'aws-cn'),
    ...{ awsAccountId: connector.account ?? null, qualysAwsAccountId: baseAccountId },
  }
}

const states = { Pending: 'PENDING', Refreshing: 'RUNNING', Online: 'FINISHED_SUCCESS', Offline: 'FINISHED_ERRORS' }

const stateOf = ({ state, retired }: Connector) => (retired === undefined ? states[state] : 'DISABLED')
