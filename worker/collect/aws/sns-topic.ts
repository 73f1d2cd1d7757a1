import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { concurrently } from '../../concurrently.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { judgeResourcePolicy, resourcePolicyFields } from './resource-policy.ts'
import { lazyTags, type TagMap, tagsOfResource } from './tags.ts'

type Raw = {
  readonly arn: string
  readonly attributes?: Readonly<Partial<Record<string, string>>> | undefined
  readonly tags?: TagMap | undefined
  readonly unread?: readonly Unread[]
}

const attributeFields = {
  displayName: z.string().optional(),
  /** Key of KMS that encrypts the messages: an id, an ARN or an alias. */
  kmsKeyId: z.string().optional(),
  isFifo: z.boolean().optional(),
  confirmedSubscriptions: z.int().optional(),
  pendingSubscriptions: z.int().optional(),
  ...resourcePolicyFields,
}

/** https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html */
export const snsTopic = defineAwsType({
  type: 'aws.sns.topic',
  label: 'SNS topic',
  code: 'SNS_TOPIC',
  service: 'SNS',
  scope: 'region',
  isPaced: true,
  permissions: ['sns:ListTopics', 'sns:GetTopicAttributes', 'tag:GetResources'],
  relations: { key: { type: 'aws.kms.key', key: 'kmsKeyId', label: 'Encryption key' } },
  fields: z.object(attributeFields),

  async *list(context) {
    const tagsOf = lazyTags(context, ['sns'])
    yield* concurrently(topicArns(context), topicsAtOnce, async (arn) => {
      const [tags, read] = await Promise.all([tagsOf(), readTopic(context, arn)])
      return { ...read, tags: tags.of(arn), unread: [...read.unread, ...tags.unread] }
    })
  },

  async one(context, arn) {
    const { GetTopicAttributesCommand } = await import('@aws-sdk/client-sns')
    const client = await context.clients.sns()
    const found = await unlessAbsent(['NotFound', 'InvalidParameter'], () =>
      client.send(new GetTopicAttributesCommand({ TopicArn: arn })),
    )
    if (!found) return undefined
    const ask = context.reader()
    const tags = await ask(['tags'], () => tagsOfResource(context, arn))
    return { arn, attributes: found.Attributes ?? {}, tags, unread: ask.unread }
  },

  normalise: ({ arn, attributes, tags = {}, unread = [] }: Raw, context) => {
    const policy = judgeResourcePolicy({
      ...{ policies: [{ text: attributes?.Policy }], unread, operation: 'sns:GetTopicAttributes' },
    })
    return {
      id: arn,
      name: arn.slice(arn.lastIndexOf(':') + 1),
      region: context.region,
      tags,
      config: { ...(attributes && settings(attributes)), ...policy.config },
      unread: [...unread, ...policy.unread],
    }
  },
})

const topicsAtOnce = 8

async function* topicArns({ clients }: CollectContext<'aws'>): AsyncIterable<string> {
  const { paginateListTopics } = await import('@aws-sdk/client-sns')
  for await (const { Topics = [] } of paginateListTopics({ client: await clients.sns() }, {}))
    for (const { TopicArn } of Topics) if (TopicArn) yield TopicArn
}

async function readTopic({ clients, reader }: CollectContext<'aws'>, arn: string) {
  const { GetTopicAttributesCommand } = await import('@aws-sdk/client-sns')
  const client = await clients.sns()
  const ask = reader()
  const answer = await ask(Object.keys(attributeFields), () =>
    client.send(new GetTopicAttributesCommand({ TopicArn: arn })),
  )
  return { arn, attributes: answer && (answer.Attributes ?? {}), unread: ask.unread }
}

const settings = (attributes: NonNullable<Raw['attributes']>) => ({
  displayName: attributes.DisplayName || undefined,
  kmsKeyId: attributes.KmsMasterKeyId || undefined,
  isFifo: attributes.FifoTopic === 'true',
  confirmedSubscriptions: count(attributes.SubscriptionsConfirmed),
  pendingSubscriptions: count(attributes.SubscriptionsPending),
})

const count = (text = '') => (/^\d{1,9}$/.test(text) ? Number(text) : undefined)
