import type { Instance } from '@aws-sdk/client-ec2'
import { z } from 'zod'
import { defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { ec2Arn, isoTime, nameOf, parseEc2Arn, tagsOf } from './values.ts'

type Raw = { readonly instance: Instance; readonly ownerId?: string | undefined }

export const ec2Instance = defineAwsType({
  type: 'aws.ec2.instance',
  label: 'EC2 instance',
  code: 'INSTANCE',
  service: 'EC2',
  scope: 'region',
  permissions: ['ec2:DescribeInstances'],
  relations: {
    securityGroups: {
      type: 'aws.ec2.security-group',
      key: 'securityGroupIds',
      match: 'groupId',
      label: 'Security groups',
    },
    vpc: { type: 'aws.ec2.vpc', key: 'vpcId', match: 'vpcId', label: 'VPC' },
  },
  fields: z.object({
    instanceId: z.string(),
    state: z.string().optional(),
    instanceType: z.string().optional(),
    imageId: z.string().optional(),
    platform: z.string().optional(),
    launched: z.string().optional(),
    availabilityZone: z.string().optional(),
    vpcId: z.string().optional(),
    subnetId: z.string().optional(),
    securityGroupIds: z.array(z.string()),
    /** ARN. */
    instanceProfile: z.string().optional(),
    keyName: z.string().optional(),
    privateIp: z.string().optional(),
    publicIp: z.string().optional(),
    /** `required` is IMDSv2 only. */
    metadataTokens: z.string().optional(),
    metadataEndpoint: z.string().optional(),
    /** `pending` while a change is being applied. */
    metadataState: z.string().optional(),
    metadataHopLimit: z.int().optional(),
  }),

  async *list({ clients }) {
    const { paginateDescribeInstances } = await import('@aws-sdk/client-ec2')
    // Pages of 200: an instance is some 10 KB once parsed, and several regions are read at a time.
    for await (const { Reservations = [] } of paginateDescribeInstances(
      { client: await clients.ec2(), pageSize: 200 },
      {},
    ))
      for (const { Instances = [], OwnerId } of Reservations)
        for (const instance of Instances) yield { instance, ownerId: OwnerId }
  },

  async one({ clients }, arn) {
    const { DescribeInstancesCommand } = await import('@aws-sdk/client-ec2')
    const { region, id } = parseEc2Arn(arn)
    const found = await unlessAbsent(['InvalidInstanceID.NotFound', 'InvalidInstanceID.Malformed'], async () =>
      (await clients.ec2(region)).send(new DescribeInstancesCommand({ InstanceIds: [id] })),
    )
    const { Instances = [], OwnerId } = found?.Reservations?.[0] ?? {}
    return Instances[0] && { instance: Instances[0], ownerId: OwnerId }
  },

  normalise: ({ instance, ownerId }: Raw, context) => {
    const { InstanceId = '', MetadataOptions, SecurityGroups = [], Tags } = instance
    return {
      id: ec2Arn(context, 'instance', InstanceId, ownerId),
      name: nameOf(Tags, InstanceId),
      region: context.region,
      tags: tagsOf(Tags),
      config: {
        instanceId: InstanceId,
        state: instance.State?.Name,
        instanceType: instance.InstanceType,
        imageId: instance.ImageId,
        platform: instance.PlatformDetails,
        launched: isoTime(instance.LaunchTime),
        availabilityZone: instance.Placement?.AvailabilityZone,
        vpcId: instance.VpcId,
        subnetId: instance.SubnetId,
        securityGroupIds: SecurityGroups.flatMap(({ GroupId }) => GroupId ?? []).sort(),
        instanceProfile: instance.IamInstanceProfile?.Arn,
        keyName: instance.KeyName,
        privateIp: instance.PrivateIpAddress,
        publicIp: instance.PublicIpAddress,
        metadataTokens: MetadataOptions?.HttpTokens,
        metadataEndpoint: MetadataOptions?.HttpEndpoint,
        metadataState: MetadataOptions?.State,
        metadataHopLimit: MetadataOptions?.HttpPutResponseHopLimit,
      },
    }
  },
})
