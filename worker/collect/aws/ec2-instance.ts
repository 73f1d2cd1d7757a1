import type { Instance } from '@aws-sdk/client-ec2'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { instanceNetwork, networkFields } from './instance-network.ts'
import { type InstanceHealth, readHealth, readHealthOf } from './instance-status.ts'
import {
  readWeaknesses,
  toVulnerabilities,
  vulnerabilityFields,
  vulnerabilityPermissions,
  type Weaknesses,
  type WeaknessesOf,
} from './instance-vulnerabilities.ts'
import { unsaid } from './unsaid.ts'
import { ec2Arn, isoTime, nameOf, parseEc2Arn, tagsOf } from './values.ts'

type Raw = {
  readonly instance: Instance
  readonly ownerId?: string | undefined
  /** Absent where AWS checks nothing: while it is not running. */
  readonly health?: InstanceHealth | undefined
  readonly weaknesses?: Weaknesses | undefined
  readonly unread?: readonly Unread[]
}

export const ec2Instance = defineAwsType({
  type: 'aws.ec2.instance',
  label: 'EC2 instance',
  code: 'EC2_INSTANCE',
  service: 'EC2',
  scope: 'region',
  permissions: ['ec2:DescribeInstances', 'ec2:DescribeInstanceStatus', ...vulnerabilityPermissions],
  relations: {
    securityGroups: {
      type: 'aws.ec2.security-group',
      key: 'securityGroupIds',
      match: 'groupId',
      label: 'Security groups',
    },
    instanceProfile: { type: 'aws.iam.instance-profile', key: 'instanceProfile', label: 'Instance profile' },
    subnet: { type: 'aws.ec2.subnet', key: 'subnetId', match: 'subnetId', label: 'Subnet' },
    vpc: { type: 'aws.ec2.vpc', key: 'vpcId', match: 'vpcId', label: 'VPC' },
  },
  fields: z.object({
    instanceId: z.string(),
    state: z.string().optional(),
    /** What AWS's checks of the instance itself say: `ok`, `impaired`, `insufficient-data`, …; only while it runs. */
    instanceStatus: z.string().optional(),
    /** What its checks of the host beneath say. */
    systemStatus: z.string().optional(),
    instanceType: z.string().optional(),
    isSpot: z.boolean(),
    imageId: z.string().optional(),
    platform: z.string().optional(),
    launched: z.string().optional(),
    availabilityZone: z.string().optional(),
    ...networkFields,
    /** ARN. */
    instanceProfile: z.string().optional(),
    keyName: z.string().optional(),
    volumeIds: z.array(z.string()),
    /** Name of the group that started it or took it in. */
    autoScalingGroup: z.string().optional(),
    /** `required` is IMDSv2 only. */
    metadataTokens: z.string().optional(),
    metadataEndpoint: z.string().optional(),
    /** `pending` while a change is being applied. */
    metadataState: z.string().optional(),
    metadataHopLimit: z.int().optional(),
    ...vulnerabilityFields,
  }),

  async *list(context) {
    const { paginateDescribeInstances } = await import('@aws-sdk/client-ec2')
    const client = await context.clients.ec2()
    const ask = context.reader()
    let weaknessesOf: WeaknessesOf | undefined
    const health = await readHealth(client, ask)
    // Pages of 200: an instance is some 10 KB once parsed, and several regions are read at a time.
    for await (const { Reservations = [] } of paginateDescribeInstances({ client, pageSize: 200 }, {}))
      for (const { Instances = [], OwnerId } of Reservations)
        for (const instance of Instances) {
          weaknessesOf ??= await readWeaknesses(context, ask)
          const { InstanceId: id = '' } = instance
          const weaknesses = weaknessesOf(id)
          yield { instance, ownerId: OwnerId, health: health?.get(id), weaknesses, unread: ask.unread }
        }
  },

  async one(context, arn) {
    const { DescribeInstancesCommand } = await import('@aws-sdk/client-ec2')
    const { region, id } = parseEc2Arn(arn)
    const client = await context.clients.ec2(region)
    const found = await unlessAbsent(['InvalidInstanceID.NotFound', 'InvalidInstanceID.Malformed'], () =>
      client.send(new DescribeInstancesCommand({ InstanceIds: [id] })),
    )
    const { Instances = [], OwnerId } = found?.Reservations?.[0] ?? {}
    if (!Instances[0]) return undefined
    const ask = context.reader()
    const health = await readHealthOf(client, id, ask)
    const weaknesses = (await readWeaknesses(context, ask, id))(id)
    return { instance: Instances[0], ownerId: OwnerId, health, weaknesses, unread: ask.unread }
  },

  normalise: ({ instance, ownerId, health, weaknesses, unread = [] }: Raw, context) => {
    const { InstanceId = '', MetadataOptions, BlockDeviceMappings = [], Tags } = instance
    const metadata = { metadataTokens: MetadataOptions?.HttpTokens, metadataEndpoint: MetadataOptions?.HttpEndpoint }
    return {
      id: ec2Arn(context, 'instance', InstanceId, ownerId),
      name: nameOf(Tags, InstanceId),
      region: context.region,
      tags: tagsOf(Tags),
      config: {
        instanceId: InstanceId,
        state: instance.State?.Name,
        instanceStatus: health?.instance,
        systemStatus: health?.system,
        instanceType: instance.InstanceType,
        isSpot: instance.InstanceLifecycle === 'spot',
        imageId: instance.ImageId,
        platform: instance.PlatformDetails,
        launched: isoTime(instance.LaunchTime),
        availabilityZone: instance.Placement?.AvailabilityZone,
        ...instanceNetwork(instance),
        instanceProfile: instance.IamInstanceProfile?.Arn,
        keyName: instance.KeyName,
        volumeIds: BlockDeviceMappings.flatMap(({ Ebs }) => Ebs?.VolumeId ?? []).sort(),
        // AWS alone can set tags of this prefix.
        autoScalingGroup: Tags?.find(({ Key }) => Key === 'aws:autoscaling:groupName')?.Value,
        ...metadata,
        metadataState: MetadataOptions?.State,
        metadataHopLimit: MetadataOptions?.HttpPutResponseHopLimit,
        ...toVulnerabilities(weaknesses),
      },
      unread: [...unread, ...(instance.State?.Name === 'terminated' ? [] : unsaid(metadata))],
    }
  },
})
