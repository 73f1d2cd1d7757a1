import { isIP } from 'node:net'
import type { S3ControlClient } from '@aws-sdk/client-s3-control'
import type { STSClientConfig } from '@aws-sdk/client-sts'
import type { AwsClientTypes } from '../clients.ts'

/** What every client is made with. */
export type ClientSettings = Pick<STSClientConfig, 'region' | 'maxAttempts' | 'retryMode' | 'credentials'> & {
  readonly requestHandler: Record<string, unknown>
}

type Makers = {
  readonly [Service in keyof AwsClientTypes]: (settings: ClientSettings) => Promise<AwsClientTypes[Service]>
}

/** Loads the SDK's client of a service when it is first wanted, and makes one. */
export const awsClientMakers: Makers = {
  accessanalyzer: async (settings) =>
    new (await import('@aws-sdk/client-accessanalyzer')).AccessAnalyzerClient(settings),
  account: async (settings) => new (await import('@aws-sdk/client-account')).AccountClient(settings),
  apigateway: async (settings) => new (await import('@aws-sdk/client-api-gateway')).APIGatewayClient(settings),
  apigatewayv2: async (settings) => new (await import('@aws-sdk/client-apigatewayv2')).ApiGatewayV2Client(settings),
  autoscaling: async (settings) => new (await import('@aws-sdk/client-auto-scaling')).AutoScalingClient(settings),
  backup: async (settings) => new (await import('@aws-sdk/client-backup')).BackupClient(settings),
  cloudfront: async (settings) => new (await import('@aws-sdk/client-cloudfront')).CloudFrontClient(settings),
  cloudtrail: async (settings) => new (await import('@aws-sdk/client-cloudtrail')).CloudTrailClient(settings),
  cloudwatch: async (settings) => new (await import('@aws-sdk/client-cloudwatch')).CloudWatchClient(settings),
  codebuild: async (settings) => new (await import('@aws-sdk/client-codebuild')).CodeBuildClient(settings),
  config: async (settings) => new (await import('@aws-sdk/client-config-service')).ConfigServiceClient(settings),
  ds: async (settings) => new (await import('@aws-sdk/client-directory-service')).DirectoryServiceClient(settings),
  ec2: async (settings) => new (await import('@aws-sdk/client-ec2')).EC2Client(settings),
  ecr: async (settings) => new (await import('@aws-sdk/client-ecr')).ECRClient(settings),
  efs: async (settings) => new (await import('@aws-sdk/client-efs')).EFSClient(settings),
  eks: async (settings) => new (await import('@aws-sdk/client-eks')).EKSClient(settings),
  elb: async (settings) =>
    new (await import('@aws-sdk/client-elastic-load-balancing')).ElasticLoadBalancingClient(settings),
  elbv2: async (settings) =>
    new (await import('@aws-sdk/client-elastic-load-balancing-v2')).ElasticLoadBalancingV2Client(settings),
  emr: async (settings) => new (await import('@aws-sdk/client-emr')).EMRClient(settings),
  events: async (settings) => new (await import('@aws-sdk/client-eventbridge')).EventBridgeClient(settings),
  glacier: async (settings) => new (await import('@aws-sdk/client-glacier')).GlacierClient(settings),
  glue: async (settings) => new (await import('@aws-sdk/client-glue')).GlueClient(settings),
  guardduty: async (settings) => new (await import('@aws-sdk/client-guardduty')).GuardDutyClient(settings),
  iam: async (settings) => new (await import('@aws-sdk/client-iam')).IAMClient(settings),
  inspector2: async (settings) => new (await import('@aws-sdk/client-inspector2')).Inspector2Client(settings),
  kafka: async (settings) => new (await import('@aws-sdk/client-kafka')).KafkaClient(settings),
  kms: async (settings) => new (await import('@aws-sdk/client-kms')).KMSClient(settings),
  lambda: async (settings) => new (await import('@aws-sdk/client-lambda')).LambdaClient(settings),
  logs: async (settings) => new (await import('@aws-sdk/client-cloudwatch-logs')).CloudWatchLogsClient(settings),
  macie2: async (settings) => new (await import('@aws-sdk/client-macie2')).Macie2Client(settings),
  organizations: async (settings) => new (await import('@aws-sdk/client-organizations')).OrganizationsClient(settings),
  rds: async (settings) => new (await import('@aws-sdk/client-rds')).RDSClient(settings),
  s3: async (settings) =>
    new (await import('@aws-sdk/client-s3')).S3Client({ ...settings, followRegionRedirects: true }),
  s3control: async (settings) =>
    withoutAccountHost(new (await import('@aws-sdk/client-s3-control')).S3ControlClient(settings)),
  secretsmanager: async (settings) =>
    new (await import('@aws-sdk/client-secrets-manager')).SecretsManagerClient(settings),
  securityhub: async (settings) => new (await import('@aws-sdk/client-securityhub')).SecurityHubClient(settings),
  sfn: async (settings) => new (await import('@aws-sdk/client-sfn')).SFNClient(settings),
  sns: async (settings) => new (await import('@aws-sdk/client-sns')).SNSClient(settings),
  // Where to call is not for an answer to say.
  sqs: async (settings) =>
    new (await import('@aws-sdk/client-sqs')).SQSClient({ ...settings, useQueueUrlAsEndpoint: false }),
  sso: async (settings) => new (await import('@aws-sdk/client-sso-admin')).SSOAdminClient(settings),
  tagging: async (settings) =>
    new (await import('@aws-sdk/client-resource-groups-tagging-api')).ResourceGroupsTaggingAPIClient(settings),
  wafv2: async (settings) => new (await import('@aws-sdk/client-wafv2')).WAFV2Client(settings),
}

/** The SDK puts the account before the host's name, which an address cannot have. */
function withoutAccountHost(client: S3ControlClient): S3ControlClient {
  const { endpointProvider } = client.config
  client.config.endpointProvider = (parameters, context) =>
    endpointProvider(isAddress(parameters.Endpoint) ? { ...parameters, RequiresAccountId: false } : parameters, context)
  return client
}

function isAddress(endpoint: unknown): boolean {
  return typeof endpoint === 'string' && isIP(new URL(endpoint).hostname.replace(/^\[|\]$/g, '')) !== 0
}
