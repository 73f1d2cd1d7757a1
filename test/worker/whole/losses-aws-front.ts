import type { Loss } from './denials.ts'

/** One type of several that a control is about, so that the others are still judged. */
const policyOf = (type: string): Loss => ({
  fills: { [type]: ['hasPolicy', 'publicStatements', 'policyConditions', 'policyAccess'] },
  isPartly: true,
})
const stages: Loss = { permission: 'apigateway:GET', lists: 'aws.apigateway.stage' }
const accessLogs: Loss = { fills: { 'aws.cloudfront.distribution': ['accessLogs'] }, isPartly: true }

/** What a run lacks when an operation of this area is refused. */
export const frontLosses: Readonly<Record<string, Loss>> = {
  'apigateway:GetRestApis': stages,
  'apigateway:GetStages': stages,
  'apigatewayv2:GetApis': stages,
  'apigatewayv2:GetStages': stages,
  'cloudfront:ListDistributions': { lists: 'aws.cloudfront.distribution' },
  'cloudfront:GetDistributionConfig': accessLogs,
  'logs:DescribeDeliveries': accessLogs,
  'logs:DescribeDeliverySources': accessLogs,
  'ecr:DescribeRepositories': { lists: 'aws.ecr.repository' },
  'ecr:GetRepositoryPolicy': policyOf('aws.ecr.repository'),
  'events:ListEventBuses': { lists: 'aws.events.bus' },
  'glacier:ListVaults': { lists: 'aws.glacier.vault' },
  'glacier:GetVaultAccessPolicy': policyOf('aws.glacier.vault'),
  'lambda:ListFunctions': { lists: 'aws.lambda.function' },
  'lambda:GetPolicy': policyOf('aws.lambda.function'),
  'lambda:ListAliases': policyOf('aws.lambda.function'),
  'secretsmanager:ListSecrets': { lists: 'aws.secretsmanager.secret' },
  'secretsmanager:GetResourcePolicy': policyOf('aws.secretsmanager.secret'),
  'sqs:ListQueues': { lists: 'aws.sqs.queue' },
  'sqs:GetQueueAttributes': policyOf('aws.sqs.queue'),
  // No control is about web ACLs or state machines.
  'wafv2:ListWebACLs': {},
  'wafv2:GetWebACL': {},
  'wafv2:ListLoggingConfigurations': {},
  'sfn:ListStateMachines': { permission: 'states:ListStateMachines' },
  'sfn:DescribeStateMachine': { permission: 'states:DescribeStateMachine' },
}
