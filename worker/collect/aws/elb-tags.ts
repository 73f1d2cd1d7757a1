import type { Unread } from '../../../shared/resource.ts'
import type { CollectContext } from '../../resource-type.ts'
import { type TagMap, tagsOfRegion } from './tags.ts'

/** Tags of a region's load balancers, and why they could not be read. */
export type BalancerTags = { readonly of: (arn: string) => TagMap; readonly unread: readonly Unread[] }

/** Asked once for both APIs, and only where a region has a load balancer at all. */
export function createTags(context: CollectContext<'aws'>): () => Promise<BalancerTags> {
  let known: Promise<BalancerTags> | undefined

  async function read(): Promise<BalancerTags> {
    const ask = context.reader()
    const tags = await ask(['tags'], () => tagsOfRegion(context, ['elasticloadbalancing:loadbalancer']))
    return { of: (arn) => tags?.get(arn) ?? {}, unread: ask.unread }
  }

  return () => {
    known ??= read()
    return known
  }
}
