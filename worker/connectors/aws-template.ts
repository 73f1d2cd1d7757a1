import type { AwsGrant } from './aws-grants.ts'
import { awsPolicy, partsOf, trustOf, type WriteArn } from './aws-role.ts'

type TemplateOptions = {
  readonly description: string
  readonly grants: readonly AwsGrant[]
  readonly externalId: string
  /** The worker's account id or the ARN of its principal, where known. */
  readonly principal?: string | undefined
  readonly roleName: string
  /** What goes into the connector: the ARN of the role, or its name where it is the same in many accounts. */
  readonly output: 'RoleArn' | 'RoleName'
}

/**
 * A CloudFormation template that creates a role; its output goes into the connector. The principal that may assume it is
 * a parameter, with the given default, and so is its name. Valid in every partition. Throws where the external id is
 * missing: anybody whom the worker serves could have such a role assumed.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function awsTemplate(options: TemplateOptions) {
  const { description, grants, externalId, principal, roleName, output } = options
  if (!externalId) throw new TypeError('A template needs an external id.')
  const policies = grants.filter(({ managedPolicy }) => !managedPolicy).flatMap(documentsOf)
  const isInline = JSON.stringify(policies).length < inlineLimit
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: description,
    Parameters: parameters(roleName, principal),
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: { Ref: 'RoleName' },
          Description: 'Access for Plumbline',
          MaxSessionDuration: 3600,
          // IAM takes a bare account id for the root of that account, in whichever partition it is.
          AssumeRolePolicyDocument: trustOf({ Ref: 'TrustedPrincipal' }, externalId),
          ManagedPolicyArns: grants.flatMap(({ managedPolicy }) =>
            managedPolicy ? [arn(`iam::aws:policy/${managedPolicy}`)] : [],
          ),
          ...(isInline ? { Policies: policies } : {}),
        },
      },
      ...(isInline ? {} : Object.fromEntries(policies.map(apart))),
    },
    Outputs: { [output]: outputs[output] },
  }
}

/** IAM allows 10,240 characters of inline policies in all; the partition's name is longer than its function. */
const inlineLimit = 9_500

const arn: WriteArn = (rest) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:${rest}` })

type Policy = { readonly PolicyName: string; readonly PolicyDocument: ReturnType<typeof awsPolicy> }

function documentsOf({ name, actions }: AwsGrant): readonly Policy[] {
  const parts = partsOf(actions)
  return parts.map((part, index) => {
    const PolicyName = parts.length > 1 ? `${name}${index + 1}` : name
    return { PolicyName, PolicyDocument: awsPolicy(PolicyName, part, arn) }
  })
}

/** A policy of its own, where there are too many for the role to hold. */
const apart = ({ PolicyName, PolicyDocument }: Policy) => [
  PolicyName,
  { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument, Roles: [{ Ref: 'Role' }] } },
]

const parameters = (roleName: string, principal: string | undefined) => ({
  TrustedPrincipal: {
    Type: 'String',
    Description: 'Id of the AWS account in which the worker runs, or the ARN of its user or role.',
    AllowedPattern: '^(\\d{12}|arn:aws[a-z-]*:iam::\\d{12}:(root|(user|role)/[\\w+=,.@/-]+))$',
    ...(principal ? { Default: principal } : {}),
  },
  RoleName: {
    Type: 'String',
    Default: roleName,
    AllowedPattern: '^[\\w+=,.@-]{1,64}$',
    Description: 'Name of the role: up to 64 letters, digits or +=,.@_-.',
  },
})

const outputs = {
  RoleArn: { Description: 'ARN of the role, for the connector.', Value: { 'Fn::GetAtt': ['Role', 'Arn'] } },
  RoleName: { Description: 'Name of the role, for the members of the connector.', Value: { Ref: 'Role' } },
}
