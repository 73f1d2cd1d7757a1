import type { EventBus } from '@aws-sdk/client-eventbridge'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { judgeResourcePolicy, resourcePolicyFields } from './resource-policy.ts'
import { lazyTags, type TagMap, tagsOfResource } from './tags.ts'
import { isoTime } from './values.ts'

type Raw = { readonly bus: EventBus; readonly tags?: TagMap | undefined; readonly unread?: readonly Unread[] }

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListEventBuses.html */
export const eventsBus = defineAwsType({
  type: 'aws.events.bus',
  label: 'Event bus',
  code: 'EVENT_BUS',
  service: 'EventBridge',
  scope: 'region',
  permissions: ['events:ListEventBuses', 'tag:GetResources'],
  fields: z.object({
    /** Every account has one of that name in each region, which takes the events of AWS. */
    isDefault: z.boolean(),
    created: z.string().optional(),
    ...resourcePolicyFields,
  }),

  async *list(context) {
    const tagsOf = lazyTags(context, ['events:event-bus'])
    for await (const bus of buses(context)) {
      const tags = await tagsOf()
      yield { bus, tags: tags.of(bus.Arn), unread: tags.unread }
    }
  },

  async one(context, arn) {
    for await (const bus of buses(context, arn.slice(arn.indexOf('/') + 1))) {
      if (bus.Arn !== arn) continue
      const ask = context.reader()
      return { bus, tags: await ask(['tags'], () => tagsOfResource(context, arn)), unread: ask.unread }
    }
    return undefined
  },

  normalise: ({ bus, tags, unread = [] }: Raw, context) => {
    const policy = judgeResourcePolicy({ policies: [{ text: bus.Policy }], unread, operation: 'events:ListEventBuses' })
    return {
      id: bus.Arn ?? '',
      name: bus.Name ?? '',
      region: context.region,
      tags: tags ?? {},
      config: { isDefault: bus.Name === 'default', created: isoTime(bus.CreationTime), ...policy.config },
      unread: [...unread, ...policy.unread],
    }
  },
})

/** The list holds the policies already. */
async function* buses({ clients }: CollectContext<'aws'>, NamePrefix?: string): AsyncIterable<EventBus> {
  const { ListEventBusesCommand } = await import('@aws-sdk/client-eventbridge')
  const client = await clients.events()
  let NextToken: string | undefined
  do {
    const page = await client.send(new ListEventBusesCommand({ NamePrefix, NextToken, Limit: 100 }))
    yield* page.EventBuses ?? []
    NextToken = page.NextToken
  } while (NextToken)
}
