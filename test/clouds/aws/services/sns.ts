import { type AwsCall, AwsRefusal, type AwsWorld } from '../call.ts'
import type { AwsAccount } from '../estate.ts'
import { answerQuery, queryPage } from '../query.ts'
import { element, field } from '../xml.ts'

export type SnsEstate = { topics: SimulatedTopic[] }

export type SimulatedTopic = {
  arn: string
  /** JSON text of its policy; where absent, the one that AWS makes for the owner alone. */
  policy?: string
  key?: string
  tags?: Record<string, string>
  subscriptions?: { arn: string; protocol: string; endpoint: string }[]
}

/** https://docs.aws.amazon.com/sns/latest/api/API_Operations.html */
export const sns = answerQuery({
  ListTopics: (call, account, world) =>
    paged(call, world, 'Topics', topicsIn(call, account), ({ arn }) => field('TopicArn', arn)),

  GetTopicAttributes(call, account) {
    const topic = findTopic(call, account)
    const { arn, policy, key, subscriptions = [] } = topic
    const confirmed = subscriptions.filter((one) => one.arn.startsWith('arn:')).length
    const attributes = {
      TopicArn: arn,
      Owner: account.id,
      Policy: policy ?? standardPolicy(arn, account.id),
      ...(key && { KmsMasterKeyId: key }),
      SubscriptionsConfirmed: String(confirmed),
      SubscriptionsPending: String(subscriptions.length - confirmed),
      SubscriptionsDeleted: '0',
      DisplayName: '',
    }
    const entries = Object.entries(attributes).map(([name, value]) =>
      element('entry', field('key', name), field('value', value)),
    )
    return element('Attributes', ...entries)
  },

  ListSubscriptionsByTopic(call, account, world) {
    const topic = findTopic(call, account)
    return paged(call, world, 'Subscriptions', subscriptionsOf([topic]), (one) => subscription(one, account))
  },

  ListSubscriptions: (call, account, world) =>
    paged(call, world, 'Subscriptions', subscriptionsOf(topicsIn(call, account)), (one) => subscription(one, account)),
})

const paged = <Item>(
  call: AwsCall,
  world: AwsWorld,
  name: string,
  all: readonly Item[],
  toXml: (item: Item) => string,
) => queryPage(all, { name, call, world, toXml, marker: ['NextToken', 'NextToken'] })

const topicsIn = ({ region }: AwsCall, { sns: held }: AwsAccount) =>
  (held?.topics ?? []).filter(({ arn }) => arn.split(':')[3] === region)

function findTopic(call: AwsCall, account: AwsAccount): SimulatedTopic {
  const found = topicsIn(call, account).find(({ arn }) => arn === call.input.get('TopicArn'))
  if (found) return found
  throw new AwsRefusal(404, 'NotFound', 'Topic does not exist')
}

const subscriptionsOf = (topics: readonly SimulatedTopic[]) =>
  topics.flatMap(({ arn: topic, subscriptions = [] }) => subscriptions.map((one) => ({ ...one, topic })))

const subscription = (
  { arn, topic, protocol, endpoint }: ReturnType<typeof subscriptionsOf>[number],
  { id }: AwsAccount,
) =>
  field('SubscriptionArn', arn) +
  field('Owner', id) +
  field('Protocol', protocol) +
  field('Endpoint', endpoint) +
  field('TopicArn', topic)

const standardPolicy = (Resource: string, owner: string) =>
  JSON.stringify({
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ['SNS:GetTopicAttributes', 'SNS:Subscribe', 'SNS:Publish'],
        Resource,
        Condition: { StringEquals: { 'AWS:SourceOwner': owner } },
      },
    ],
  })
