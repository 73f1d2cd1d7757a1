import { type AwsConnectorType, awsRoleNames } from '../../shared/connector.ts'
import type { AwsGrant } from './aws-grants.ts'

type Step = { readonly title: string; readonly text: string }

/** What a person does in AWS, step by step, before a connector of this type can be made. */
export const stepsFor = (type: AwsConnectorType, grants: readonly AwsGrant[]): readonly Step[] =>
  type === 'organization' ? organizationSteps(grants) : roleSteps(type, grants)

const stack =
  'In CloudFormation choose Create stack, With new resources, and upload the template. Name the stack, let the parameters stand, acknowledge that it creates an IAM role with a name of its own, and submit. Wait for CREATE_COMPLETE.'

const byHand = (grants: readonly AwsGrant[]): Step => ({
  title: 'Instead of step 1, create it by hand',
  text: `In IAM open Roles and choose Create role. As the trusted entity take AWS account, Another AWS account, and paste the account id of this guide; tick Require external ID and paste the external id; leave Require MFA unticked, for the worker has no device. On the next page attach ${policiesOf(grants)}. Name the role (up to 64 letters, digits or +=,.@_-; a description may have 1,000 characters) and create it.`,
})

function policiesOf(grants: readonly AwsGrant[]): string {
  const managed = grants.flatMap(({ managedPolicy }) => managedPolicy ?? [])
  const own = grants.filter(({ managedPolicy }) => !managedPolicy).map(({ name }) => name)
  return [...managed, `policies that you create from the files ${own.join(', ')}`].join(', and ')
}

const copyArn: Step = {
  title: 'Copy its ARN',
  text: 'It is the output RoleArn of the stack, or stands at the top of the role’s page in IAM.',
}

const roleSteps = (type: AwsConnectorType, grants: readonly AwsGrant[]): readonly Step[] => [
  { title: 'Create the role', text: `Download plumbline-role.template.json. ${stack}` },
  byHand(grants),
  copyArn,
  {
    title: 'Create the connector',
    text: `Choose the type ${type}, and give it the ARN of the role and the external id of this guide.`,
  },
]

const organizationSteps = (grants: readonly AwsGrant[]): readonly Step[] => [
  {
    title: 'Create the role of the organization',
    text: `Sign in to the management account, or to an account that is a delegated administrator of Organizations. Download plumbline-organization-role.template.json. ${stack}`,
  },
  byHand(grants),
  copyArn,
  {
    title: 'Create the role in every member account',
    text: 'Download plumbline-member-role.template.json. In CloudFormation open StackSets and choose Create StackSet with service-managed permissions. Upload the template, name the StackSet, and acknowledge the IAM role. Deploy it to the organization or to some of its units, with automatic deployment on, so that new accounts get the role too. Choose one region only: a role counts in all of them. Submit, and wait until the operation has succeeded. On the command line, put the id of the organization’s root, or of a unit, in place of ROOT_ID.',
  },
  {
    title: 'Copy the name of the members’ role',
    text: `It is the output RoleName of the StackSet’s stacks: ${awsRoleNames.member}, unless you gave the parameter RoleName another one.`,
  },
  {
    title: 'Create the connector',
    text: 'Choose the type organization, and give it the ARN of the first role, the name of the members’ role and the external id of this guide. Its first run creates a connector for every active account; later ones do so for new accounts.',
  },
]

/** Where the worker has no credentials yet, or AWS does not answer. */
export const principalNote =
  'The worker does not know its own AWS account: give it credentials and open this guide again, or put the account in by hand.'

/** https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
export const partitionNote = (partition: string) =>
  `A role is assumed from its own partition only: the worker needs credentials of an account in ${partition}.`

/** What is good to know of a connector of this type. */
export const notesFor = (type: AwsConnectorType): readonly string[] => [
  ...(notes[type] ?? []),
  roleNames(type),
  ...(type === 'organization' ? [] : [regionsDiscovered]),
  'Only regions that are enabled for the account are read; those that are disabled or not opted into are left alone.',
  'A change of policy takes AWS up to a minute.',
  ...(type === 'inventory' || type === 'assessment' ? [] : [ledger]),
]

const roleNames = (type: AwsConnectorType) =>
  type === 'organization'
    ? `The templates name the roles ${awsRoleNames.own} and ${awsRoleNames.member}. To name them yourself give the parameter RoleName another value when you deploy, or change its default in the file; the connector takes the name of the members’ role.`
    : `The template names the role ${awsRoleNames.own}. To name it yourself give the parameter RoleName another value when you deploy, or change its default in the file.`

const regionsDiscovered =
  'After its first sign-in the connector is Online with the hint Regions Discovered until an EC2 instance was found in one of the regions. An account without instances keeps the hint: it is no error.'

const ledger = 'QLDB: Amazon ended it on 31 July 2025; nothing is collected.'

const notes: Partial<Readonly<Record<AwsConnectorType, readonly string[]>>> = {
  inventory: ['Lists resources and evaluates no controls. What takes other permissions than these is not read.'],
  assessment: [
    'Lists resources and evaluates no controls. The role may answer for Systems Manager, whose inventory of software is not read yet.',
  ],
  organization: [
    'The organization connector reads no resources itself. The account of its role is a member like the others, entered by that role.',
    'A StackSet with service-managed permissions leaves out the management account.',
    'An account that has a connector of its own keeps it and is not connected twice.',
    'An account that is suspended, closed or leaves the organization is retired: its connector stops running and keeps what it knows, with its age. It comes back when the account does.',
    'A member whose role cannot be assumed is Offline by itself; the others go on.',
  ],
  remediation: ['The six actions of PlumblineRemediation are used only when a person asks for a fix.'],
}
