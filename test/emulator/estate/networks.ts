import * as sdk from '@aws-sdk/client-ec2'
import { CreateBucketCommand } from '@aws-sdk/client-s3'
import type { Account } from '../account.ts'
import type { Verdict, Verdicts } from '../expectation.ts'
import { named, regionOf } from './names.ts'

/** What every account has in every region from the start: a default VPC with its group and its access control list. */
export function expectDefaultNetworks(account: Account): void {
  account.expectOthers({
    41: 'PASS',
    42: 'PASS',
    43: 'FAIL',
    44: 'FAIL',
    1028: 'PASS',
    1029: 'FAIL',
    1030: 'PASS',
    1031: 'PASS',
  })
}

/** Whether new volumes are encrypted is a setting of each region. */
export async function fillEncryptionByDefault(account: Account, encrypted: readonly string[]): Promise<void> {
  for (const region of account.regions) {
    const ec2 = await account.client('ec2', region)
    if (encrypted.includes(region)) await ec2.send(new sdk.EnableEbsEncryptionByDefaultCommand({}))
    account.expect(regionOf(account, region), { 1027: encrypted.includes(region) ? 'PASS' : 'FAIL' })
  }
}

/** A VPC of this name; of its default security group only the id tells which it is. */
export async function createVpc(account: Account, name: string, CidrBlock: string, region = account.home) {
  const ec2 = await account.client('ec2', region)
  const { Vpc } = await ec2.send(new sdk.CreateVpcCommand({ CidrBlock, ...named('vpc', name) }))
  const id = Vpc?.VpcId ?? ''
  const Filters = [{ Name: 'vpc-id', Values: [id] }]
  const { SecurityGroups = [] } = await ec2.send(new sdk.DescribeSecurityGroupsCommand({ Filters }))
  return { id, group: SecurityGroups[0] }
}

/** Flow logs of all kinds; none but one of the VPC itself that delivers what was rejected is enough. */
export async function fillFlowLogs(account: Account): Promise<void> {
  const s3 = await account.client('s3')
  const ec2 = await account.client('ec2')
  await s3.send(new CreateBucketCommand({ Bucket: `flow-logs-${account.id}` }))
  account.expect(`flow-logs-${account.id}`, bareBucket)
  const toBucket = { LogDestinationType: 's3', LogDestination: `arn:aws:s3:::flow-logs-${account.id}` } as const
  const toNowhere = { LogGroupName: 'missing', DeliverLogsPermissionArn: 'arn:aws:iam::1:role/missing' } as const

  async function vpc(name: string, index: number, verdict: Verdict, log?: Partial<sdk.CreateFlowLogsCommandInput>) {
    const { id } = await createVpc(account, name, `10.${index}.0.0/16`)
    account.expect(name, { 43: verdict, 1034: 'NOT_APPLICABLE' })
    const whole = { ResourceType: 'VPC', TrafficType: 'ALL', ...toBucket } as const
    if (log) await ec2.send(new sdk.CreateFlowLogsCommand({ ResourceIds: [id], ...whole, ...log }))
    return id
  }

  await vpc('flow-all', 100, 'PASS', {})
  await vpc('flow-rejected', 101, 'PASS', { TrafficType: 'REJECT' })
  await vpc('flow-accepted-only', 102, 'FAIL', { TrafficType: 'ACCEPT' })
  await vpc('flow-not-delivered', 103, 'FAIL', {
    LogDestinationType: undefined,
    LogDestination: undefined,
    ...toNowhere,
  })
  const VpcId = await vpc('flow-of-a-subnet', 104, 'FAIL')
  const { Subnet } = await ec2.send(new sdk.CreateSubnetCommand({ VpcId, CidrBlock: '10.104.1.0/24' }))
  const ofSubnet = { ResourceType: 'Subnet', TrafficType: 'ALL', ...toBucket } as const
  await ec2.send(new sdk.CreateFlowLogsCommand({ ResourceIds: [Subnet?.SubnetId ?? ''], ...ofSubnet }))
}

const bareBucket: Verdicts = {
  21: 'NOT_APPLICABLE',
  24: 'NOT_APPLICABLE',
  45: 'PASS',
  46: 'PASS',
  47: 'FAIL',
  48: 'FAIL',
  57: 'FAIL',
  1016: 'FAIL',
  1019: 'FAIL',
}

/** A way out for S3 that stays inside, where something is there to take it. */
export async function fillEndpoints(account: Account): Promise<void> {
  const ec2 = await account.client('ec2')
  async function vpc(name: string, index: number, verdict: Verdict, service?: string) {
    const { id } = await createVpc(account, name, `10.${index}.0.0/16`)
    const { Subnet } = await ec2.send(new sdk.CreateSubnetCommand({ VpcId: id, CidrBlock: `10.${index}.1.0/24` }))
    await ec2.send(new sdk.CreateNetworkInterfaceCommand({ SubnetId: Subnet?.SubnetId }))
    if (service) {
      const ServiceName = `com.amazonaws.${account.home}.${service}`
      await ec2.send(new sdk.CreateVpcEndpointCommand({ VpcId: id, ServiceName, VpcEndpointType: 'Gateway' }))
    }
    account.expect(name, { 43: 'FAIL', 1034: verdict })
  }
  await vpc('endpoint-for-s3', 110, 'PASS', 's3')
  await vpc('endpoint-for-dynamodb', 111, 'FAIL', 'dynamodb')
  await vpc('without-endpoint', 112, 'FAIL')
}

/** Peerings: a route to all of the other side, to a part of it, and one that nobody accepted. */
export async function fillPeerings(account: Account): Promise<void> {
  const ec2 = await account.client('ec2')
  const own = await createVpc(account, 'peering-own', '10.120.0.0/16')
  account.expect('peering-own', { 43: 'FAIL', 1034: 'NOT_APPLICABLE' })
  const Filters = [{ Name: 'vpc-id', Values: [own.id] }]
  const { RouteTables = [] } = await ec2.send(new sdk.DescribeRouteTablesCommand({ Filters }))
  const RouteTableId = RouteTables[0]?.RouteTableId

  async function peering(name: string, index: number, verdict: Verdict, DestinationCidrBlock?: string) {
    const peer = await createVpc(account, `${name}-peer`, `10.${index}.0.0/16`)
    account.expect(`${name}-peer`, { 43: 'FAIL', 1034: 'NOT_APPLICABLE' })
    const { VpcPeeringConnection } = await ec2.send(
      new sdk.CreateVpcPeeringConnectionCommand({
        VpcId: own.id,
        PeerVpcId: peer.id,
        ...named('vpc-peering-connection', name),
      }),
    )
    const VpcPeeringConnectionId = VpcPeeringConnection?.VpcPeeringConnectionId
    account.expect(VpcPeeringConnectionId ?? name, { 1032: verdict })
    if (!DestinationCidrBlock) return
    await ec2.send(new sdk.AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId }))
    await ec2.send(new sdk.CreateRouteCommand({ RouteTableId, DestinationCidrBlock, VpcPeeringConnectionId }))
  }
  await peering('peering-whole', 121, 'FAIL', '10.121.0.0/16')
  await peering('peering-part', 122, 'PASS', '10.122.7.0/24')
  await peering('peering-everything', 123, 'FAIL', '0.0.0.0/0')
  await peering('peering-not-accepted', 124, 'NOT_APPLICABLE')
}
