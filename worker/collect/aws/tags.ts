import type { ResourceTagMapping } from '@aws-sdk/client-resource-groups-tagging-api'
import type { Unread } from '../../../shared/resource.ts'
import type { AwsClients } from '../../clients.ts'
import type { CollectContext } from '../../resource-type.ts'
import { type Tags, tagsOf } from './values.ts'

type Context = { readonly clients: AwsClients }
export type TagMap = Readonly<Record<string, string>>

/**
 * The tags of every resource of these kinds in a region, by ARN, in pages of a hundred: for services whose lists leave
 * tags out. Kinds are named `service` or `service:kind`, as in `s3` and `backup:backup-vault`. A resource that never had
 * tags is not in the answer. Permission `tag:GetResources`; where it fails, the field `tags` alone is unread.
 * https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
 */
export async function tagsOfRegion(
  { clients }: Context,
  kinds: readonly string[],
  region?: string,
): Promise<ReadonlyMap<string, TagMap>> {
  const { paginateGetResources } = await import('@aws-sdk/client-resource-groups-tagging-api')
  const client = await clients.tagging(region)
  const byArn = new Map<string, TagMap>()
  const input = { ResourceTypeFilters: [...kinds], ResourcesPerPage: 100 }
  for await (const { ResourceTagMappingList = [] } of paginateGetResources({ client }, input))
    for (const { ResourceARN = '', Tags } of ResourceTagMappingList) byArn.set(ResourceARN, tagMap(Tags))
  return byArn
}

/** Tags of a region's resources, and why they could not be read. */
export type RegionTags = { readonly of: (arn?: string) => TagMap | undefined; readonly unread: readonly Unread[] }

/** The same for a list, asked for once when its first resource comes: a region without any costs no call. */
export function lazyTags(
  context: CollectContext<'aws'>,
  kinds: readonly string[],
  region?: string,
): () => Promise<RegionTags> {
  let known: Promise<RegionTags> | undefined

  async function read(): Promise<RegionTags> {
    const ask = context.reader()
    const tags = await ask(['tags'], () => tagsOfRegion(context, kinds, region))
    return { of: (arn = '') => tags?.get(arn), unread: ask.unread }
  }

  return () => {
    known ??= read()
    return known
  }
}

/** The tags of one resource, read live; empty where it has none. */
export async function tagsOfResource({ clients }: Context, arn: string, region?: string): Promise<TagMap> {
  const { GetResourcesCommand } = await import('@aws-sdk/client-resource-groups-tagging-api')
  const client = await clients.tagging(region)
  const { ResourceTagMappingList = [] } = await client.send(new GetResourcesCommand({ ResourceARNList: [arn] }))
  return tagMap(ResourceTagMappingList.find(({ ResourceARN }) => ResourceARN === arn)?.Tags)
}

const tagMap = (tags: ResourceTagMapping['Tags']): TagMap => tagsOf(tags as Tags | undefined)
