import type { Connector } from '../../../shared/connector.ts'
import type { RunError } from '../../../shared/run.ts'

/** A policy that a person gives to the connector's role, as the provider reads it. */
export type Grant = {
  readonly permissions: readonly string[]
  readonly file: string
  readonly content: string
  /** Whom it is given to, as far as the connector knows. */
  readonly role: string | undefined
  /** The same as a command, where there is a short one. */
  readonly command?: string
}

/** What grants the permissions that were missing in a run; `undefined` where none was named. */
export function grantFor({ settings }: Connector, errors: readonly RunError[]): Grant | undefined {
  const permissions = [...new Set(errors.flatMap(({ permission }) => permission ?? []))].sort()
  if (permissions.length === 0) return undefined
  if (settings.cloud === 'aws') return { permissions, ...awsGrant(permissions, settings.roleArn) }
  if (settings.cloud === 'azure') return { permissions, ...azureGrant(permissions, settings) }
  return { permissions, ...gcpGrant(permissions, settings) }
}

type Written = Omit<Grant, 'permissions'>

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
function awsGrant(permissions: readonly string[], roleArn: string): Written {
  const ofGateway = permissions.filter((permission) => permission.startsWith('apigateway:'))
  const others = permissions.filter((permission) => !ofGateway.includes(permission))
  const allow = (Sid: string, Action: readonly string[], Resource: unknown) =>
    Action.length > 0 ? [{ Sid, Effect: 'Allow', Action, Resource }] : []
  const Statement = [
    ...allow('PlumblineMissing', others, '*'),
    ...allow('PlumblineMissingApiGateway', ofGateway, gatewayArns(roleArn.split(':')[1] ?? 'aws')),
  ]
  const content = layOut({ Version: '2012-10-17', Statement })
  return { file: 'plumbline-missing-policy.json', content, role: roleArn }
}

/**
 * API Gateway has one action for all that is read, its API keys included: the addresses without secrets only.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-iam-policy-examples.html
 */
const gatewayArns = (partition: string) =>
  ['restapis', 'apis', 'domainnames', 'vpclinks', 'clientcertificates', 'tags']
    .flatMap((path) => [`/${path}`, `/${path}/*`])
    .map((path) => `arn:${partition}:apigateway:*::${path}`)

/** https://learn.microsoft.com/azure/role-based-access-control/custom-roles */
function azureGrant(permissions: readonly string[], settings: { clientId: string; subscriptionId: string }): Written {
  return {
    file: 'plumbline-missing-role.json',
    content: layOut({
      Name: 'Plumbline Missing Permissions',
      IsCustom: true,
      Description: 'Reads what Plumbline could not read so far; changes nothing.',
      Actions: permissions,
      NotActions: [],
      AssignableScopes: [`/subscriptions/${settings.subscriptionId}`],
    }),
    role: settings.clientId,
    command: 'az role definition create --role-definition @plumbline-missing-role.json',
  }
}

/** https://cloud.google.com/iam/docs/creating-custom-roles */
function gcpGrant(permissions: readonly string[], settings: { projectId: string; clientEmail: string }): Written {
  const lines = ['title: "Plumbline missing permissions"', 'stage: "GA"', 'includedPermissions:']
  return {
    file: 'plumbline-missing-role.yaml',
    content: [...lines, ...permissions.map((permission) => `- ${permission}`), ''].join('\n'),
    role: settings.clientEmail,
    command: `gcloud iam roles update plumblineReader --project=${settings.projectId} --add-permissions=${permissions.join(',')}`,
  }
}

const layOut = (document: unknown) => `${JSON.stringify(document, null, 2)}\n`
