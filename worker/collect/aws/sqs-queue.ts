import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { concurrently } from '../../concurrently.ts'
import { type CollectContext, defineAwsType } from '../../resource-type.ts'
import { judgeResourcePolicy, resourcePolicyFields } from './resource-policy.ts'
import { lazyTags, type TagMap, tagsOfResource } from './tags.ts'

type Raw = {
  /** `https://sqs.REGION.amazonaws.com/ACCOUNT/NAME`. */
  readonly url: string
  readonly attributes?: Readonly<Partial<Record<string, string>>> | undefined
  readonly tags?: TagMap | undefined
  readonly unread?: readonly Unread[]
}

const attributeFields = {
  /** Key of KMS that encrypts the messages: an id, an ARN or an alias. */
  kmsKeyId: z.string().optional(),
  /** Encrypted with a key that SQS keeps itself. */
  managedEncryption: z.boolean().optional(),
  isFifo: z.boolean().optional(),
  retentionSeconds: z.number().optional(),
  deadLetterQueueArn: z.string().optional(),
  created: z.string().optional(),
  ...resourcePolicyFields,
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
export const sqsQueue = defineAwsType({
  type: 'aws.sqs.queue',
  label: 'SQS queue',
  code: 'SQS_QUEUE',
  service: 'SQS',
  scope: 'region',
  permissions: ['sqs:ListQueues', 'sqs:GetQueueAttributes', 'tag:GetResources'],
  relations: {
    deadLetterQueue: { type: 'aws.sqs.queue', key: 'deadLetterQueueArn', label: 'Dead-letter queue' },
    key: { type: 'aws.kms.key', key: 'kmsKeyId', label: 'Encryption key' },
  },
  fields: z.object(attributeFields),

  async *list(context) {
    const tagsOf = lazyTags(context, ['sqs'])
    yield* concurrently(queueUrls(context), queuesAtOnce, async (url) => {
      const [tags, read] = await Promise.all([tagsOf(), readQueue(context, url)])
      return { ...read, tags: tags.of(arnOf(url, context)), unread: [...tags.unread, ...read.unread] }
    })
  },

  async one(context, arn) {
    const name = arn.slice(arn.lastIndexOf(':') + 1)
    for await (const url of queueUrls(context, name)) {
      if (nameOf(url) !== name) continue
      const ask = context.reader()
      const tags = await ask(['tags'], () => tagsOfResource(context, arn))
      const read = await readQueue(context, url)
      return { ...read, tags, unread: [...ask.unread, ...read.unread] }
    }
    return undefined
  },

  normalise: ({ url, attributes, tags, unread = [] }: Raw, context) => {
    const policy = judgeResourcePolicy({
      ...{ policies: [{ text: attributes?.Policy }], unread, operation: 'sqs:GetQueueAttributes' },
    })
    return {
      id: arnOf(url, context),
      name: nameOf(url),
      region: context.region,
      tags: tags ?? {},
      config: { ...(attributes && settings(attributes)), ...policy.config },
      unread: [...unread, ...policy.unread],
    }
  },
})

const queuesAtOnce = 8

async function* queueUrls({ clients }: CollectContext<'aws'>, QueueNamePrefix?: string): AsyncIterable<string> {
  const { paginateListQueues } = await import('@aws-sdk/client-sqs')
  const input = QueueNamePrefix === undefined ? {} : { QueueNamePrefix }
  for await (const { QueueUrls = [] } of paginateListQueues({ client: await clients.sqs(), pageSize: 1000 }, input))
    yield* QueueUrls
}

async function readQueue({ clients, reader }: CollectContext<'aws'>, url: string) {
  const { GetQueueAttributesCommand } = await import('@aws-sdk/client-sqs')
  const client = await clients.sqs()
  const ask = reader()
  const answer = await ask(Object.keys(attributeFields), () =>
    client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] })),
  )
  return { url, attributes: answer && (answer.Attributes ?? {}), unread: ask.unread }
}

function settings(attributes: NonNullable<Raw['attributes']>) {
  const created = Number(attributes.CreatedTimestamp)
  return {
    kmsKeyId: attributes.KmsMasterKeyId || undefined,
    managedEncryption: attributes.SqsManagedSseEnabled === 'true',
    isFifo: attributes.FifoQueue === 'true',
    retentionSeconds: Number(attributes.MessageRetentionPeriod) || undefined,
    deadLetterQueueArn: /"deadLetterTargetArn"\s*:\s*"(arn:[^"\\]+)"/.exec(attributes.RedrivePolicy ?? '')?.[1],
    created: created > 0 ? new Date(created * 1000).toISOString() : undefined,
  }
}

const nameOf = (url: string) => url.slice(url.lastIndexOf('/') + 1)

type Place = { readonly partition: string; readonly region: string; readonly account: string }

const arnOf = (url: string, { partition, region, account }: Place) =>
  `arn:${partition}:sqs:${region}:${account}:${nameOf(url)}`
