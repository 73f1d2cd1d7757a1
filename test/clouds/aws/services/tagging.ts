import { type AwsCall, AwsRefusal } from '../call.ts'
import type { AwsAccount } from '../estate.ts'
import { answerJson, jsonPage } from '../json.ts'

/** What the service knows of a resource; those of S3 have no region in their ARN. */
export type Tagged = { arn: string; region?: string; tags: Record<string, string> }

/**
 * Resources with tags beyond those that the service finds by itself: in the estates of the services it knows whatever
 * has an `arn` and `tags`, and the buckets.
 */
export type TaggingEstate = { resources: Tagged[] }

export const tagging = answerJson({
  GetResources(call, account, world) {
    const { ResourceARNList: arns, ResourceTypeFilters: kinds, PaginationToken: token } = call.parameters
    if (arns && (kinds || token || call.parameters.ResourcesPerPage))
      throw new AwsRefusal(400, 'InvalidParameterException', 'ResourceARNList cannot be combined.')
    const here = taggedResources(account).filter((one) => isHere(one, call) && isWanted(one, arns, kinds))
    const { items, next } = jsonPage(here, { token, size: call.parameters.ResourcesPerPage, world })
    return {
      ResourceTagMappingList: items.map(({ arn, tags }) => ({
        ResourceARN: arn,
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      })),
      PaginationToken: next ?? '',
    }
  },
})

const isHere = ({ arn, region = arn.split(':')[3] }: Tagged, call: AwsCall) => region === call.region

function isWanted({ arn }: Tagged, arns: unknown, kinds: unknown): boolean {
  if (Array.isArray(arns)) return arns.includes(arn)
  const [, , service, , , ...rest] = arn.split(':')
  const kind = rest.join(':').split(/[:/]/)[0]
  return !Array.isArray(kinds) || kinds.includes(service) || kinds.includes(`${service}:${kind}`)
}

/** Only what has tags is known to the service. */
function taggedResources(account: AwsAccount): readonly Tagged[] {
  const { buckets, partition = 'aws', ...rest } = account
  const ofBuckets = buckets.map(({ name, region, tags = {} }) => ({
    arn: `arn:${partition}:s3:::${name}`,
    region,
    tags,
  }))
  return [...ofBuckets, ...findTagged(rest)].filter(({ tags }) => Object.keys(tags).length > 0)
}

function findTagged(value: unknown): readonly Tagged[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(findTagged)
  const { arn, tags } = value as Partial<Tagged>
  const isTagged = typeof arn === 'string' && typeof tags === 'object'
  return isTagged ? [value as Tagged] : Object.values(value).flatMap(findTagged)
}
