import type { Volume } from '@aws-sdk/client-ec2'
import { z } from 'zod'
import { defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { ec2Arn, isoTime, nameOf, parseEc2Arn, tagsOf } from './values.ts'

type Raw = { readonly volume: Volume }

export const ec2Volume = defineAwsType({
  type: 'aws.ec2.volume',
  label: 'EBS volume',
  code: 'EBS',
  service: 'EBS',
  scope: 'region',
  permissions: ['ec2:DescribeVolumes'],
  relations: {
    instances: { type: 'aws.ec2.instance', key: 'instanceIds', match: 'instanceId', label: 'Instances' },
    key: { type: 'aws.kms.key', key: 'kmsKeyId', label: 'Encryption key' },
  },
  fields: z.object({
    volumeId: z.string(),
    /** `in-use`, `available`, …. */
    state: z.string().optional(),
    /** GiB. */
    size: z.int().optional(),
    volumeType: z.string().optional(),
    iops: z.int().optional(),
    /** MiB a second. */
    throughput: z.int().optional(),
    isEncrypted: z.boolean().optional(),
    /** ARN; absent where it is not encrypted. */
    kmsKeyId: z.string().optional(),
    snapshotId: z.string().optional(),
    availabilityZone: z.string().optional(),
    created: z.string().optional(),
    /** Several instances may be attached to it at a time. */
    multiAttach: z.boolean(),
    instanceIds: z.array(z.string()),
    attachments: z.array(
      z.object({
        instanceId: z.string().optional(),
        device: z.string().optional(),
        state: z.string().optional(),
        deletedWithInstance: z.boolean(),
      }),
    ),
  }),

  async *list({ clients }) {
    const { paginateDescribeVolumes } = await import('@aws-sdk/client-ec2')
    const pages = paginateDescribeVolumes({ client: await clients.ec2(), pageSize: 500 }, {})
    for await (const { Volumes = [] } of pages) for (const volume of Volumes) yield { volume }
  },

  async one({ clients }, arn) {
    const { DescribeVolumesCommand } = await import('@aws-sdk/client-ec2')
    const { region, id } = parseEc2Arn(arn)
    const found = await unlessAbsent(['absent'], async () =>
      (await clients.ec2(region)).send(new DescribeVolumesCommand({ VolumeIds: [id] })),
    )
    const volume = found?.Volumes?.[0]
    return volume && { volume }
  },

  normalise: ({ volume }: Raw, context) => {
    const { VolumeId = '', Attachments = [], Tags } = volume
    return {
      id: ec2Arn(context, 'volume', VolumeId),
      name: nameOf(Tags, VolumeId),
      region: context.region,
      tags: tagsOf(Tags),
      config: {
        volumeId: VolumeId,
        state: volume.State,
        size: volume.Size,
        volumeType: volume.VolumeType,
        iops: volume.Iops,
        throughput: volume.Throughput,
        isEncrypted: volume.Encrypted,
        kmsKeyId: volume.KmsKeyId,
        snapshotId: volume.SnapshotId || undefined,
        availabilityZone: volume.AvailabilityZone,
        created: isoTime(volume.CreateTime),
        multiAttach: volume.MultiAttachEnabled === true,
        instanceIds: Attachments.flatMap(({ InstanceId }) => InstanceId ?? []).sort(),
        attachments: Attachments.map(({ InstanceId, Device, State, DeleteOnTermination }) => ({
          instanceId: InstanceId,
          device: Device,
          state: State,
          deletedWithInstance: DeleteOnTermination === true,
        })),
      },
    }
  },
})
