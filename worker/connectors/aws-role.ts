/** What the connector itself calls, before any collector. */
const basePermissions = ['ec2:DescribeRegions']

/** A policy document of IAM, ready for `JSON.stringify`. */
export type PolicyDocument = { readonly Version: '2012-10-17'; readonly Statement: readonly unknown[] }

/** The policy that lets a role read what the resource types read, and nothing else. */
export function awsPermissionPolicy(permissions: Iterable<string>): PolicyDocument {
  const Action = [...new Set([...basePermissions, ...permissions])].sort()
  return { Version: '2012-10-17', Statement: [{ Sid: 'PlumblineReads', Effect: 'Allow', Action, Resource: '*' }] }
}

/** Who may assume the role: the worker's account or principal, and only with the connector's external id. */
export function awsTrustPolicy(principal: string, externalId: string): PolicyDocument {
  return trust(/^\d{12}$/.test(principal) ? `arn:aws:iam::${principal}:root` : principal, externalId)
}

/**
 * A CloudFormation template that creates the role; its output `RoleArn` goes into the connector. The principal that may
 * assume it is a parameter, with the given default.
 */
export function awsRoleTemplate(options: {
  readonly permissions: Iterable<string>
  readonly externalId: string
  /** The worker's account id or the ARN of its principal, where known. */
  readonly principal?: string
}) {
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'A role that lets Plumbline read the configuration of this account.',
    Parameters: {
      TrustedPrincipal: {
        Type: 'String',
        Description: 'Id of the AWS account in which the worker runs, or the ARN of its user or role.',
        AllowedPattern: '\\d{12}|arn:aws[a-z-]*:iam::\\d{12}:(root|(user|role)/[\\w+=,.@/-]+)',
        ...(options.principal ? { Default: options.principal } : {}),
      },
      RoleName: {
        Type: 'String',
        Default: 'Plumbline',
        AllowedPattern: '[\\w+=,.@-]{1,64}',
        Description: 'Name of the role.',
      },
    },
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: { Ref: 'RoleName' },
          Description: 'Read-only access for Plumbline',
          MaxSessionDuration: 3600,
          // IAM takes a bare account id for the root of that account, in whichever partition it is.
          AssumeRolePolicyDocument: trust({ Ref: 'TrustedPrincipal' }, options.externalId),
          Policies: [{ PolicyName: 'PlumblineReads', PolicyDocument: awsPermissionPolicy(options.permissions) }],
        },
      },
    },
    Outputs: {
      RoleArn: { Description: 'Paste this into the connector.', Value: { 'Fn::GetAtt': ['Role', 'Arn'] } },
    },
  }
}

const trust = (AWS: unknown, externalId: string): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': externalId } },
    },
  ],
})
