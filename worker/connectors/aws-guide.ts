import { type AwsConnectorType, type AwsMemberType, awsRoleNames } from '../../shared/connector.ts'
import type { Guide, GuideFile } from '../guides.ts'
import { type AwsGrant, grantsOf, permissionsOf } from './aws-grants.ts'
import { notesFor, partitionNote, principalNote, stepsFor } from './aws-guide-texts.ts'
import { homeRegion } from './aws-partitions.ts'
import { arnIn, awsPolicy, awsTrustPolicy, partsOf } from './aws-role.ts'
import { awsTemplate } from './aws-template.ts'

type AwsGuideOptions = {
  readonly type: AwsConnectorType
  /** What the resource types call. */
  readonly permissions: readonly string[]
  readonly externalId: string
  /** The worker's account id or the ARN of its principal; absent where it is not known. */
  readonly principal?: string | undefined
  /** Of the roles, and so of the worker. */
  readonly partition: string
  /** What the members of an organization are to be. */
  readonly memberType: AwsMemberType
  /** Policies that name every action, in place of SecurityAudit. */
  readonly isExact: boolean
}

/** Stands for the worker's account where it is not known: to be replaced in the trust policy. */
const unknownPrincipal = '111122223333'

const names = {
  role: 'plumbline-role.template.json',
  organization: 'plumbline-organization-role.template.json',
  member: 'plumbline-member-role.template.json',
} as const

/** Everything that a person needs to connect an account of AWS, or an organization. */
export function awsGuide(options: AwsGuideOptions): Guide {
  const { type, permissions, externalId, principal, partition, memberType } = options
  const isOrganization = type === 'organization'
  const grants = grantsOf(options)
  return {
    cloud: 'aws',
    type,
    externalId,
    ...(principal ? { principal } : {}),
    permissions: permissionsOf(type, permissions),
    grants: grants.map(({ managedPolicy, ...grant }) => ({
      ...grant,
      ...(managedPolicy ? { managedPolicy: `arn:${partition}:iam::aws:policy/${managedPolicy}` } : {}),
    })),
    values: [
      ...(principal ? [{ label: 'AWS account that the role trusts', value: principal }] : []),
      { label: 'External id', value: externalId },
      { label: 'Role name', value: awsRoleNames.own },
      ...(isOrganization ? [{ label: 'Role name in the members', value: awsRoleNames.member }] : []),
    ],
    steps: stepsFor(type, grants),
    notes: [
      ...(principal ? [] : [principalNote]),
      ...(partition === 'aws' ? [] : [partitionNote(partition)]),
      ...notesFor(type),
    ],
    files: [
      awsTemplateFile('connector', options),
      ...(isOrganization ? [awsTemplateFile('members', options)] : []),
      file(
        'plumbline-trust-policy.json',
        principal
          ? 'Trust policy of the role'
          : `Trust policy of the role; put the worker’s AWS account in place of ${unknownPrincipal}`,
        awsTrustPolicy(principal ?? unknownPrincipal, externalId, partition),
      ),
      ...grants.flatMap((grant) => policyFiles(grant, partition)),
      ...exactFiles(options, isOrganization ? memberType : type),
    ],
    commands: isOrganization ? organizationCommands(partition) : roleCommands,
  }
}

/** The template for a stack in the account of the connector, or for a StackSet in the members of an organization. */
export function awsTemplateFile(place: 'connector' | 'members', options: AwsGuideOptions): GuideFile {
  const { type, memberType } = options
  if (place === 'members') {
    const template = awsTemplate({
      ...{ ...options, roleName: awsRoleNames.member, output: 'RoleName' },
      description: 'A role by which Plumbline reads a member account of this organization.',
      grants: grantsOf({ ...options, type: memberType }),
    })
    return file(names.member, 'CloudFormation template of the members’ role, for a StackSet', template)
  }
  const isOrganization = type === 'organization'
  const template = awsTemplate({
    ...{ ...options, roleName: awsRoleNames.own, output: 'RoleArn', grants: grantsOf(options) },
    description: isOrganization
      ? 'A role by which Plumbline lists the accounts of this organization, and reads this one.'
      : 'A role by which Plumbline reads this account.',
  })
  const name = isOrganization ? names.organization : names.role
  return file(name, 'CloudFormation template of the role, for a stack', template)
}

function policyFiles({ name, about, managedPolicy, actions }: AwsGrant, partition: string) {
  if (managedPolicy) return []
  const parts = partsOf(actions)
  return parts.map((part, index) => {
    const own = parts.length > 1 ? `${name}${index + 1}` : name
    return file(fileName(own), `Policy ${own}. ${about}`, awsPolicy(own, part, arnIn(partition)))
  })
}

/** The alternative to SecurityAudit, beside it. */
function exactFiles(options: AwsGuideOptions, type: AwsConnectorType) {
  if (options.isExact || (type !== 'cspm' && type !== 'remediation')) return []
  const [exact] = grantsOf({ ...options, type: 'cspm', isExact: true })
  if (!exact) return []
  const about = 'In place of SecurityAudit and the additional policies: only what is called.'
  return policyFiles({ ...exact, about }, options.partition)
}

const fileName = (policy: string) => `${policy.replaceAll(/(?<=[a-z])(?=[A-Z0-9])/g, '-').toLowerCase()}-policy.json`

const deploy = (stack: string, template: string) =>
  `aws cloudformation deploy --stack-name ${stack} --template-file ${template} --capabilities CAPABILITY_NAMED_IAM`

const outputsOf = (stack: string) =>
  `aws cloudformation describe-stacks --stack-name ${stack} --query Stacks[0].Outputs`

const roleCommands = [deploy('plumbline', names.role), outputsOf('plumbline')]

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs.html */
const organizationCommands = (partition: string) => [
  deploy('plumbline-organization', names.organization),
  outputsOf('plumbline-organization'),
  `aws cloudformation create-stack-set --stack-set-name plumbline-members --template-body file://${names.member} --permission-model SERVICE_MANAGED --auto-deployment Enabled=true,RetainStacksOnAccountRemoval=false --capabilities CAPABILITY_NAMED_IAM`,
  `aws cloudformation create-stack-instances --stack-set-name plumbline-members --deployment-targets OrganizationalUnitIds=ROOT_ID --regions ${homeRegion(partition) ?? 'us-east-1'}`,
]

const file = (name: string, about: string, content: unknown): GuideFile => ({
  name,
  about,
  content: `${JSON.stringify(content, null, 2)}\n`,
})
