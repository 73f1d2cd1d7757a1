import { AwsRefusal } from '../call.ts'
import { answerJson, jsonPage } from '../json.ts'
import type { Route } from '../rest.ts'

/** What an account holds of it. */
export type EfsEstate = { fileSystems: FileSystem[] }

export type FileSystem = {
  id: string
  region: string
  name?: string
  created: string
  encrypted: boolean
  key?: string
  tags?: Record<string, string>
}

export const efsRoutes: readonly Route[] = [['GET', '/2015-02-01/file-systems', 'DescribeFileSystems']]

export const efs = answerJson({
  DescribeFileSystems({ region, parameters }, { id: owner, partition = 'aws', efs: estate }, world) {
    const { FileSystemId, Marker, MaxItems } = parameters
    const here = estate?.fileSystems.filter((one) => one.region === region) ?? []
    const found = FileSystemId ? here.filter(({ id }) => id === FileSystemId) : here
    if (FileSystemId && found.length === 0)
      throw new AwsRefusal(404, 'FileSystemNotFound', `File system '${FileSystemId}' does not exist.`)
    const { items, next } = jsonPage(found, { token: Marker, size: MaxItems, world })
    return {
      ...(next === undefined ? {} : { NextMarker: next }),
      FileSystems: items.map(({ id, name, created, encrypted, key, tags = {} }) => ({
        ...{ OwnerId: owner, CreationToken: id, FileSystemId: id, Name: name, Encrypted: encrypted, KmsKeyId: key },
        FileSystemArn: `arn:${partition}:elasticfilesystem:${region}:${owner}:file-system/${id}`,
        CreationTime: Date.parse(created) / 1000,
        LifeCycleState: 'available',
        NumberOfMountTargets: 2,
        SizeInBytes: { Value: 6144, ValueInIA: 0, ValueInStandard: 6144 },
        PerformanceMode: 'generalPurpose',
        ThroughputMode: 'elastic',
        Tags: Object.entries({ ...(name ? { Name: name } : {}), ...tags }).map(([Key, Value]) => ({ Key, Value })),
      })),
    }
  },
})
