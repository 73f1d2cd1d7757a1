import { awsConnectorTypes, connectorHints, connectorStates } from '../connector.ts'
import { clouds } from '../resource.ts'
import type { Token } from './token.ts'

const choice = { kind: 'choice' } as const

/** What can be asked of a resource's connector. */
export const connectorTokens: readonly Token[] = [
  {
    name: 'connector.name',
    aliases: ['connectorName', 'account.alias', 'accountAlias'],
    kind: 'text',
    description: 'The name of the connector, which serves as the account’s alias.',
  },
  {
    name: 'connector.uuid',
    aliases: ['connector.id', 'connectorId', 'connector'],
    kind: 'keyword',
    description: 'The id of the connector.',
  },
  { name: 'connector.state', ...choice, values: connectorStates, description: 'Pending, Refreshing, Online, Offline.' },
]

/** What can be asked of a connector in its own list. */
export const connectorListTokens: readonly Token[] = [
  {
    name: 'connector.name',
    aliases: ['name', 'connectorName', 'account.alias'],
    kind: 'text',
    isSearched: true,
    description: 'The name of the connector.',
  },
  {
    name: 'connector.description',
    aliases: ['description'],
    kind: 'text',
    isSearched: true,
    description: 'Its description.',
  },
  {
    name: 'connector.state',
    aliases: ['state'],
    ...choice,
    values: [...connectorStates, ...connectorHints],
    synonyms: { success: 'Online', error: 'Offline', regions_discovered: 'Regions Discovered' },
    description: 'Pending, Refreshing, Online or Offline; or Regions Discovered, where no instance was ever found.',
  },
  {
    name: 'connector.type',
    aliases: ['type'],
    ...choice,
    values: awsConnectorTypes,
    description: 'What a connector of AWS is for.',
  },
  {
    name: 'connector.uuid',
    aliases: ['connector.id', 'connectorId', 'id', 'uuid'],
    kind: 'keyword',
    description: 'Its id.',
  },
  {
    name: 'cloud',
    aliases: ['provider', 'cloud.type', 'cloudType'],
    ...choice,
    values: clouds,
    synonyms: { amazon: 'aws', microsoft: 'azure', google: 'gcp' },
    description: 'aws, azure or gcp.',
  },
  {
    name: 'account.id',
    aliases: ['account', 'accountId', 'subscription.id', 'subscriptionId', 'project.id', 'projectId'],
    kind: 'keyword',
    isSearched: true,
    description: 'AWS account id, Azure subscription id or GCP project id.',
  },
  {
    name: 'connector.frequency',
    aliases: ['frequency'],
    kind: 'number',
    description: 'Minutes between two runs.',
  },
  {
    name: 'connector.lastRun',
    aliases: ['lastSyncedOn', 'lastSynced', 'lastRun'],
    kind: 'date',
    description: 'When its last run ended.',
  },
  {
    name: 'connector.created',
    aliases: ['createdDate', 'created'],
    kind: 'date',
    description: 'When it was made.',
  },
  {
    name: 'connector.modified',
    aliases: ['modifiedDate', 'updated'],
    kind: 'date',
    description: 'When it was last changed.',
  },
]
