import * as sdk from '@aws-sdk/client-ec2'
import { AddRoleToInstanceProfileCommand, CreateInstanceProfileCommand, CreateRoleCommand } from '@aws-sdk/client-iam'
import type { Account } from '../account.ts'
import type { Verdicts } from '../expectation.ts'
import { named } from './names.ts'

/** Instances with and without a role, by every setting of their metadata service. */
export async function fillInstances(account: Account): Promise<void> {
  const [home, other = home] = account.regions
  const profile = await createProfile(account)

  async function instance(
    name: string,
    verdicts: Verdicts,
    input: Partial<sdk.RunInstancesCommandInput>,
    region = home,
  ) {
    const ec2 = await account.client('ec2', region)
    const { Instances = [] } = await ec2.send(
      new sdk.RunInstancesCommand({
        ImageId: 'ami-12c6146b',
        MinCount: 1,
        MaxCount: 1,
        InstanceType: 't3.micro',
        ...input,
        ...named('instance', name),
      }),
    )
    account.expect(name, verdicts)
    return { ec2, ids: Instances.flatMap(({ InstanceId }) => InstanceId ?? []) }
  }

  const role = { IamInstanceProfile: { Name: profile } }
  await instance(
    'v2-with-role',
    { 1010: 'PASS', 1033: 'PASS' },
    { ...role, MetadataOptions: { HttpTokens: 'required' } },
  )
  await instance(
    'v1-with-role',
    { 1010: 'PASS', 1033: 'FAIL' },
    { ...role, MetadataOptions: { HttpTokens: 'optional' } },
    other,
  )
  await instance(
    'metadata-off',
    { 1010: 'FAIL', 1033: 'PASS' },
    { MetadataOptions: { HttpTokens: 'optional', HttpEndpoint: 'disabled' } },
  )
  await instance('as-it-comes', { 1010: 'FAIL', 1033: 'FAIL' }, {}, other)
  const { ec2, ids } = await instance('terminated', { 1010: 'NOT_APPLICABLE', 1033: 'NOT_APPLICABLE' }, {})
  await ec2.send(new sdk.TerminateInstancesCommand({ InstanceIds: ids }))
  for (const region of new Set([home, other])) await expectInhabited(account, region)
}

/** Instances are in the default VPC, which then has something in it that could use an endpoint. */
async function expectInhabited(account: Account, region = account.home): Promise<void> {
  const ec2 = await account.client('ec2', region)
  const Filters = [{ Name: 'is-default', Values: ['true'] }]
  const { Vpcs = [] } = await ec2.send(new sdk.DescribeVpcsCommand({ Filters }))
  for (const { VpcId = '' } of Vpcs) account.expect(VpcId, { 1034: 'FAIL' })
}

async function createProfile(account: Account): Promise<string> {
  const iam = await account.client('iam')
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  })
  await iam.send(new CreateRoleCommand({ RoleName: 'web', AssumeRolePolicyDocument }))
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: 'web' }))
  await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: 'web', RoleName: 'web' }))
  return 'web'
}
