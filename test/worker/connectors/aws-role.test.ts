import { expect, test } from 'vitest'
import { typesOf } from '../../../worker/collect/index.ts'
import { awsPermissionPolicy, awsRoleTemplate, awsTrustPolicy } from '../../../worker/connectors/aws-role.ts'

const permissions = typesOf('aws').flatMap((type) => type.permissions)

test('the policy allows what the resource types and the connector read, each once, and nothing that writes', () => {
  const { Statement } = awsPermissionPolicy([...permissions, ...permissions])
  const [{ Action }] = Statement as [{ Action: string[] }]
  expect(Action).toEqual([...new Set([...permissions, 'ec2:DescribeRegions'])].sort())
  for (const action of Action) expect(action).toMatch(/^[a-z0-9]+:(Get|List|Describe|GenerateCredentialReport$)\w*$/)
})

test('the trust policy demands the external id, of an account or a principal', () => {
  const trusted = (principal: string) => awsTrustPolicy(principal, 'id-1').Statement[0]
  expect(trusted('999988887777')).toEqual({
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::999988887777:root' },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'sts:ExternalId': 'id-1' } },
  })
  expect(trusted('arn:aws:iam::999988887777:role/Worker')).toMatchObject({
    Principal: { AWS: 'arn:aws:iam::999988887777:role/Worker' },
  })
})

test('the template makes such a role, and puts out its ARN', () => {
  const template = awsRoleTemplate({ permissions, externalId: 'id-1', principal: '999988887777' })
  const { AssumeRolePolicyDocument, Policies } = template.Resources.Role.Properties
  expect(template.Parameters.TrustedPrincipal).toMatchObject({ Default: '999988887777' })
  expect(AssumeRolePolicyDocument.Statement).toEqual([
    expect.objectContaining({
      Principal: { AWS: { Ref: 'TrustedPrincipal' } },
      Condition: { StringEquals: { 'sts:ExternalId': 'id-1' } },
    }),
  ])
  expect(Policies[0]?.PolicyDocument).toEqual(awsPermissionPolicy(permissions))
  expect(template.Outputs.RoleArn.Value).toEqual({ 'Fn::GetAtt': ['Role', 'Arn'] })
  expect(JSON.stringify(awsPermissionPolicy(permissions)).length).toBeLessThan(10_240)
})

test('without a known principal the template asks for one', () => {
  expect(awsRoleTemplate({ permissions, externalId: 'id-1' }).Parameters.TrustedPrincipal).not.toHaveProperty('Default')
})
