import type { Subnet } from '@aws-sdk/client-ec2'
import type { CollectContext } from '../../resource-type.ts'

/** Which route table a subnet was given, and which one is the main one of a VPC: ids by ids. */
export type SubnetRoutes = {
  readonly bySubnet: ReadonlyMap<string, string>
  readonly byVpc: ReadonlyMap<string, string>
}

/** Of a region, or of a single VPC of it. */
export async function readSubnetRoutes(
  { clients }: CollectContext<'aws'>,
  { region, vpcId }: { readonly region?: string; readonly vpcId?: string } = {},
): Promise<SubnetRoutes> {
  const { paginateDescribeRouteTables } = await import('@aws-sdk/client-ec2')
  const [bySubnet, byVpc] = [new Map<string, string>(), new Map<string, string>()]
  const pages = paginateDescribeRouteTables(
    { client: await clients.ec2(region), pageSize: 100 },
    vpcId ? { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] } : {},
  )
  for await (const { RouteTables = [] } of pages) {
    for (const { RouteTableId = '', VpcId = '', Associations = [] } of RouteTables) {
      if (Associations.some(({ Main }) => Main)) byVpc.set(VpcId, RouteTableId)
      for (const { SubnetId } of Associations) if (SubnetId) bySubnet.set(SubnetId, RouteTableId)
    }
  }
  return { bySubnet, byVpc }
}

/** A subnet without a route table of its own follows its VPC's main one; the owner of a shared one keeps both to itself. */
export const routeTableOf = ({ SubnetId = '', VpcId = '' }: Subnet, { bySubnet, byVpc }: SubnetRoutes) =>
  bySubnet.get(SubnetId) ?? byVpc.get(VpcId)
