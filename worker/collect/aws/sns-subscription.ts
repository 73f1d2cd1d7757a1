import type { Subscription } from '@aws-sdk/client-sns'
import { z } from 'zod'
import { digest } from '../../canonical.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'

type Raw = { readonly subscription: Subscription }

/** Whom a topic tells. Of the address of a web hook its host alone is kept: the rest of it often is a secret. */
export const snsSubscription = defineAwsType({
  type: 'aws.sns.subscription',
  label: 'SNS subscription',
  code: 'SNS_SUBSCRIPTION',
  service: 'SNS',
  scope: 'region',
  permissions: ['sns:ListSubscriptions'],
  relations: { topic: { type: 'aws.sns.topic', key: 'topicArn', label: 'SNS topic' } },
  fields: z.object({
    topicArn: z.string(),
    /** `email`, `https`, `lambda`, … */
    protocol: z.string().optional(),
    endpoint: z.string().optional(),
    isConfirmed: z.boolean(),
  }),

  async *list(context) {
    for await (const subscription of subscriptions(context)) yield { subscription }
  },

  async one(context, id) {
    for await (const subscription of subscriptions(context)) if (idOf(subscription) === id) return { subscription }
    return undefined
  },

  normalise: ({ subscription }: Raw, context) => {
    const { TopicArn: topicArn = '', Protocol: protocol, Endpoint } = subscription
    const endpoint = shown(protocol, Endpoint)
    return {
      id: idOf(subscription),
      name: endpoint ?? topicArn.slice(topicArn.lastIndexOf(':') + 1),
      region: context.region,
      config: { topicArn, protocol, endpoint, isConfirmed: isConfirmed(subscription) },
    }
  },
})

async function* subscriptions({ clients }: CollectContext<'aws'>): AsyncIterable<Subscription> {
  const { paginateListSubscriptions } = await import('@aws-sdk/client-sns')
  for await (const { Subscriptions = [] } of paginateListSubscriptions({ client: await clients.sns() }, {}))
    yield* Subscriptions.filter(({ SubscriptionArn }) => SubscriptionArn !== 'Deleted')
}

/** Until somebody confirms it, its ARN is the word `PendingConfirmation`. */
const isConfirmed = ({ SubscriptionArn = '' }: Subscription) => SubscriptionArn.startsWith('arn:')

/** One that is pending has no ARN of its own: a digest of its endpoint tells it from others. */
function idOf(subscription: Subscription): string {
  const { SubscriptionArn = '', TopicArn = '', Protocol = '', Endpoint = '' } = subscription
  return isConfirmed(subscription) ? SubscriptionArn : `${TopicArn}:pending:${digest(`${Protocol} ${Endpoint}`)}`
}

function shown(protocol = '', endpoint = ''): string | undefined {
  if (endpoint === '') return undefined
  if (protocol === 'sms') return `…${endpoint.slice(-3)}`
  return /^https?$/.test(protocol) ? withoutSecrets(endpoint) : endpoint
}

/** Addresses of web hooks often carry their secret in the path or the query. */
function withoutSecrets(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).origin : undefined
}
