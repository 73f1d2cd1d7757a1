import type { FlowLog } from '@aws-sdk/client-ec2'
import { z } from 'zod'
import { defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { ec2Arn, isoTime, nameOf, parseEc2Arn, tagsOf } from './values.ts'

type Raw = { readonly log: FlowLog }

export const ec2FlowLog = defineAwsType({
  type: 'aws.ec2.flow-log',
  label: 'Flow log',
  code: 'FLOW_LOG',
  service: 'VPC',
  scope: 'region',
  permissions: ['ec2:DescribeFlowLogs'],
  relations: {
    vpc: { type: 'aws.ec2.vpc', key: 'vpcId', match: 'vpcId', label: 'VPC' },
    subnet: { type: 'aws.ec2.subnet', key: 'subnetId', match: 'subnetId', label: 'Subnet' },
    bucket: { type: 'aws.s3.bucket', key: 'bucketArn', label: 'Bucket' },
    logGroup: { type: 'aws.logs.log-group', key: 'logGroup', match: 'groupName', label: 'Log group' },
  },
  fields: z.object({
    flowLogId: z.string(),
    /** Id of the VPC, subnet, network interface or transit gateway whose traffic is recorded. */
    resourceId: z.string().optional(),
    /** Where that is a VPC. */
    vpcId: z.string().optional(),
    /** Where that is a subnet. */
    subnetId: z.string().optional(),
    status: z.string().optional(),
    /** `SUCCESS` or `FAILED`. */
    deliveryStatus: z.string().optional(),
    deliveryError: z.string().optional(),
    /** `ALL`, `ACCEPT` or `REJECT`; absent for a transit gateway. */
    trafficType: z.string().optional(),
    /** `cloud-watch-logs`, `s3` or `kinesis-data-firehose`. */
    destinationType: z.string().optional(),
    destination: z.string().optional(),
    bucketArn: z.string().optional(),
    logGroup: z.string().optional(),
    /** Seconds. */
    aggregation: z.int().optional(),
    created: z.string().optional(),
  }),

  async *list({ clients }) {
    const { paginateDescribeFlowLogs } = await import('@aws-sdk/client-ec2')
    const pages = paginateDescribeFlowLogs({ client: await clients.ec2(), pageSize: 1000 }, {})
    for await (const { FlowLogs = [] } of pages) for (const log of FlowLogs) yield { log }
  },

  async one({ clients }, arn) {
    const { DescribeFlowLogsCommand } = await import('@aws-sdk/client-ec2')
    const { region, id } = parseEc2Arn(arn)
    const found = await unlessAbsent(['absent'], async () =>
      (await clients.ec2(region)).send(new DescribeFlowLogsCommand({ FlowLogIds: [id] })),
    )
    const log = found?.FlowLogs?.[0]
    return log && { log }
  },

  normalise: ({ log }: Raw, context) => {
    const { FlowLogId = '', ResourceId, LogDestination, Tags } = log
    // A bucket's ARN may carry a folder.
    const bucket = /^arn:[\w-]+:s3:::[^/]+/.exec(LogDestination ?? '')?.[0]
    return {
      id: ec2Arn(context, 'vpc-flow-log', FlowLogId),
      name: nameOf(Tags, FlowLogId),
      region: context.region,
      tags: tagsOf(Tags),
      config: {
        flowLogId: FlowLogId,
        resourceId: ResourceId,
        vpcId: ResourceId?.startsWith('vpc-') ? ResourceId : undefined,
        subnetId: ResourceId?.startsWith('subnet-') ? ResourceId : undefined,
        status: log.FlowLogStatus,
        deliveryStatus: log.DeliverLogsStatus,
        deliveryError: log.DeliverLogsErrorMessage || undefined,
        trafficType: log.TrafficType,
        destinationType: log.LogDestinationType,
        destination: LogDestination || undefined,
        bucketArn: bucket,
        logGroup: log.LogGroupName || undefined,
        aggregation: log.MaxAggregationInterval,
        created: isoTime(log.CreationTime),
      },
    }
  },
})
