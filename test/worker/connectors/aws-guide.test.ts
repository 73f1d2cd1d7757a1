import { describe, expect, test } from 'vitest'
import type { AwsConnectorType } from '../../../shared/connector.ts'
import { resourceTypes, typesOf } from '../../../worker/collect/index.ts'
import { awsPolicy, awsTrustPolicy, partsOf } from '../../../worker/connectors/aws-role.ts'
import { beyondSecurityAudit } from '../../../worker/connectors/aws-security-audit.ts'
import { awsTemplate } from '../../../worker/connectors/aws-template.ts'
import { allows } from '../../../worker/connectors/aws-types.ts'
import { createGuides, type GuideOptions } from '../../../worker/guides.ts'

const called = [...new Set(typesOf('aws').flatMap(({ permissions }) => permissions))].sort()
const guides = createGuides(resourceTypes, async () => '999988887777')
const guide = (type: AwsConnectorType, options: GuideOptions = {}) =>
  guides('aws', { externalId: 'id-1', type, ...options })

type Policy = { PolicyName: string; PolicyDocument: { Statement: { Action: string[]; Resource: unknown }[] } }
type Role = {
  AssumeRolePolicyDocument: { Statement: unknown[] }
  ManagedPolicyArns: unknown[]
  Policies?: Policy[]
  RoleName: unknown
}
type Template = {
  Parameters: Record<string, { Default?: string; AllowedPattern: string }>
  Resources: Record<string, { Type: string; Properties: Role }>
  Outputs: Record<string, { Value: unknown }>
}

async function template(place: 'connector' | 'members', options: GuideOptions = {}) {
  const { content } = await guides.template(place, { externalId: 'id-1', ...options })
  const parsed = JSON.parse(content) as Template
  return { ...parsed, role: parsed.Resources.Role?.Properties as Role }
}

const actionsOf = ({ Policies = [] }: Role) =>
  Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement.flatMap(({ Action }) => Action))

// biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation fills it in
const securityAudit = [{ 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/SecurityAudit' }]
const inventory = ['ec2:DescribeInstances', 'ec2:DescribeAddresses', 'ec2:DescribeImages', 'ec2:DescribeRegions']
const remediation = [
  ...['ec2:RevokeSecurityGroupIngress', 'ec2:AuthorizeSecurityGroupIngress', 'ec2:DisassociateIamInstanceProfile'],
  ...['ec2:StopInstances', 's3:PutBucketPublicAccessBlock', 'rds:ModifyDBInstance'],
]

describe('the permissions of a type are', () => {
  test.each([
    ['inventory', [...inventory, 'ec2:DescribeVpcs']],
    ['assessment', ['ssm:ListInventoryEntries', 'ssm:DescribeInstanceInformation', ...inventory]],
    ['organization', [...inventory, 'ec2:DescribeVpcs', 'organizations:List*']],
  ] as const)('%s: exactly its list, in the guide and in a policy', async (type, actions) => {
    const { permissions, grants = [], files } = await guide(type)
    expect(permissions).toEqual(actions)
    expect(grants[0]?.actions).toEqual(actions)
    const policy = files.find(({ name }) => name.endsWith('-policy.json') && !name.includes('trust'))
    expect(JSON.parse(policy?.content ?? '').Statement[0].Action).toEqual(actions)
    expect(actionsOf((await template('connector', { type })).role)).toEqual(expect.arrayContaining([...actions]))
  })

  test('cspm: SecurityAudit, the Fargate profiles, and what the resource types need besides', async () => {
    const { grants = [], permissions } = await guide('cspm')
    expect(grants.map(({ managedPolicy, actions }) => managedPolicy ?? actions)).toEqual([
      'arn:aws:iam::aws:policy/SecurityAudit',
      ['eks:ListFargateProfiles', 'eks:DescribeFargateProfile'],
      ...grants.slice(2).map(({ actions }) => actions),
    ])
    expect(permissions).toEqual([...new Set([...called, 'ec2:DescribeRegions'])].sort())
    for (const action of permissions)
      expect(action).toMatch(
        /^[a-z0-9-]+:(Get|List|Describe|BatchGet|Search|Lookup)|:GenerateCredentialReport$|^apigateway:GET$/,
      )
  })

  test('remediation: those of cspm, and the six actions that write', async () => {
    const { grants = [], permissions } = await guide('remediation')
    expect(grants.at(-1)?.actions).toEqual(remediation)
    expect(grants.slice(0, -1)).toEqual((await guide('cspm')).grants)
    for (const action of [...called, ...remediation]) expect(permissions).toContain(action)
  })
})

test('what SecurityAudit leaves out is asked for by name, and what is not known of it too', () => {
  const lacking = ['account:GetContactInformation', 'macie2:GetMacieSession', 'apigateway:GET', 'new:DescribeThings']
  const granted = ['ec2:DescribeVpcs', 'iam:GenerateCredentialReport', 's3:GetBucketAcl', 's3:ListAllMyBuckets']
  expect(beyondSecurityAudit([...granted, ...lacking])).toEqual(lacking)
})

test('an action is allowed by its name or a pattern, in any case, and by nothing that only looks like it', () => {
  expect(allows(['organizations:List*'], 'organizations:ListAccounts')).toBe(true)
  expect(allows(['organizations:List*'], 'organizations:DescribeOrganization')).toBe(false)
  expect(allows(['ec2:DescribeVpcs'], 'EC2:describevpcs')).toBe(true)
  expect(allows(['ec2:DescribeVpcs'], 'ec2:DescribeVpcsOfOthers')).toBe(false)
  expect(allows(['s3:Get.ucket'], 's3:GetBucket')).toBe(false)
})

test('the trust policy demands the external id, of an account or a principal of the partition', () => {
  const trusted = (principal: string, partition?: string) => awsTrustPolicy(principal, 'id-1', partition).Statement[0]
  expect(trusted('999988887777')).toEqual({
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::999988887777:root' },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'sts:ExternalId': 'id-1' } },
  })
  const worker = 'arn:aws:iam::999988887777:role/Worker'
  expect(trusted(worker)).toMatchObject({ Principal: { AWS: worker } })
  for (const partition of ['aws-us-gov', 'aws-cn', 'aws-eusc'])
    expect(trusted('999988887777', partition)).toMatchObject({
      Principal: { AWS: `arn:${partition}:iam::999988887777:root` },
    })
})

describe('a template', () => {
  test('makes the role of a connector, and puts out its ARN', async () => {
    const { role, Parameters, Outputs } = await template('connector')
    expect(Parameters.TrustedPrincipal?.Default).toBe('999988887777')
    expect(Parameters.RoleName).toMatchObject({
      Default: 'Plumbline',
      AllowedPattern: expect.stringContaining('{1,64}'),
    })
    expect(role.AssumeRolePolicyDocument.Statement).toEqual([
      expect.objectContaining({
        Principal: { AWS: { Ref: 'TrustedPrincipal' } },
        Condition: { StringEquals: { 'sts:ExternalId': 'id-1' } },
      }),
    ])
    expect(role.ManagedPolicyArns).toEqual(securityAudit)
    expect(Object.keys(Outputs)).toEqual(['RoleArn'])
    expect(Outputs.RoleArn?.Value).toEqual({ 'Fn::GetAtt': ['Role', 'Arn'] })
  })

  test('of an organization lets the role list accounts, and read its own as the members are', async () => {
    const type = 'organization'
    const audited = (await template('connector', { type })).role
    expect(actionsOf(audited)).toContain('organizations:List*')
    expect(audited.ManagedPolicyArns).toEqual(securityAudit)
    const listed = (await template('connector', { type, memberType: 'inventory' })).role
    expect(listed.ManagedPolicyArns).toEqual([])
    expect(actionsOf(listed).filter((action) => !action.startsWith('ec2:Describe'))).toEqual(['organizations:List*'])
  })

  test('of the members has a name that is known beforehand, and puts it out', async () => {
    const { role, Parameters, Outputs } = await template('members', { memberType: 'remediation' })
    expect(Parameters.RoleName?.Default).toBe('PlumblineMember')
    expect(Outputs).toEqual({ RoleName: { Description: expect.any(String), Value: { Ref: 'Role' } } })
    expect(actionsOf(role)).toEqual(expect.arrayContaining(remediation))
    expect(actionsOf(role)).not.toContain('organizations:List*')
  })

  test('with exact policies names every action that is called, and does without SecurityAudit', async () => {
    const { role, Resources } = await template('connector', { policy: 'exact' })
    expect(role.ManagedPolicyArns).toEqual([])
    const apart = Object.values(Resources).filter(({ Type }) => Type === 'AWS::IAM::ManagedPolicy')
    const documents = apart.map(({ Properties }) => Properties as unknown as Pick<Policy, 'PolicyDocument'>)
    const actions = [
      ...actionsOf(role),
      ...documents.flatMap(({ PolicyDocument }) => PolicyDocument.Statement.flatMap((one) => one.Action)),
    ]
    expect(actions.sort()).toEqual((await guide('cspm')).permissions)
    expect(JSON.stringify(role.Policies ?? []).length).toBeLessThan(10_240)
    for (const document of documents) expect(JSON.stringify(document.PolicyDocument).length).toBeLessThan(6_144)
  })

  test('names no partition of its own, and can be uploaded as it is', async () => {
    for (const type of ['inventory', 'organization', 'cspm', 'remediation'] as const)
      for (const place of ['connector', 'members'] as const) {
        const { content } = await guides.template(place, { externalId: 'id-1', type, policy: 'exact' })
        expect(content).not.toMatch(/arn:aws(-[a-z]+)*:(?!iam::\\)/)
        expect(content.length).toBeLessThan(51_200)
      }
  })

  test('is not made without an external id, and asks for a principal where none is known', async () => {
    await expect(guides.template('connector', { externalId: '' })).rejects.toThrow('external id')
    const alone = createGuides(resourceTypes, async () => undefined)
    const { content } = await alone.template('members', { externalId: 'id-1' })
    expect((JSON.parse(content) as Template).Parameters.TrustedPrincipal).not.toHaveProperty('Default')
  })
})

test('a guide says what to do, with values to copy and files to upload', async () => {
  const { steps, values, files, notes, commands } = await guide('organization', { principal: '444455556666' })
  expect(values.map(({ value }) => value)).toEqual(['444455556666', 'id-1', 'Plumbline', 'PlumblineMember'])
  expect(steps.map(({ text }) => text).join()).toMatch(/StackSet.*RoleName/s)
  for (const name of commands.join(' ').match(/[\w-]+\.template\.json/g) ?? [])
    expect(files.map((file) => file.name)).toContain(name)
  expect(notes.join()).toContain('QLDB')
  expect((await guide('cspm')).notes.join()).toMatch(/Regions Discovered.*QLDB/s)
})

test('no account is offered as the one to trust while the worker does not know its own', async () => {
  const alone = createGuides(resourceTypes, async () => undefined)
  const { values, notes, principal } = await alone('aws', { externalId: 'id-1' })
  expect(principal).toBeUndefined()
  expect(values.map(({ value }) => value)).toEqual(['id-1', 'Plumbline'])
  expect(notes[0]).toContain('does not know its own AWS account')
})

test('a guide for a principal of another partition writes the ARNs of that one', async () => {
  const { grants = [] } = await guide('cspm', { principal: 'arn:aws-cn:iam::999988887777:role/Worker' })
  expect(grants[0]?.managedPolicy).toBe('arn:aws-cn:iam::aws:policy/SecurityAudit')
})

test('a guide for another partition writes its ARNs', async () => {
  const { files, grants = [] } = await guide('cspm', { partition: 'aws-us-gov' })
  expect(grants[0]?.managedPolicy).toBe('arn:aws-us-gov:iam::aws:policy/SecurityAudit')
  expect(files.find(({ name }) => name.includes('trust'))?.content).toContain('arn:aws-us-gov:iam::999988887777:root')
})

test('an external id is made up where none is given, another one each time', async () => {
  const [one, two] = [await guides('aws', {}), await guides('aws', {})]
  expect(one.externalId).toMatch(/^plumbline-[0-9a-f-]{36}$/)
  expect(two.externalId).not.toBe(one.externalId)
})

test('API Gateway is read but for its keys', () => {
  const { Statement } = awsPolicy('Sid', ['apigateway:GET', 'ec2:DescribeVpcs'])
  const [others, gateway] = Statement as [{ Action: string[] }, { Action: string[]; Resource: string[] }]
  expect(others.Action).toEqual(['ec2:DescribeVpcs'])
  expect(gateway.Resource).toContain('arn:aws:apigateway:*::/restapis/*')
  expect(gateway.Resource.join()).not.toMatch(/apikeys|usageplans|::\/\*/)
})

test('actions that one policy cannot hold go into several', () => {
  const many = Array.from({ length: 500 }, (_, index) => `service:DescribeSomeThings${index}`)
  const parts = partsOf(many)
  expect(parts.flat()).toEqual(many)
  expect(parts.length).toBeGreaterThan(1)
  for (const part of parts) expect(JSON.stringify(awsPolicy('PlumblineReads1', part)).length).toBeLessThan(6_144)
})

test('a role whose policies are too long for it gets them as policies of their own', () => {
  const actions = Array.from({ length: 500 }, (_, index) => `service:DescribeSomeThings${index}`)
  const { Resources } = awsTemplate({
    ...{ description: 'A role.', externalId: 'id-1', roleName: 'Plumbline', output: 'RoleArn' },
    grants: [{ name: 'PlumblineReads', about: 'Reads.', actions }],
  })
  const { Role, ...apart } = Resources as Record<string, { Type: string; Properties: Record<string, unknown> }>
  expect(Role?.Properties).not.toHaveProperty('Policies')
  expect(Object.keys(apart).length).toBeGreaterThan(1)
  for (const { Type, Properties } of Object.values(apart)) {
    expect({ Type, Roles: Properties.Roles }).toEqual({ Type: 'AWS::IAM::ManagedPolicy', Roles: [{ Ref: 'Role' }] })
    expect(JSON.stringify(Properties.PolicyDocument).length).toBeLessThan(6_144)
  }
})
