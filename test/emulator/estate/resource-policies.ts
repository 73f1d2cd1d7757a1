import { CreateRepositoryCommand, SetRepositoryPolicyCommand } from '@aws-sdk/client-ecr'
import { CreateEventBusCommand, PutPermissionCommand } from '@aws-sdk/client-eventbridge'
import { AddPermissionCommand, CreateFunctionCommand } from '@aws-sdk/client-lambda'
import { CreateSecretCommand, PutResourcePolicyCommand } from '@aws-sdk/client-secrets-manager'
import { CreateTopicCommand, SetTopicAttributesCommand } from '@aws-sdk/client-sns'
import { CreateQueueCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs'
import type { Account } from '../account.ts'

const allow = (Action: string, Resource: string, rest: Record<string, unknown>) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: 'One', Effect: 'Allow', Action, Resource, ...rest }] })

const everyone = { Principal: '*' }
const own = (account: Account) => ({ Principal: { AWS: `arn:aws:iam::${account.id}:root` } })
const ours = { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } } }

/** What has no policy lets nobody in. */
export function expectNoResourcePolicies(account: Account): void {
  account.expectOthers({ 1015: 'PASS' })
}

/** Of each kind with a policy of its own, one for everyone and one for somebody. */
export async function fillResourcePolicies(account: Account): Promise<void> {
  await fillQueues(account)
  await fillTopics(account)
  await fillFunctions(account)
  await fillSecrets(account)
  await fillBuses(account)
  await fillRepositories(account)
}

async function fillQueues(account: Account): Promise<void> {
  const sqs = await account.client('sqs')
  for (const [QueueName, rest, verdict] of [
    ['queue-everyone', everyone, 'FAIL'],
    ['queue-organization', ours, 'PASS'],
  ] as const) {
    const arn = `arn:aws:sqs:${account.home}:${account.id}:${QueueName}`
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName }))
    const Attributes = { Policy: allow('sqs:SendMessage', arn, rest) }
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }))
    account.expect(arn, { 1015: verdict })
  }
}

async function fillTopics(account: Account): Promise<void> {
  const sns = await account.client('sns')
  for (const [Name, rest, verdict] of [
    ['topic-everyone', everyone, 'FAIL'],
    ['topic-own', own(account), 'PASS'],
  ] as const) {
    const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name }))
    const AttributeValue = allow('sns:Publish', TopicArn, rest)
    await sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: 'Policy', AttributeValue }))
    account.expect(TopicArn, { 1015: verdict })
  }
}

async function fillFunctions(account: Account): Promise<void> {
  const lambda = await account.client('lambda')
  for (const [FunctionName, rest, verdict] of [
    ['function-everyone', { Principal: '*' }, 'FAIL'],
    ['function-of-a-bucket', { Principal: 's3.amazonaws.com', SourceAccount: account.id }, 'PASS'],
  ] as const) {
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName,
        Role: `arn:aws:iam::${account.id}:role/web`,
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Code: { ZipFile: emptyZip },
      }),
    )
    await lambda.send(
      new AddPermissionCommand({ FunctionName, StatementId: 'one', Action: 'lambda:InvokeFunction', ...rest }),
    )
    account.expect(`arn:aws:lambda:${account.home}:${account.id}:function:${FunctionName}`, { 1015: verdict })
  }
}

/** A ZIP file with nothing in it. */
const emptyZip = Buffer.concat([Buffer.from([0x50, 0x4b, 5, 6]), Buffer.alloc(18)])

async function fillSecrets(account: Account): Promise<void> {
  const secrets = await account.client('secretsmanager')
  for (const [Name, rest, verdict] of [
    ['secret-everyone', everyone, 'FAIL'],
    ['secret-own', own(account), 'PASS'],
  ] as const) {
    const { ARN = '' } = await secrets.send(new CreateSecretCommand({ Name, SecretString: 'not a secret' }))
    const ResourcePolicy = allow('secretsmanager:GetSecretValue', '*', rest)
    await secrets.send(new PutResourcePolicyCommand({ SecretId: ARN, ResourcePolicy }))
    account.expect(ARN, { 1015: verdict })
  }
}

async function fillBuses(account: Account): Promise<void> {
  const events = await account.client('events')
  for (const [Name, rest, verdict] of [
    ['bus-everyone', everyone, 'FAIL'],
    ['bus-own', own(account), 'PASS'],
  ] as const) {
    const arn = `arn:aws:events:${account.home}:${account.id}:event-bus/${Name}`
    await events.send(new CreateEventBusCommand({ Name }))
    await events.send(new PutPermissionCommand({ EventBusName: Name, Policy: allow('events:PutEvents', arn, rest) }))
    account.expect(arn, { 1015: verdict })
  }
}

async function fillRepositories(account: Account): Promise<void> {
  const ecr = await account.client('ecr')
  for (const [repositoryName, rest, verdict] of [
    ['repository-everyone', everyone, 'FAIL'],
    ['repository-own', own(account), 'PASS'],
  ] as const) {
    await ecr.send(new CreateRepositoryCommand({ repositoryName }))
    const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'ecr:BatchGetImage', ...rest }] }
    await ecr.send(new SetRepositoryPolicyCommand({ repositoryName, policyText: JSON.stringify(policy) }))
    account.expect(`arn:aws:ecr:${account.home}:${account.id}:repository/${repositoryName}`, { 1015: verdict })
  }
}
