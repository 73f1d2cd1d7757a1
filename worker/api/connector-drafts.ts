import type { Connector, ConnectorDraft, ConnectorPatch, ConnectorSettings } from '../../shared/connector.ts'
import { Problem } from './problem.ts'

/** What a draft or a patch comes to: how to sign in, where that leads, and the secret that is still to be sealed. */
export type Access = { readonly settings: ConnectorSettings; readonly account: string; readonly secret?: string }

/** Takes a draft apart. The external id is made by `newExternalId` where none is given. */
export function accessOf(draft: ConnectorDraft, newExternalId: () => string): Access {
  if (draft.cloud === 'aws') return awsAccess(draft.roleArn, draft.externalId ?? newExternalId())
  if (draft.cloud === 'azure') {
    const { clientSecret, ...ids } = draft
    return { ...azureAccess(ids), secret: clientSecret }
  }
  const { key, projectId = key.project_id } = draft
  return { ...gcpAccess(projectId, key.client_email), secret: JSON.stringify(key) }
}

const awsAccess = (roleArn: string, externalId: string): Access => ({
  settings: { cloud: 'aws', roleArn, externalId },
  account: roleArn.split(':')[4] ?? '',
})

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
  aws: ['roleArn', 'externalId'],
  azure: ['tenantId', 'clientId', 'subscriptionId', 'clientSecret'],
  gcp: ['projectId', 'key'],
}

/** Puts a patch over a connector. A connector stays with its cloud and account: its resources belong to them. */
export function patchedAccess({ cloud, settings, account }: Connector, patch: ConnectorPatch): Access {
  const foreign = Object.keys(patch).filter((field) => ![...common, ...own[cloud]].includes(field))
  if (foreign.length > 0) throw foreignFields(foreign, cloud)
  const access = merge(settings, patch)
  if (account !== undefined && access.account.toLowerCase() !== account.toLowerCase()) {
    throw new Problem(409, `This connector reads ${account}. Create another one for ${access.account}.`)
  }
  return access
}

function merge(settings: ConnectorSettings, patch: ConnectorPatch): Access {
  if (settings.cloud === 'aws') {
    return awsAccess(patch.roleArn ?? settings.roleArn, patch.externalId ?? settings.externalId)
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

function foreignFields(fields: readonly string[], cloud: string): Problem {
  const errors = fields.map((field) => ({ field, message: `A connector of ${cloud} has no such field.` }))
  return new Problem(400, errors.map(({ field, message }) => `${field}: ${message}`).join(' '), { errors })
}
