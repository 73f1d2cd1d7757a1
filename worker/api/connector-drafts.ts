import { type AwsConnectorType, awsRoleNames, type Connector, type ConnectorSettings } from '../../shared/connector.ts'
import type { ConnectorDraft, ConnectorPatch } from '../../shared/connector-draft.ts'
import { Problem } from './problem.ts'

/** What a draft or a patch comes to: how to sign in, where that leads, and the secret that is still to be sealed. */
export type Access = {
  readonly settings: ConnectorSettings
  /** Absent for an organization, which reads no account itself. */
  readonly account: string | undefined
  /** Of AWS only. */
  readonly type?: AwsConnectorType
  readonly secret?: string
}

/** Takes a draft apart. The external id is made by `newExternalId` where none is given. */
export function accessOf(draft: ConnectorDraft, newExternalId: () => string): Access {
  if (draft.cloud === 'aws') return awsAccess({ ...draft, externalId: draft.externalId ?? newExternalId() })
  if (draft.cloud === 'azure') {
    const { clientSecret, ...ids } = draft
    return { ...azureAccess(ids), secret: clientSecret }
  }
  const { key, projectId = key.project_id } = draft
  return { ...gcpAccess(projectId, key.client_email), secret: JSON.stringify(key) }
}

type AwsFields = {
  readonly type?: AwsConnectorType | undefined
  readonly roleArn: string
  readonly externalId: string
  readonly members?: ConnectorPatch['members']
}

function awsAccess({ type = 'cspm', roleArn, externalId, members }: AwsFields): Access {
  if (type !== 'organization') {
    if (members) throw invalid('members', 'Only an organization connector has members.')
    return { settings: { cloud: 'aws', roleArn, externalId }, account: roleArn.split(':')[4], type }
  }
  const { roleName = awsRoleNames.member, externalId: own = externalId, type: kind = 'cspm' } = members ?? {}
  const settings = { cloud: 'aws', roleArn, externalId, members: { roleName, externalId: own, type: kind } } as const
  return { settings, account: undefined, type }
}

type AzureIds = { readonly tenantId: string; readonly clientId: string; readonly subscriptionId: string }

function azureAccess(ids: AzureIds): Access {
  const [tenantId, clientId, subscriptionId] = [ids.tenantId, ids.clientId, ids.subscriptionId].map((id) =>
    id.toLowerCase(),
  ) as [string, string, string]
  return { settings: { cloud: 'azure', tenantId, clientId, subscriptionId }, account: subscriptionId }
}

const gcpAccess = (projectId: string, clientEmail: string): Access => ({
  settings: { cloud: 'gcp', projectId, clientEmail },
  account: projectId,
})

const common = ['name', 'description', 'frequency']
const own: Readonly<Record<Connector['cloud'], readonly string[]>> = {
  aws: ['roleArn', 'externalId', 'type', 'members'],
  azure: ['tenantId', 'clientId', 'subscriptionId', 'clientSecret'],
  gcp: ['projectId', 'key'],
}

/** Puts a patch over a connector. A connector stays with its cloud and account: its resources belong to them. */
export function patchedAccess(connector: Connector, patch: ConnectorPatch): Access {
  const { cloud, account, parent } = connector
  const foreign = Object.keys(patch).filter((field) => ![...common, ...own[cloud]].includes(field))
  if (foreign.length > 0) throw foreignFields(foreign, cloud)
  if (parent !== undefined && own[cloud].some((field) => field in patch)) throw ofOrganization(parent)
  refuseChangeOfKind(connector, patch)
  const access = merge(connector, patch)
  if (account !== undefined && access.account?.toLowerCase() !== account.toLowerCase()) {
    throw new Problem(409, `This connector reads ${account}. Create another one for ${access.account}.`)
  }
  return access
}

function merge({ settings, type }: Connector, patch: ConnectorPatch): Access {
  if (settings.cloud === 'aws') {
    const { roleArn = settings.roleArn, externalId = settings.externalId } = patch
    const members = settings.members || patch.members ? { ...settings.members, ...patch.members } : undefined
    return awsAccess({ type: patch.type ?? type, roleArn, externalId, members })
  }
  if (settings.cloud === 'azure') {
    const { tenantId, clientId, subscriptionId, clientSecret } = { ...settings, ...patch }
    return {
      ...azureAccess({ tenantId, clientId, subscriptionId }),
      ...(clientSecret === undefined ? {} : { secret: clientSecret }),
    }
  }
  const { key, projectId = settings.projectId } = patch
  return {
    ...gcpAccess(projectId, key?.client_email ?? settings.clientEmail),
    ...(key === undefined ? {} : { secret: JSON.stringify(key) }),
  }
}

/** An organization connector keeps others and has no resources; any other one has resources and keeps none. */
function refuseChangeOfKind({ type }: Connector, patch: ConnectorPatch): void {
  if (patch.type === undefined || (type === 'organization') === (patch.type === 'organization')) return
  if (type === 'organization')
    throw new Problem(409, `An organization connector cannot become one of the type ${patch.type}: it keeps others.`, {
      advice: 'Create another connector for the account, or delete this one and keep its members.',
    })
  throw new Problem(409, `A connector of the type ${type} cannot become an organization: it reads one account.`, {
    advice: 'Create an organization connector beside it; this account stays with this connector.',
  })
}

const ofOrganization = (parent: string) =>
  new Problem(409, 'The role, the external id and the type of this connector are those of its organization.', {
    advice: `Change the members of the organization connector ${parent}.`,
  })

/** What a change of the type asks of the role, for the connector's state until its next run; absent without one. */
export function noticeOf({ type }: Connector, patch: ConnectorPatch) {
  if (patch.type === undefined || patch.type === type) return undefined
  const reason = `The type was changed from ${type} to ${patch.type}; the next run goes by it.`
  return { reason, advice: `Give the role what the guide of the type ${patch.type} lists, then run the connector.` }
}

function foreignFields(fields: readonly string[], cloud: string): Problem {
  const errors = fields.map((field) => ({ field, message: `A connector of ${cloud} has no such field.` }))
  return new Problem(400, errors.map(({ field, message }) => `${field}: ${message}`).join(' '), { errors })
}

const invalid = (field: string, message: string) =>
  new Problem(400, `${field}: ${message}`, { errors: [{ field, message }] })
