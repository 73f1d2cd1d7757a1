import type { FlowLog, Vpc } from '@aws-sdk/client-ec2'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { isInUse, readInUse } from './network-interfaces.ts'
import { ec2Arn, nameOf, parseEc2Arn, tagsOf } from './values.ts'
import { flowLogFieldNames, flowLogFields, flowLogsOfVpcs, judgeFlowLogs } from './vpc-flow-logs.ts'
import { readServices, readServicesByVpc, serviceName } from './vpc-services.ts'

type Raw = {
  readonly vpc: Vpc
  readonly flowLogs?: readonly FlowLog[] | undefined
  /** Full names of the services that its available endpoints reach. */
  readonly services?: readonly string[] | undefined
  readonly hasNetworkInterfaces?: boolean | undefined
  readonly unread?: readonly Unread[]
}

export const ec2Vpc = defineAwsType({
  type: 'aws.ec2.vpc',
  label: 'VPC',
  code: 'VPC',
  service: 'VPC',
  scope: 'region',
  permissions: [
    'ec2:DescribeVpcs',
    'ec2:DescribeFlowLogs',
    'ec2:DescribeVpcEndpoints',
    'ec2:DescribeNetworkInterfaces',
  ],
  fields: z.object({
    vpcId: z.string(),
    ownerId: z.string().optional(),
    /** Shared with this account by another one, which alone can change it. */
    isShared: z.boolean(),
    isDefault: z.boolean(),
    state: z.string().optional(),
    cidrBlocks: z.array(z.string()),
    ipv6CidrBlocks: z.array(z.string()),
    /** `default` or `dedicated`. */
    instanceTenancy: z.string().optional(),
    dhcpOptionsId: z.string().optional(),
    /** Services of AWS that it reaches by available endpoints: `s3`, `dynamodb`, …; of another region by the full name. */
    endpointServices: z.array(z.string()).optional(),
    /** Something stands in it. */
    hasNetworkInterfaces: z.boolean().optional(),
    ...flowLogFields,
  }),

  async *list(context) {
    const { paginateDescribeVpcs } = await import('@aws-sdk/client-ec2')
    const ask = context.reader()
    const [logs, services, inUse] = await Promise.all([
      ask(flowLogFieldNames, () => flowLogsOfVpcs(context)),
      ask(['endpointServices'], () => readServicesByVpc(context)),
      ask(['hasNetworkInterfaces'], () => readInUse(context)),
    ])
    const client = await context.clients.ec2()
    for await (const { Vpcs = [] } of paginateDescribeVpcs({ client, pageSize: 1000 }, {})) {
      for (const vpc of Vpcs) {
        const { VpcId = '' } = vpc
        yield {
          vpc,
          flowLogs: logs?.get(VpcId),
          services: services?.get(VpcId),
          hasNetworkInterfaces: inUse?.vpcs.has(VpcId),
          unread: ask.unread,
        }
      }
    }
  },

  async one(context, id) {
    const { DescribeVpcsCommand, DescribeFlowLogsCommand } = await import('@aws-sdk/client-ec2')
    const { region, id: vpcId } = parseEc2Arn(id)
    const ec2 = await context.clients.ec2(region)
    const found = await unlessAbsent(['InvalidVpcID.NotFound', 'InvalidVpcId.Malformed'], () =>
      ec2.send(new DescribeVpcsCommand({ VpcIds: [vpcId] })),
    )
    const vpc = found?.Vpcs?.[0]
    if (!vpc) return undefined
    const ask = context.reader()
    const [logs, services, hasNetworkInterfaces] = await Promise.all([
      ask(flowLogFieldNames, () =>
        ec2.send(new DescribeFlowLogsCommand({ Filter: [{ Name: 'resource-id', Values: [vpcId] }] })),
      ),
      ask(['endpointServices'], () => readServices(context, { region, vpcId })),
      ask(['hasNetworkInterfaces'], () => isInUse(context, { region, filter: 'vpc-id', id: vpcId })),
    ])
    return { vpc, flowLogs: logs?.FlowLogs, services, hasNetworkInterfaces, unread: ask.unread }
  },

  normalise: ({ vpc, flowLogs = [], services = [], hasNetworkInterfaces, unread = [] }: Raw, context) => {
    const { VpcId: vpcId = '', OwnerId, CidrBlock, CidrBlockAssociationSet = [], Tags } = vpc
    const cidrBlocks = CidrBlockAssociationSet.filter((block) => isKept(block.CidrBlockState)).flatMap(
      (block) => block.CidrBlock ?? [],
    )
    const isUnread = (name: string) => unread.some(({ field }) => field === name)
    return {
      id: ec2Arn(context, 'vpc', vpcId, OwnerId),
      name: nameOf(Tags, vpcId),
      region: context.region,
      tags: tagsOf(Tags),
      config: {
        vpcId,
        ownerId: OwnerId,
        isShared: OwnerId !== undefined && OwnerId !== context.account,
        isDefault: vpc.IsDefault === true,
        state: vpc.State,
        cidrBlocks: cidrBlocks.length > 0 || !CidrBlock ? cidrBlocks : [CidrBlock],
        ipv6CidrBlocks: (vpc.Ipv6CidrBlockAssociationSet ?? [])
          .filter((block) => isKept(block.Ipv6CidrBlockState))
          .flatMap((block) => block.Ipv6CidrBlock ?? []),
        instanceTenancy: vpc.InstanceTenancy,
        dhcpOptionsId: vpc.DhcpOptionsId,
        endpointServices: isUnread('endpointServices')
          ? undefined
          : [...new Set(services.map((name) => serviceName(name, context.region)))].sort(),
        hasNetworkInterfaces,
        ...(isUnread('recordsRejected') ? {} : judgeFlowLogs(vpcId, flowLogs)),
      },
      unread,
    }
  },
})

/** Address ranges that were taken away stay in the answer for a while. */
const isKept = (status: { readonly State?: string } | undefined) => !/^(disassociat|fail)/.test(status?.State ?? '')
