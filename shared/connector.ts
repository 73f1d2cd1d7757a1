import type { Cloud } from './resource.ts'

/**
 * What a connector of AWS is for. `inventory`: lists what runs, judges nothing. `assessment`: the same, with what Systems
 * Manager knows of the instances. `organization`: keeps a connector for each account of an organization. `cspm`, the
 * usual one: inventory and controls. `remediation`: that, and fixes what it is told to.
 */
export const awsConnectorTypes = ['inventory', 'assessment', 'organization', 'cspm', 'remediation'] as const
export type AwsConnectorType = (typeof awsConnectorTypes)[number]

/** What the member connectors of an organization may be. */
export const awsMemberTypes = ['inventory', 'assessment', 'cspm', 'remediation'] as const
export type AwsMemberType = (typeof awsMemberTypes)[number]

/** Names of the roles that the templates create unless told otherwise. */
export const awsRoleNames = { own: 'Plumbline', member: 'PlumblineMember' } as const

/** How an organization connector enters its members. */
export type MemberSettings = { readonly roleName: string; readonly externalId: string; readonly type: AwsMemberType }

type AwsSettings = {
  readonly cloud: 'aws'
  readonly roleArn: string
  readonly externalId: string
  /** Of an organization connector. */
  readonly members?: MemberSettings
}

/** What a connector needs to sign in, apart from its secret. */
export type ConnectorSettings =
  | AwsSettings
  | { readonly cloud: 'azure'; readonly tenantId: string; readonly clientId: string; readonly subscriptionId: string }
  | { readonly cloud: 'gcp'; readonly projectId: string; readonly clientEmail: string }

/** Pending: never reached yet. Refreshing: a run or test is under way. Online and Offline: how the last one ended. */
export const connectorStates = ['Pending', 'Refreshing', 'Online', 'Offline'] as const
export type ConnectorState = (typeof connectorStates)[number]

/**
 * What an Online connector still waits for. `Regions Discovered`: it signed in and knows the regions, but has found no
 * instance in any of them yet; no error where there are none.
 */
export const connectorHints = ['Regions Discovered'] as const
export type ConnectorHint = (typeof connectorHints)[number]

/** A connector as the API returns it: never with a secret. Times are ISO 8601 in UTC. */
export type Connector = {
  readonly id: string
  readonly cloud: Cloud
  readonly name: string
  readonly description?: string
  /** AWS only. */
  readonly type?: AwsConnectorType
  /** Id of the organization connector that keeps this one. */
  readonly parent?: string
  /** AWS account id, Azure subscription id, GCP project id; absent until it is known, and of an organization. */
  readonly account?: string
  readonly settings: ConnectorSettings
  readonly frequency: number
  readonly state: ConnectorState
  /** Why it is in this state, and what to do about it: one sentence each. */
  readonly stateReason?: string
  readonly stateAdvice?: string
  readonly hint?: ConnectorHint
  /** Since when its account is closed, suspended or no longer of the organization: it does not run, and keeps its data. */
  readonly retired?: string
  readonly created: string
  readonly updated: string
  /** End of the last run that finished. */
  readonly lastRun?: string
  readonly nextRun?: string
}
