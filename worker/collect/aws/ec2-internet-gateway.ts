import type { InternetGateway } from '@aws-sdk/client-ec2'
import { z } from 'zod'
import { defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { ec2Arn, nameOf, parseEc2Arn, tagsOf } from './values.ts'

type Raw = { readonly gateway: InternetGateway }

export const ec2InternetGateway = defineAwsType({
  type: 'aws.ec2.internet-gateway',
  label: 'Internet gateway',
  code: 'INTERNET_GATEWAY',
  service: 'VPC',
  scope: 'region',
  permissions: ['ec2:DescribeInternetGateways'],
  relations: { vpc: { type: 'aws.ec2.vpc', key: 'vpcId', match: 'vpcId', label: 'VPC' } },
  fields: z.object({
    internetGatewayId: z.string(),
    /** Absent while it is attached to none. */
    vpcId: z.string().optional(),
    /** `available`, or that it is being attached or detached; absent where it is not. */
    attachment: z.string().optional(),
  }),

  async *list({ clients }) {
    const { paginateDescribeInternetGateways } = await import('@aws-sdk/client-ec2')
    const pages = paginateDescribeInternetGateways({ client: await clients.ec2(), pageSize: 1000 }, {})
    for await (const { InternetGateways = [] } of pages) for (const gateway of InternetGateways) yield { gateway }
  },

  async one({ clients }, arn) {
    const { DescribeInternetGatewaysCommand } = await import('@aws-sdk/client-ec2')
    const { region, id } = parseEc2Arn(arn)
    const found = await unlessAbsent(['absent'], async () =>
      (await clients.ec2(region)).send(new DescribeInternetGatewaysCommand({ InternetGatewayIds: [id] })),
    )
    const gateway = found?.InternetGateways?.[0]
    return gateway && { gateway }
  },

  normalise: ({ gateway }: Raw, context) => {
    const { InternetGatewayId = '', OwnerId, Attachments: [attachment] = [], Tags } = gateway
    return {
      id: ec2Arn(context, 'internet-gateway', InternetGatewayId, OwnerId),
      name: nameOf(Tags, InternetGatewayId),
      region: context.region,
      tags: tagsOf(Tags),
      config: { internetGatewayId: InternetGatewayId, vpcId: attachment?.VpcId, attachment: attachment?.State },
    }
  },
})
