import type { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer'
import type { AccountClient } from '@aws-sdk/client-account'
import type { APIGatewayClient } from '@aws-sdk/client-api-gateway'
import type { ApiGatewayV2Client } from '@aws-sdk/client-apigatewayv2'
import type { AutoScalingClient } from '@aws-sdk/client-auto-scaling'
import type { BackupClient } from '@aws-sdk/client-backup'
import type { CloudFrontClient } from '@aws-sdk/client-cloudfront'
import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail'
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import type { CodeBuildClient } from '@aws-sdk/client-codebuild'
import type { ConfigServiceClient } from '@aws-sdk/client-config-service'
import type { DirectoryServiceClient } from '@aws-sdk/client-directory-service'
import type { EC2Client } from '@aws-sdk/client-ec2'
import type { ECRClient } from '@aws-sdk/client-ecr'
import type { EFSClient } from '@aws-sdk/client-efs'
import type { EKSClient } from '@aws-sdk/client-eks'
import type { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing'
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { EMRClient } from '@aws-sdk/client-emr'
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import type { GlacierClient } from '@aws-sdk/client-glacier'
import type { GlueClient } from '@aws-sdk/client-glue'
import type { GuardDutyClient } from '@aws-sdk/client-guardduty'
import type { IAMClient } from '@aws-sdk/client-iam'
import type { Inspector2Client } from '@aws-sdk/client-inspector2'
import type { KafkaClient } from '@aws-sdk/client-kafka'
import type { KMSClient } from '@aws-sdk/client-kms'
import type { LambdaClient } from '@aws-sdk/client-lambda'
import type { Macie2Client } from '@aws-sdk/client-macie2'
import type { OrganizationsClient } from '@aws-sdk/client-organizations'
import type { RDSClient } from '@aws-sdk/client-rds'
import type { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api'
import type { S3Client } from '@aws-sdk/client-s3'
import type { S3ControlClient } from '@aws-sdk/client-s3-control'
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type { SecurityHubClient } from '@aws-sdk/client-securityhub'
import type { SFNClient } from '@aws-sdk/client-sfn'
import type { SNSClient } from '@aws-sdk/client-sns'
import type { SQSClient } from '@aws-sdk/client-sqs'
import type { SSOAdminClient } from '@aws-sdk/client-sso-admin'
import type { WAFV2Client } from '@aws-sdk/client-wafv2'
import type { cloudresourcemanager_v3 } from 'googleapis/build/src/apis/cloudresourcemanager/v3.js'
import type { compute_v1 } from 'googleapis/build/src/apis/compute/v1.js'
import type { storage_v1 } from 'googleapis/build/src/apis/storage/v1.js'

/** The clients of AWS, by the name that their operations carry here: `elbv2:DescribeLoadBalancers`. */
export type AwsClientTypes = {
  readonly accessanalyzer: AccessAnalyzerClient
  readonly account: AccountClient
  readonly apigateway: APIGatewayClient
  readonly apigatewayv2: ApiGatewayV2Client
  readonly autoscaling: AutoScalingClient
  readonly backup: BackupClient
  readonly cloudfront: CloudFrontClient
  readonly cloudtrail: CloudTrailClient
  readonly cloudwatch: CloudWatchClient
  readonly codebuild: CodeBuildClient
  readonly config: ConfigServiceClient
  readonly ds: DirectoryServiceClient
  readonly ec2: EC2Client
  readonly ecr: ECRClient
  readonly efs: EFSClient
  readonly eks: EKSClient
  readonly elb: ElasticLoadBalancingClient
  readonly elbv2: ElasticLoadBalancingV2Client
  readonly emr: EMRClient
  readonly events: EventBridgeClient
  readonly glacier: GlacierClient
  readonly glue: GlueClient
  readonly guardduty: GuardDutyClient
  readonly iam: IAMClient
  readonly inspector2: Inspector2Client
  readonly kafka: KafkaClient
  readonly kms: KMSClient
  readonly lambda: LambdaClient
  readonly logs: CloudWatchLogsClient
  readonly macie2: Macie2Client
  readonly organizations: OrganizationsClient
  readonly rds: RDSClient
  readonly s3: S3Client
  readonly s3control: S3ControlClient
  readonly secretsmanager: SecretsManagerClient
  readonly securityhub: SecurityHubClient
  readonly sfn: SFNClient
  readonly sns: SNSClient
  readonly sqs: SQSClient
  readonly sso: SSOAdminClient
  readonly tagging: ResourceGroupsTaggingAPIClient
  readonly wafv2: WAFV2Client
}

/**
 * What the connectors of a cloud hand to its collectors. Every client is bounded by the provider's rate limits, retries
 * what is worth retrying, counts its calls, and throws `OperationError` only.
 */
export type AwsClients = {
  /** Clients of the shard's own region; pass a region for a resource that lives elsewhere (a bucket). */
  readonly [Service in keyof AwsClientTypes]: (region?: string) => Promise<AwsClientTypes[Service]>
} & {
  /**
   * What several types of a run need, asked for once: the first to come makes it, all others wait for the same answer,
   * or the same failure. Held as long as the run, so only for what does not grow with the account.
   */
  readonly once: <Value>(key: string, make: () => Promise<Value>) => Promise<Value>
}

export type AzureClients = {
  readonly tenantId: string
  /** Every item of an Azure Resource Manager list, following `nextLink`. `path` starts with a slash. */
  readonly list: <Item>(path: string, apiVersion: string) => AsyncIterable<Item>
  readonly get: <Answer>(path: string, apiVersion: string) => Promise<Answer>
}

export type GcpClients = {
  /** The project's number, which default service accounts and some resource names carry. */
  readonly projectNumber: string
  readonly compute: compute_v1.Compute
  readonly storage: storage_v1.Storage
  readonly resourceManager: cloudresourcemanager_v3.Cloudresourcemanager
  /**
   * Every page of a list call, following `nextPageToken`. `method` is the API's own method id, such as
   * `compute.firewalls.list`, and doubles as the permission that a refusal names.
   */
  readonly pages: <Page extends { nextPageToken?: string | null }>(
    method: string,
    call: (pageToken: string | undefined) => Promise<{ data: Page }>,
  ) => AsyncIterable<Page>
  readonly call: <Answer>(method: string, call: () => Promise<{ data: Answer }>) => Promise<Answer>
}

export type ClientsOf = { readonly aws: AwsClients; readonly azure: AzureClients; readonly gcp: GcpClients }
