import { AwsRefusal } from '../call.ts'
import { answerJson, jsonPage } from '../json.ts'

export type SqsQueue = {
  arn: string
  region: string
  created: string
  kmsKeyId?: string
  managedEncryption?: boolean
  /** ARN of the queue that takes what cannot be delivered. */
  deadLetterQueue?: string
  /** The JSON text of its policy. */
  policy?: string
  tags?: Record<string, string>
}

/** What an account holds of it. */
export type SqsEstate = { queues: SqsQueue[] }

export const sqs = answerJson({
  ListQueues({ region, parameters }, { sqs: { queues = [] } = {} }, world) {
    const { QueueNamePrefix: prefix = '', NextToken: token, MaxResults: size } = parameters
    const here = queues.filter((queue) => queue.region === region && nameOf(queue).startsWith(String(prefix)))
    // Without a size there is one page, and no token.
    if (size === undefined) return { QueueUrls: here.slice(0, 1000).map(urlOf) }
    const { items, next } = jsonPage(here, { token, size, world })
    return { ...(items.length > 0 && { QueueUrls: items.map(urlOf) }), ...(next && { NextToken: next }) }
  },

  GetQueueAttributes({ parameters }, { sqs: { queues = [] } = {} }) {
    const queue = queues.find((one) => urlOf(one) === parameters.QueueUrl)
    if (!queue) throw new AwsRefusal(400, 'QueueDoesNotExist', 'The specified queue does not exist.')
    return { Attributes: attributes(queue) }
  },
})

const nameOf = ({ arn }: SqsQueue) => arn.slice(arn.lastIndexOf(':') + 1)

const urlOf = (queue: SqsQueue) =>
  `https://sqs.${queue.region}.amazonaws.com/${queue.arn.split(':')[4]}/${nameOf(queue)}`

const attributes = (queue: SqsQueue) => ({
  QueueArn: queue.arn,
  ApproximateNumberOfMessages: '0',
  CreatedTimestamp: String(Date.parse(queue.created) / 1000),
  LastModifiedTimestamp: String(Date.parse(queue.created) / 1000),
  VisibilityTimeout: '30',
  MessageRetentionPeriod: '345600',
  ...(queue.arn.endsWith('.fifo') && { FifoQueue: 'true' }),
  ...(queue.kmsKeyId ? { KmsMasterKeyId: queue.kmsKeyId } : {}),
  SqsManagedSseEnabled: String(queue.managedEncryption === true),
  ...(queue.deadLetterQueue && {
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: queue.deadLetterQueue, maxReceiveCount: 5 }),
  }),
  ...(queue.policy !== undefined && { Policy: queue.policy }),
})
