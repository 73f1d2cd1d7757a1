import { randomUUID } from 'node:crypto'
import type { AwsConnectorType, AwsMemberType } from '../shared/connector.ts'
import type { Cloud } from '../shared/resource.ts'
import { awsGuide, awsTemplateFile } from './connectors/aws-guide.ts'
import { awsPrincipal } from './connectors/aws-principal.ts'
import { azureGuide } from './connectors/azure-guide.ts'
import { azureInventoryRole, azureRole } from './connectors/azure-role.ts'
import { gcpRole } from './connectors/gcp-role.ts'
import type { ResourceType } from './resource-type.ts'

export type GuideFile = { readonly name: string; readonly about: string; readonly content: string }

/** What a person does in a cloud before a connector can be made, and the files for it. */
export type Guide = {
  readonly cloud: Cloud
  readonly steps: readonly { readonly title: string; readonly text: string }[]
  readonly files: readonly GuideFile[]
  /** The same as commands, where there are any. */
  readonly commands: readonly string[]
  readonly permissions: readonly string[]
  /** What is good to know besides. */
  readonly notes: readonly string[]
  /** To be copied into the cloud's own pages. */
  readonly values: readonly { readonly label: string; readonly value: string }[]
  /** AWS: the type of connector that it is for. */
  readonly type?: AwsConnectorType
  /** AWS: the policies of the role; `managedPolicy` is the ARN of one of AWS's own. */
  readonly grants?: readonly {
    readonly name: string
    readonly about: string
    readonly managedPolicy?: string
    readonly actions: readonly string[]
  }[]
  /** AWS: to be given to the role and to the connector. */
  readonly externalId?: string
  /** AWS: whom the role has to trust; absent where the worker does not know its own account. */
  readonly principal?: string
}

/** What a person may choose, on AWS only. */
export type GuideOptions = {
  readonly externalId?: string | undefined
  readonly principal?: string | undefined
  readonly type?: AwsConnectorType | undefined
  readonly memberType?: AwsMemberType | undefined
  readonly partition?: string | undefined
  /** `exact`: policies that name every action, in place of SecurityAudit. */
  readonly policy?: 'managed' | 'exact' | undefined
}

type AwsChoices = GuideOptions & { readonly externalId: string }

/** Writes the guides, from the permissions that the resource types declare. */
export type Guides = {
  (cloud: Cloud, options: GuideOptions): Promise<Guide>
  /** AWS: the CloudFormation template of the connector's own role, or of the role in an organization's members. */
  readonly template: (place: 'connector' | 'members', options: AwsChoices) => Promise<GuideFile>
}

export function createGuides(
  types: ReadonlyMap<string, ResourceType>,
  findPrincipal: () => Promise<string | undefined> = awsPrincipal,
): Guides {
  const permissionsOf = (cloud: Cloud) =>
    [
      ...new Set([...types.values()].filter(({ type }) => type.startsWith(`${cloud}.`)).flatMap((t) => t.permissions)),
    ].sort()

  const aws = async ({ type = 'cspm', memberType = 'cspm', ...options }: AwsChoices) => ({
    ...{
      type,
      memberType,
      partition: partitionOf(options),
      permissions: permissionsOf('aws'),
      externalId: options.externalId,
    },
    principal: options.principal ?? (await findPrincipal()),
    isExact: options.policy === 'exact',
  })
  const write = async (cloud: Cloud, { externalId = `plumbline-${randomUUID()}`, ...options }: GuideOptions) => {
    if (cloud === 'azure') return azure(permissionsOf(cloud))
    if (cloud === 'gcp') return gcp(permissionsOf(cloud))
    return awsGuide(await aws({ ...options, externalId }))
  }
  const template: Guides['template'] = async (place, options) => awsTemplateFile(place, await aws(options))
  return Object.assign(write, { template })
}

/** A role trusts principals of its own partition only. */
const partitionOf = ({ partition, principal }: GuideOptions): string =>
  partition ?? /^arn:(aws[a-z-]*):/.exec(principal ?? '')?.[1] ?? 'aws'

const azure = (permissions: readonly string[]): Guide => ({
  cloud: 'azure',
  permissions,
  notes: [],
  values: [],
  steps: azureGuide,
  files: [
    file(
      'plumbline-role.json',
      'Custom role, where Reader is too much; put your subscription in place of the zeros',
      azureRole(permissions, '/subscriptions/00000000-0000-0000-0000-000000000000'),
    ),
    file(
      'plumbline-inventory-role.json',
      'The least: virtual machines and their network alone. Whatever else is read stays UNKNOWN',
      azureInventoryRole('/subscriptions/00000000-0000-0000-0000-000000000000'),
    ),
  ],
  commands: ['az role definition create --role-definition @plumbline-role.json'],
})

function gcp(permissions: readonly string[]): Guide {
  const role = gcpRole(permissions)
  return {
    cloud: 'gcp',
    permissions,
    notes: [],
    values: [],
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
