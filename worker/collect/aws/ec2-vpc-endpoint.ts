import type { VpcEndpoint } from '@aws-sdk/client-ec2'
import { z } from 'zod'
import { defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { ec2Arn, isoTime, nameOf, parseEc2Arn, tagsOf } from './values.ts'

type Raw = { readonly endpoint: VpcEndpoint }

export const ec2VpcEndpoint = defineAwsType({
  type: 'aws.ec2.vpc-endpoint',
  label: 'VPC endpoint',
  code: 'VPC_ENDPOINT',
  service: 'VPC',
  scope: 'region',
  permissions: ['ec2:DescribeVpcEndpoints'],
  relations: {
    routeTables: { type: 'aws.ec2.route-table', key: 'routeTableIds', match: 'routeTableId', label: 'Route tables' },
    securityGroups: {
      type: 'aws.ec2.security-group',
      key: 'securityGroupIds',
      match: 'groupId',
      label: 'Security groups',
    },
    subnets: { type: 'aws.ec2.subnet', key: 'subnetIds', match: 'subnetId', label: 'Subnets' },
    vpc: { type: 'aws.ec2.vpc', key: 'vpcId', match: 'vpcId', label: 'VPC' },
  },
  fields: z.object({
    vpcEndpointId: z.string(),
    /** `Gateway`, `Interface`, `GatewayLoadBalancer`, …. */
    kind: z.string().optional(),
    serviceName: z.string().optional(),
    /** In small letters: `available`, `pendingacceptance`, …. */
    state: z.string().optional(),
    vpcId: z.string().optional(),
    subnetIds: z.array(z.string()),
    securityGroupIds: z.array(z.string()),
    routeTableIds: z.array(z.string()),
    privateDns: z.boolean().optional(),
    created: z.string().optional(),
  }),

  async *list({ clients }) {
    const { paginateDescribeVpcEndpoints } = await import('@aws-sdk/client-ec2')
    const pages = paginateDescribeVpcEndpoints({ client: await clients.ec2(), pageSize: 500 }, {})
    for await (const { VpcEndpoints = [] } of pages) for (const endpoint of VpcEndpoints) yield { endpoint }
  },

  async one({ clients }, arn) {
    const { DescribeVpcEndpointsCommand } = await import('@aws-sdk/client-ec2')
    const { region, id } = parseEc2Arn(arn)
    const found = await unlessAbsent(['absent'], async () =>
      (await clients.ec2(region)).send(new DescribeVpcEndpointsCommand({ VpcEndpointIds: [id] })),
    )
    const endpoint = found?.VpcEndpoints?.[0]
    return endpoint && { endpoint }
  },

  normalise: ({ endpoint }: Raw, context) => {
    const { VpcEndpointId = '', OwnerId, Tags } = endpoint
    return {
      id: ec2Arn(context, 'vpc-endpoint', VpcEndpointId, OwnerId),
      name: nameOf(Tags, VpcEndpointId),
      region: context.region,
      tags: tagsOf(Tags),
      config: {
        vpcEndpointId: VpcEndpointId,
        kind: endpoint.VpcEndpointType,
        serviceName: endpoint.ServiceName,
        state: endpoint.State?.toLowerCase(),
        vpcId: endpoint.VpcId,
        subnetIds: [...(endpoint.SubnetIds ?? [])].sort(),
        securityGroupIds: (endpoint.Groups ?? []).flatMap(({ GroupId }) => GroupId ?? []).sort(),
        routeTableIds: [...(endpoint.RouteTableIds ?? [])].sort(),
        privateDns: endpoint.PrivateDnsEnabled,
        created: isoTime(endpoint.CreationTimestamp),
      },
    }
  },
})
