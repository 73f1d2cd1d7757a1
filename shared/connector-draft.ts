import { z } from 'zod'
import { awsConnectorTypes, awsMemberTypes } from './connector.ts'

const name = z.string().trim().min(1).max(100)
const description = z.string().trim().max(1000).optional()
/** Minutes between runs: at least 60, 240 recommended. */
const frequency = z.int().min(60).max(43_200).default(240)
const common = { name, description, frequency }

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
