import type { FileSystemDescription } from '@aws-sdk/client-efs'
import { z } from 'zod'
import { defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { unsaid } from './unsaid.ts'
import { isoTime, parseEc2Arn, tagsOf } from './values.ts'

type Raw = { readonly fileSystem: FileSystemDescription }

export const efsFileSystem = defineAwsType({
  type: 'aws.efs.file-system',
  label: 'EFS file system',
  code: 'EFS_FILE_SYSTEM',
  service: 'EFS',
  scope: 'region',
  permissions: ['elasticfilesystem:DescribeFileSystems'],
  relations: { key: { type: 'aws.kms.key', key: 'kmsKeyId', label: 'KMS key' } },
  fields: z.object({
    fileSystemId: z.string(),
    state: z.string().optional(),
    created: z.string().optional(),
    encrypted: z.boolean().optional(),
    /** ARN of the key. */
    kmsKeyId: z.string().optional(),
    performanceMode: z.string().optional(),
    throughputMode: z.string().optional(),
    /** The only zone that holds it; absent where several do. */
    availabilityZone: z.string().optional(),
    mountTargets: z.int().optional(),
    /** Without what was written lately, which AWS counts later. */
    bytes: z.int().optional(),
  }),

  async *list({ clients }) {
    const { paginateDescribeFileSystems } = await import('@aws-sdk/client-efs')
    const client = await clients.efs()
    for await (const { FileSystems = [] } of paginateDescribeFileSystems({ client, pageSize: 100 }, {}))
      for (const fileSystem of FileSystems) yield { fileSystem }
  },

  async one({ clients }, arn) {
    const { DescribeFileSystemsCommand } = await import('@aws-sdk/client-efs')
    const { region, id: FileSystemId } = parseEc2Arn(arn)
    const client = await clients.efs(region)
    const found = await unlessAbsent(['FileSystemNotFound'], () =>
      client.send(new DescribeFileSystemsCommand({ FileSystemId })),
    )
    const fileSystem = found?.FileSystems?.[0]
    return fileSystem && { fileSystem }
  },

  normalise: ({ fileSystem }: Raw, { region, account, partition }) => {
    const { FileSystemId: fileSystemId = '', Tags, Name, FileSystemArn, Encrypted: encrypted } = fileSystem
    return {
      id: FileSystemArn ?? `arn:${partition}:elasticfilesystem:${region}:${account}:file-system/${fileSystemId}`,
      name: Name || fileSystemId,
      region,
      tags: tagsOf(Tags),
      config: {
        fileSystemId,
        state: fileSystem.LifeCycleState,
        created: isoTime(fileSystem.CreationTime),
        encrypted,
        kmsKeyId: fileSystem.KmsKeyId,
        performanceMode: fileSystem.PerformanceMode,
        throughputMode: fileSystem.ThroughputMode,
        availabilityZone: fileSystem.AvailabilityZoneName,
        mountTargets: fileSystem.NumberOfMountTargets,
        bytes: fileSystem.SizeInBytes?.Value,
      },
      unread: unsaid({ encrypted }),
    }
  },
})
