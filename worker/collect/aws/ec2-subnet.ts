import type { Subnet } from '@aws-sdk/client-ec2'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { readSubnetRoutes, routeTableOf, type SubnetRoutes } from './subnet-routes.ts'
import { ec2Arn, nameOf, parseEc2Arn, tagsOf } from './values.ts'

type Raw = { readonly subnet: Subnet; readonly routeTableId?: string | undefined; readonly unread?: readonly Unread[] }

/** Its network ACL names it, not the other way round. How many addresses are free changes all day, and is left out. */
export const ec2Subnet = defineAwsType({
  type: 'aws.ec2.subnet',
  label: 'Subnet',
  code: 'SUBNET',
  service: 'VPC',
  scope: 'region',
  permissions: ['ec2:DescribeSubnets', 'ec2:DescribeRouteTables'],
  relations: {
    routeTable: { type: 'aws.ec2.route-table', key: 'routeTableId', match: 'routeTableId', label: 'Route table' },
    vpc: { type: 'aws.ec2.vpc', key: 'vpcId', match: 'vpcId', label: 'VPC' },
  },
  fields: z.object({
    subnetId: z.string(),
    vpcId: z.string().optional(),
    state: z.string().optional(),
    cidrBlock: z.string().optional(),
    ipv6CidrBlocks: z.array(z.string()),
    availabilityZone: z.string().optional(),
    availabilityZoneId: z.string().optional(),
    isDefault: z.boolean(),
    /** Instances started in it get a public IPv4 address. */
    mapsPublicIp: z.boolean(),
    /** Shared with this account by another one. */
    isShared: z.boolean(),
    /** The one that it was given, or its VPC's main one. */
    routeTableId: z.string().optional(),
  }),

  async *list(context) {
    const { paginateDescribeSubnets } = await import('@aws-sdk/client-ec2')
    const ask = context.reader()
    const routes = await ask(['routeTableId'], () => readSubnetRoutes(context))
    const pages = paginateDescribeSubnets({ client: await context.clients.ec2(), pageSize: 1000 }, {})
    for await (const { Subnets = [] } of pages) for (const subnet of Subnets) yield toRaw(subnet, routes, ask.unread)
  },

  async one(context, arn) {
    const { DescribeSubnetsCommand } = await import('@aws-sdk/client-ec2')
    const { region, id } = parseEc2Arn(arn)
    const found = await unlessAbsent(['absent'], async () =>
      (await context.clients.ec2(region)).send(new DescribeSubnetsCommand({ SubnetIds: [id] })),
    )
    const subnet = found?.Subnets?.[0]
    if (!subnet) return undefined
    const ask = context.reader()
    const routes = await ask(['routeTableId'], () => readSubnetRoutes(context, { region, vpcId: subnet.VpcId ?? '' }))
    return toRaw(subnet, routes, ask.unread)
  },

  normalise: ({ subnet, routeTableId, unread = [] }: Raw, context) => {
    const { SubnetId = '', OwnerId, Tags } = subnet
    return {
      id: ec2Arn(context, 'subnet', SubnetId, OwnerId),
      name: nameOf(Tags, SubnetId),
      region: context.region,
      tags: tagsOf(Tags),
      config: {
        subnetId: SubnetId,
        vpcId: subnet.VpcId,
        state: subnet.State,
        cidrBlock: subnet.CidrBlock,
        ipv6CidrBlocks: (subnet.Ipv6CidrBlockAssociationSet ?? []).flatMap(({ Ipv6CidrBlock }) => Ipv6CidrBlock ?? []),
        availabilityZone: subnet.AvailabilityZone,
        availabilityZoneId: subnet.AvailabilityZoneId,
        isDefault: subnet.DefaultForAz === true,
        mapsPublicIp: subnet.MapPublicIpOnLaunch === true,
        isShared: OwnerId !== undefined && OwnerId !== context.account,
        routeTableId,
      },
      unread,
    }
  },
})

const toRaw = (subnet: Subnet, routes: SubnetRoutes | undefined, unread: readonly Unread[]): Raw => ({
  subnet,
  routeTableId: routes && routeTableOf(subnet, routes),
  unread,
})
