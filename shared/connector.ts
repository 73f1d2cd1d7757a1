import { z } from 'zod'
import type { Cloud } from './resource.ts'

const name = z.string().trim().min(1).max(100)
const description = z.string().trim().max(1000).optional()
/** Minutes between runs: at least 60, 240 recommended. */
const frequency = z.int().min(60).max(43_200).default(240)
const common = { name, description, frequency }

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

/** AWS accepts 2–1,224 of these characters: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const externalId = z
  .string()
  .regex(/^[\w+=,.@:/-]{2,1224}$/, { error: 'An external id has 2 to 1,224 letters, digits or +=,.@:/-.' })

/** How the accounts of an organization are entered; `memberDefaults` hold what is left out. */
const awsMembers = z.strictObject({
  /** The same in every account, as the StackSet creates it. */
  roleName: z
    .string()
    .regex(/^[\w+=,.@-]{1,64}$/, {
      error: 'Give the name of the role, not its ARN: 1 to 64 letters, digits or +=,.@_-.',
    })
    .optional(),
  /** The organization connector's own where not given. */
  externalId: externalId.optional(),
  type: z.enum(awsMemberTypes).optional(),
})

/** Names of the roles that the templates create unless told otherwise. */
export const awsRoleNames = { own: 'Plumbline', member: 'PlumblineMember' } as const

export const awsDraft = z.strictObject({
  ...common,
  cloud: z.literal('aws'),
  /** `cspm` where not given. */
  type: z.enum(awsConnectorTypes).optional(),
  roleArn: z.string().regex(/^arn:aws(-[a-z]+)*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/, {
    error: 'This is not the ARN of an IAM role. It looks like arn:aws:iam::111122223333:role/Plumbline.',
  }),
  /** Generated where not given. */
  externalId: externalId.optional(),
  /** Of an organization connector only. */
  members: awsMembers.optional(),
})

const guid = (what: string) =>
  z
    .string()
    .trim()
    .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, { error: `${what} is a GUID of 36 characters.` })

export const azureDraft = z.strictObject({
  ...common,
  cloud: z.literal('azure'),
  tenantId: guid('The directory (tenant) id'),
  clientId: guid('The application (client) id'),
  subscriptionId: guid('The subscription id'),
  clientSecret: z.string().min(1, { error: 'Paste the value of the client secret, not its id.' }).max(1000),
})

/** The parts of a Google service-account key file that are used; the rest is dropped. */
export const gcpKey = z.object({
  type: z.literal('service_account', {
    error: 'This is not a service-account key: its "type" is not "service_account".',
  }),
  project_id: z.string().min(1),
  private_key_id: z.string().optional(),
  private_key: z.string().includes('PRIVATE KEY', { error: 'The key file holds no private key.' }),
  client_email: z.string().min(1),
  token_uri: z.url().optional(),
})

export const gcpDraft = z.strictObject({
  ...common,
  cloud: z.literal('gcp'),
  /** The project to read; the key's own project where not given. */
  projectId: z.string().trim().min(1).optional(),
  /** The whole content of the JSON key file. */
  key: gcpKey,
})

export const connectorDraft = z.discriminatedUnion('cloud', [awsDraft, azureDraft, gcpDraft])
export type ConnectorDraft = z.infer<typeof connectorDraft>

/** What may be changed later: secrets are replaced whole, the cloud never. */
export const connectorPatch = z.strictObject({
  name: name.optional(),
  description,
  frequency: z.int().min(60).max(43_200).optional(),
  roleArn: awsDraft.shape.roleArn.optional(),
  externalId: awsDraft.shape.externalId,
  type: awsDraft.shape.type,
  members: awsDraft.shape.members,
  tenantId: azureDraft.shape.tenantId.optional(),
  clientId: azureDraft.shape.clientId.optional(),
  subscriptionId: azureDraft.shape.subscriptionId.optional(),
  clientSecret: azureDraft.shape.clientSecret.optional(),
  projectId: gcpDraft.shape.projectId,
  key: gcpKey.optional(),
})
export type ConnectorPatch = z.infer<typeof connectorPatch>

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
