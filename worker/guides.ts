import { randomUUID } from 'node:crypto'
import type { Cloud } from '../shared/resource.ts'
import { awsPrincipal } from './connectors/aws-principal.ts'
import { awsPermissionPolicy, awsRoleTemplate, awsTrustPolicy } from './connectors/aws-role.ts'
import { azureGuide } from './connectors/azure-guide.ts'
import { azureRole } from './connectors/azure-role.ts'
import { gcpRole } from './connectors/gcp-role.ts'
import type { ResourceType } from './resource-type.ts'

/** What a person does in a cloud before a connector can be made, and the files for it. */
export type Guide = {
  readonly cloud: Cloud
  readonly steps: readonly { readonly title: string; readonly text: string }[]
  readonly files: readonly { readonly name: string; readonly about: string; readonly content: string }[]
  /** The same as commands, where there are any. */
  readonly commands: readonly string[]
  readonly permissions: readonly string[]
  /** AWS: to be given to the role and to the connector. */
  readonly externalId?: string
  /** AWS: whom the role has to trust; absent where the worker does not know its own account. */
  readonly principal?: string
}

export type GuideOptions = { readonly externalId?: string | undefined; readonly principal?: string | undefined }

/** Writes the guides, from the permissions that the resource types declare. */
export type Guides = (cloud: Cloud, options: GuideOptions) => Promise<Guide>

/** Stands for the worker's account where it is not known: to be replaced in the trust policy. */
const unknownPrincipal = '111122223333'

export function createGuides(
  types: ReadonlyMap<string, ResourceType>,
  findPrincipal: () => Promise<string | undefined> = awsPrincipal,
): Guides {
  const permissionsOf = (cloud: Cloud) =>
    [
      ...new Set([...types.values()].filter(({ type }) => type.startsWith(`${cloud}.`)).flatMap((t) => t.permissions)),
    ].sort()

  return async (cloud, { externalId = `plumbline-${randomUUID()}`, principal }) => {
    const permissions = permissionsOf(cloud)
    if (cloud === 'azure') return azure(permissions)
    if (cloud === 'gcp') return gcp(permissions)
    return aws(permissions, externalId, principal ?? (await findPrincipal()))
  }
}

function aws(permissions: readonly string[], externalId: string, principal: string | undefined): Guide {
  const template = awsRoleTemplate({ permissions, externalId, ...(principal ? { principal } : {}) })
  const trust = awsTrustPolicy(principal ?? unknownPrincipal, externalId)
  return {
    cloud: 'aws',
    externalId,
    ...(principal ? { principal } : {}),
    permissions,
    steps: [
      {
        title: 'Create the role',
        text: 'In the CloudFormation console choose Create stack, upload plumbline-role.template.json and create it. Or create a role in IAM with the trust policy and the permission policy.',
      },
      { title: 'Copy its ARN', text: 'It is the output RoleArn of the stack, or stands on the page of the role.' },
      { title: 'Create the connector', text: 'Give it the ARN of the role and the external id of this guide.' },
    ],
    files: [
      file('plumbline-role.template.json', 'CloudFormation template of the role', template),
      file('plumbline-trust-policy.json', trustNote(principal), trust),
      file('plumbline-permission-policy.json', 'Permission policy of the role', awsPermissionPolicy(permissions)),
    ],
    commands: [
      'aws cloudformation deploy --stack-name plumbline --template-file plumbline-role.template.json --capabilities CAPABILITY_NAMED_IAM',
      'aws cloudformation describe-stacks --stack-name plumbline --query Stacks[0].Outputs',
    ],
  }
}

const trustNote = (principal: string | undefined) =>
  principal
    ? 'Trust policy of the role'
    : `Trust policy of the role; put the worker’s AWS account in place of ${unknownPrincipal}`

const azure = (permissions: readonly string[]): Guide => ({
  cloud: 'azure',
  permissions,
  steps: azureGuide,
  files: [
    file(
      'plumbline-role.json',
      'Custom role, where Reader is too much; put your subscription in place of the zeros',
      azureRole(permissions, '/subscriptions/00000000-0000-0000-0000-000000000000'),
    ),
  ],
  commands: ['az role definition create --role-definition @plumbline-role.json'],
})

function gcp(permissions: readonly string[]): Guide {
  const role = gcpRole(permissions)
  return {
    cloud: 'gcp',
    permissions,
    steps: [
      { title: 'Switch the APIs on', text: `In APIs & Services enable ${role.apis.join(', ')} in the project.` },
      {
        title: 'Create a service account',
        text: 'In IAM & Admin create a service account, and give it the custom role of this guide, or Viewer and Security Reviewer, in the project.',
      },
      {
        title: 'Create a key',
        text: 'On the page of the service account open Keys, choose Add key and Create new key, and pick JSON.',
      },
      { title: 'Create the connector', text: 'Give it the whole content of the key file.' },
    ],
    files: [
      { name: 'plumbline-role.yaml', about: 'Custom role, for gcloud', content: role.yaml },
      { name: 'plumbline-role.json', about: 'Custom role, for the API', content: role.json },
    ],
    commands: role.commands,
  }
}

const file = (name: string, about: string, content: unknown) => ({
  name,
  about,
  content: `${JSON.stringify(content, null, 2)}\n`,
})
