import type { FlowLog, Vpc } from '@aws-sdk/client-ec2'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { ec2Arn, nameOf, parseEc2Arn, tagsOf } from './values.ts'

type Raw = {
  readonly vpc: Vpc
  readonly flowLogs?: readonly FlowLog[] | undefined
  readonly unread?: readonly Unread[]
}

const flowLogFields = ['flowLog', 'recordsRejected']

export const ec2Vpc = defineAwsType({
  type: 'aws.ec2.vpc',
  label: 'VPC',
  code: 'VPC',
  service: 'VPC',
  scope: 'region',
  permissions: ['ec2:DescribeVpcs', 'ec2:DescribeFlowLogs'],
  fields: z.object({
    vpcId: z.string(),
    ownerId: z.string().optional(),
    /** Shared with this account by another one, which alone can change it. */
    isShared: z.boolean(),
    isDefault: z.boolean(),
    state: z.string().optional(),
    cidrBlocks: z.array(z.string()),
    /** The flow log of the VPC itself that records most; those of its subnets and interfaces do not count. */
    flowLog: z
      .object({
        id: z.string(),
        status: z.string().optional(),
        deliveryStatus: z.string().optional(),
        trafficType: z.string().optional(),
      })
      .optional(),
    /** A flow log of the VPC is active, delivers, and records what was rejected. */
    recordsRejected: z.boolean().optional(),
  }),

  async *list(context) {
    const { paginateDescribeVpcs } = await import('@aws-sdk/client-ec2')
    const ask = context.reader()
    const logs = await ask(flowLogFields, () => flowLogsOfVpcs(context))
    const client = await context.clients.ec2()
    for await (const { Vpcs = [] } of paginateDescribeVpcs({ client, pageSize: 1000 }, {}))
      for (const vpc of Vpcs) yield { vpc, flowLogs: logs?.get(vpc.VpcId ?? ''), unread: ask.unread }
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
    const logs = await ask(flowLogFields, () =>
      ec2.send(new DescribeFlowLogsCommand({ Filter: [{ Name: 'resource-id', Values: [vpcId] }] })),
    )
    return { vpc, flowLogs: logs?.FlowLogs, unread: ask.unread }
  },

  normalise: ({ vpc, flowLogs = [], unread = [] }: Raw, context) => {
    const { VpcId: vpcId = '', OwnerId, IsDefault, State, CidrBlock, CidrBlockAssociationSet, Tags } = vpc
    const cidrBlocks = CidrBlockAssociationSet?.flatMap(({ CidrBlock }) => CidrBlock ?? []) ?? []
    const best = [...flowLogs].filter(({ ResourceId }) => ResourceId === vpcId).sort(byWorth)[0]
    return {
      id: ec2Arn(context, 'vpc', vpcId, OwnerId),
      name: nameOf(Tags, vpcId),
      region: context.region,
      tags: tagsOf(Tags),
      config: {
        vpcId,
        ownerId: OwnerId,
        isShared: OwnerId !== undefined && OwnerId !== context.account,
        isDefault: IsDefault === true,
        state: State,
        cidrBlocks: cidrBlocks.length > 0 || !CidrBlock ? cidrBlocks : [CidrBlock],
        flowLog: best && {
          id: best.FlowLogId ?? '',
          status: best.FlowLogStatus,
          deliveryStatus: best.DeliverLogsStatus,
          trafficType: best.TrafficType,
        },
        recordsRejected: unread.length > 0 ? undefined : best !== undefined && recordsRejected(best),
      },
      unread,
    }
  },
})

/** Flow logs of a region by VPC, in few calls: the API cannot be asked for those of VPCs alone. */
async function flowLogsOfVpcs({ clients }: CollectContext<'aws'>): Promise<ReadonlyMap<string, FlowLog[]>> {
  const { paginateDescribeFlowLogs } = await import('@aws-sdk/client-ec2')
  const byVpc = new Map<string, FlowLog[]>()
  for await (const { FlowLogs = [] } of paginateDescribeFlowLogs({ client: await clients.ec2(), pageSize: 1000 }, {})) {
    for (const log of FlowLogs) {
      if (!log.ResourceId?.startsWith('vpc-')) continue
      byVpc.set(log.ResourceId, [...(byVpc.get(log.ResourceId) ?? []), log])
    }
  }
  return byVpc
}

const recordsRejected = ({ FlowLogStatus, DeliverLogsStatus, TrafficType }: FlowLog) =>
  FlowLogStatus === 'ACTIVE' && DeliverLogsStatus !== 'FAILED' && (TrafficType === 'REJECT' || TrafficType === 'ALL')

const byWorth = (a: FlowLog, b: FlowLog) =>
  Number(recordsRejected(b)) - Number(recordsRejected(a)) || (a.FlowLogId ?? '').localeCompare(b.FlowLogId ?? '')
