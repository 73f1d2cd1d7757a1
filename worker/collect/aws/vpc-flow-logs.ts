import type { FlowLog } from '@aws-sdk/client-ec2'
import { z } from 'zod'
import type { CollectContext } from '../../resource-type.ts'

/** What flow logs say of a VPC. */
export const flowLogFields = {
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
}

export const flowLogFieldNames = Object.keys(flowLogFields)

/** Flow logs of a region by VPC, in few calls: the API cannot be asked for those of VPCs alone. */
export async function flowLogsOfVpcs({ clients }: CollectContext<'aws'>): Promise<ReadonlyMap<string, FlowLog[]>> {
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

/** The fields, from all flow logs that could be of the VPC. */
export function judgeFlowLogs(vpcId: string, flowLogs: readonly FlowLog[]) {
  const best = [...flowLogs].filter(({ ResourceId }) => ResourceId === vpcId).sort(byWorth)[0]
  const flowLog = best && {
    id: best.FlowLogId ?? '',
    status: best.FlowLogStatus,
    deliveryStatus: best.DeliverLogsStatus,
    trafficType: best.TrafficType,
  }
  return { flowLog, recordsRejected: best !== undefined && recordsRejected(best) }
}

const recordsRejected = ({ FlowLogStatus, DeliverLogsStatus, TrafficType }: FlowLog) =>
  FlowLogStatus === 'ACTIVE' && DeliverLogsStatus !== 'FAILED' && (TrafficType === 'REJECT' || TrafficType === 'ALL')

const byWorth = (a: FlowLog, b: FlowLog) =>
  Number(recordsRejected(b)) - Number(recordsRejected(a)) || (a.FlowLogId ?? '').localeCompare(b.FlowLogId ?? '')
