import type { Route, RouteTable } from '@aws-sdk/client-ec2'
import { z } from 'zod'
import { defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { ec2Arn, nameOf, parseEc2Arn, tagsOf } from './values.ts'

type Raw = { readonly table: RouteTable }

/** Routes that are kept; AWS allows 50 unless asked for more. */
const kept = 250

/** Which subnets follow it, those of a main one included, stands in the subnets. */
export const ec2RouteTable = defineAwsType({
  type: 'aws.ec2.route-table',
  label: 'Route table',
  code: 'ROUTE_TABLE',
  service: 'VPC',
  scope: 'region',
  permissions: ['ec2:DescribeRouteTables'],
  relations: {
    internetGateways: {
      type: 'aws.ec2.internet-gateway',
      key: 'internetGatewayIds',
      match: 'internetGatewayId',
      label: 'Internet gateways',
    },
    vpc: { type: 'aws.ec2.vpc', key: 'vpcId', match: 'vpcId', label: 'VPC' },
  },
  fields: z.object({
    routeTableId: z.string(),
    vpcId: z.string().optional(),
    /** Subnets without a route table of their own follow it. */
    isMain: z.boolean(),
    /** Subnets that it was given to. */
    subnetIds: z.array(z.string()),
    routeCount: z.int(),
    /** The first 250. */
    routes: z.array(
      z.object({
        /** An address range, or a prefix list. */
        destination: z.string(),
        target: z.string().optional(),
        /** `active`, or `blackhole` where the target is gone. */
        state: z.string().optional(),
        origin: z.string().optional(),
      }),
    ),
    internetGatewayIds: z.array(z.string()),
  }),

  async *list({ clients }) {
    const { paginateDescribeRouteTables } = await import('@aws-sdk/client-ec2')
    const pages = paginateDescribeRouteTables({ client: await clients.ec2(), pageSize: 100 }, {})
    for await (const { RouteTables = [] } of pages) for (const table of RouteTables) yield { table }
  },

  async one({ clients }, arn) {
    const { DescribeRouteTablesCommand } = await import('@aws-sdk/client-ec2')
    const { region, id } = parseEc2Arn(arn)
    const found = await unlessAbsent(['absent'], async () =>
      (await clients.ec2(region)).send(new DescribeRouteTablesCommand({ RouteTableIds: [id] })),
    )
    const table = found?.RouteTables?.[0]
    return table && { table }
  },

  normalise: ({ table }: Raw, context) => {
    const { RouteTableId = '', VpcId, OwnerId, Associations = [], Routes = [], Tags } = table
    const gateways = Routes.flatMap(({ GatewayId }) => (GatewayId?.startsWith('igw-') ? [GatewayId] : []))
    return {
      id: ec2Arn(context, 'route-table', RouteTableId, OwnerId),
      name: nameOf(Tags, RouteTableId),
      region: context.region,
      tags: tagsOf(Tags),
      config: {
        routeTableId: RouteTableId,
        vpcId: VpcId,
        isMain: Associations.some(({ Main }) => Main),
        subnetIds: Associations.flatMap(({ SubnetId }) => SubnetId ?? []).sort(),
        routeCount: Routes.length,
        routes: Routes.slice(0, kept).map((route) => ({
          destination: destinationOf(route),
          target: targetOf(route),
          state: route.State,
          origin: route.Origin,
        })),
        internetGatewayIds: [...new Set(gateways)].sort(),
      },
    }
  },
})

/** Where a route leads to: an address range, or a prefix list. */
const destinationOf = (route: Route): string =>
  route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? route.DestinationPrefixListId ?? ''

/** What it goes through; an instance's interface is told along with the instance, which says more. */
const targetOf = (route: Route): string | undefined =>
  [
    ...[route.GatewayId, route.NatGatewayId, route.TransitGatewayId, route.VpcPeeringConnectionId],
    ...[route.EgressOnlyInternetGatewayId, route.LocalGatewayId, route.CarrierGatewayId, route.CoreNetworkArn],
    ...[route.InstanceId, route.NetworkInterfaceId],
  ].find(Boolean)
