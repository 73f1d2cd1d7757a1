import * as sdk from '@aws-sdk/client-ec2'
import type { Account } from '../account.ts'
import type { Verdict, Verdicts } from '../expectation.ts'
import { createVpc } from './networks.ts'

const closed: Verdicts = { 41: 'PASS', 42: 'PASS', 44: 'NOT_APPLICABLE', 1028: 'PASS', 1030: 'PASS', 1031: 'PASS' }
const everywhere = '0.0.0.0/0'

const tcp = (from: number, to: number, ...ranges: readonly string[]): sdk.IpPermission => ({
  IpProtocol: 'tcp',
  FromPort: from,
  ToPort: to,
  IpRanges: ranges.filter((range) => !range.includes(':')).map((CidrIp) => ({ CidrIp })),
  Ipv6Ranges: ranges.filter((range) => range.includes(':')).map((CidrIpv6) => ({ CidrIpv6 })),
})

/** Inbound rules by every road that leads to the internet, and some that only look like one. */
export async function fillSecurityGroups(account: Account): Promise<void> {
  const ec2 = await account.client('ec2')
  const vpc = await createVpc(account, 'groups', '10.90.0.0/16')
  account.expect('groups', { 43: 'FAIL', 1034: 'NOT_APPLICABLE' })

  async function group(GroupName: string, verdicts: Verdicts, ...IpPermissions: sdk.IpPermission[]) {
    const made = await ec2.send(
      new sdk.CreateSecurityGroupCommand({ GroupName, Description: GroupName, VpcId: vpc.id }),
    )
    if (IpPermissions.length > 0)
      await ec2.send(new sdk.AuthorizeSecurityGroupIngressCommand({ GroupId: made.GroupId, IpPermissions }))
    account.expect(GroupName, { ...closed, ...verdicts })
  }

  await group('no-rules', {})
  await group('ssh-inside', {}, tcp(22, 22, '10.0.0.0/8'))
  await group('ssh-everyone', { 41: 'FAIL', 1030: 'FAIL' }, tcp(22, 22, everywhere))
  await group('ssh-in-a-range', { 41: 'FAIL', 1030: 'FAIL' }, tcp(20, 25, everywhere))
  await group('rdp-everyone-6', { 42: 'FAIL', 1031: 'FAIL' }, tcp(3389, 3389, '::/0'))
  await group('smb-everyone', { 1028: 'FAIL' }, tcp(445, 445, everywhere))
  await group('web-everyone', {}, tcp(443, 443, everywhere, '::/0'))
  await group('in-two-halves', { 41: 'FAIL', 1030: 'FAIL' }, tcp(22, 22, '0.0.0.0/1', '128.0.0.0/1'))
  await group(
    'all-protocols',
    { 41: 'FAIL', 42: 'FAIL', 1028: 'FAIL', 1030: 'FAIL' },
    {
      IpProtocol: '-1',
      IpRanges: [{ CidrIp: everywhere }],
    },
  )
  // Of ICMP the two numbers are type and code, not ports.
  await group('icmp-everyone', {}, { IpProtocol: 'icmp', FromPort: 8, ToPort: -1, IpRanges: [{ CidrIp: everywhere }] })
  await group('udp-everyone', {}, { ...tcp(3389, 3389, everywhere), IpProtocol: 'udp' })
  const listed = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22 }
  await group(
    'ssh-by-prefix-list',
    { 41: 'FAIL', 1030: 'FAIL' },
    { ...listed, PrefixListIds: [{ PrefixListId: await createPrefixList(ec2, 'everyone', everywhere) }] },
  )
  await group(
    'ssh-by-narrow-list',
    {},
    { ...listed, PrefixListIds: [{ PrefixListId: await createPrefixList(ec2, 'office', '198.51.100.0/24') }] },
  )
}

async function createPrefixList(ec2: sdk.EC2Client, PrefixListName: string, Cidr: string): Promise<string> {
  const { PrefixList } = await ec2.send(
    new sdk.CreateManagedPrefixListCommand({
      PrefixListName,
      AddressFamily: 'IPv4',
      MaxEntries: 5,
      Entries: [{ Cidr }],
    }),
  )
  return PrefixList?.PrefixListId ?? ''
}

/** The default group of a VPC, with none of the rules that AWS gives it. */
export async function fillClosedDefaultGroup(account: Account): Promise<void> {
  const [, region = account.home] = account.regions
  const ec2 = await account.client('ec2', region)
  const { group } = await createVpc(account, 'closed-default', '10.91.0.0/16', region)
  account.expect('closed-default', { 43: 'FAIL', 1034: 'NOT_APPLICABLE' })
  const { GroupId = '', IpPermissions = [], IpPermissionsEgress = [] } = group ?? {}
  if (IpPermissions.length > 0) await ec2.send(new sdk.RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions }))
  if (IpPermissionsEgress.length > 0)
    await ec2.send(new sdk.RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: IpPermissionsEgress }))
  account.expect(GroupId, { ...closed, 44: 'PASS' })
}

type Entry = Pick<
  sdk.CreateNetworkAclEntryCommandInput,
  'RuleNumber' | 'RuleAction' | 'CidrBlock' | 'Ipv6CidrBlock'
> & {
  readonly port?: number
}

/** Access control lists of subnets: the first entry that matches decides, for each family of addresses by itself. */
export async function fillNetworkAcls(account: Account): Promise<void> {
  const ec2 = await account.client('ec2')
  const { id: VpcId } = await createVpc(account, 'access-lists', '10.92.0.0/16')
  account.expect('access-lists', { 43: 'FAIL', 1034: 'NOT_APPLICABLE' })

  async function acl(index: number, verdict: Verdict, entries: readonly Entry[], isUsed = true) {
    const { NetworkAcl } = await ec2.send(new sdk.CreateNetworkAclCommand({ VpcId }))
    const NetworkAclId = NetworkAcl?.NetworkAclId ?? ''
    for (const { port, ...entry } of entries) {
      const what = port ? { Protocol: '6', PortRange: { From: port, To: port } } : { Protocol: '-1' }
      await ec2.send(new sdk.CreateNetworkAclEntryCommand({ NetworkAclId, Egress: false, ...what, ...entry }))
    }
    if (isUsed) await putOnSubnet(ec2, VpcId, NetworkAclId, `10.92.${index}.0/24`)
    account.expect(NetworkAclId, { 1029: verdict })
  }

  const allowAll: Entry = { RuleNumber: 100, RuleAction: 'allow', CidrBlock: everywhere }
  const deny = (RuleNumber: number, port: number, CidrBlock = everywhere): Entry => ({
    RuleNumber,
    RuleAction: 'deny',
    CidrBlock,
    port,
  })
  await acl(1, 'FAIL', [allowAll])
  await acl(2, 'PASS', [deny(10, 22), deny(20, 3389), allowAll])
  await acl(3, 'FAIL', [deny(10, 22, '203.0.113.0/24'), deny(20, 3389), allowAll])
  await acl(4, 'FAIL', [deny(110, 22), deny(120, 3389), allowAll])
  await acl(5, 'PASS', [{ RuleNumber: 100, RuleAction: 'allow', CidrBlock: everywhere, port: 443 }])
  await acl(6, 'FAIL', [
    deny(10, 22),
    deny(20, 3389),
    { RuleNumber: 30, RuleAction: 'allow', Ipv6CidrBlock: '::/0', port: 22 },
  ])
  await acl(7, 'NOT_APPLICABLE', [allowAll], false)
}

async function putOnSubnet(ec2: sdk.EC2Client, VpcId: string, NetworkAclId: string, CidrBlock: string): Promise<void> {
  const { Subnet } = await ec2.send(new sdk.CreateSubnetCommand({ VpcId, CidrBlock }))
  const Filters = [{ Name: 'association.subnet-id', Values: [Subnet?.SubnetId ?? ''] }]
  const { NetworkAcls = [] } = await ec2.send(new sdk.DescribeNetworkAclsCommand({ Filters }))
  const association = NetworkAcls[0]?.Associations?.find(({ SubnetId }) => SubnetId === Subnet?.SubnetId)
  const AssociationId = association?.NetworkAclAssociationId
  await ec2.send(new sdk.ReplaceNetworkAclAssociationCommand({ AssociationId, NetworkAclId }))
}
