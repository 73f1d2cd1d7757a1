import type { AwsClientTypes } from '../clients.ts'

/** The AWS services that are called, by the prefix of their operation names. */
export type AwsService = keyof AwsClientTypes | 'sts'

/** How a service writes its answers: XML named after the call, other XML, or JSON. */
export type Protocol = 'query' | 'xml' | 'json'

type Service = {
  readonly protocol: Protocol
  /** Prefix of its IAM actions, where it is another. */
  readonly actions?: string
  /** It has one address for all regions of a partition. */
  readonly isGlobal?: true
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
export const awsServices: Readonly<Record<AwsService, Service>> = {
  accessanalyzer: { protocol: 'json', actions: 'access-analyzer' },
  account: { protocol: 'json', isGlobal: true },
  apigateway: { protocol: 'json' },
  apigatewayv2: { protocol: 'json', actions: 'apigateway' },
  autoscaling: { protocol: 'query' },
  backup: { protocol: 'json' },
  cloudfront: { protocol: 'xml', isGlobal: true },
  cloudtrail: { protocol: 'json' },
  cloudwatch: { protocol: 'json' },
  codebuild: { protocol: 'json' },
  config: { protocol: 'json' },
  ds: { protocol: 'json' },
  ec2: { protocol: 'query' },
  ecr: { protocol: 'json' },
  efs: { protocol: 'json', actions: 'elasticfilesystem' },
  eks: { protocol: 'json' },
  elb: { protocol: 'query', actions: 'elasticloadbalancing' },
  elbv2: { protocol: 'query', actions: 'elasticloadbalancing' },
  emr: { protocol: 'json', actions: 'elasticmapreduce' },
  events: { protocol: 'json' },
  glacier: { protocol: 'json' },
  glue: { protocol: 'json' },
  guardduty: { protocol: 'json' },
  iam: { protocol: 'query', isGlobal: true },
  inspector2: { protocol: 'json' },
  kafka: { protocol: 'json' },
  kms: { protocol: 'json' },
  lambda: { protocol: 'json' },
  logs: { protocol: 'json' },
  macie2: { protocol: 'json' },
  organizations: { protocol: 'json', isGlobal: true },
  rds: { protocol: 'query' },
  s3: { protocol: 'xml' },
  s3control: { protocol: 'xml', actions: 's3' },
  secretsmanager: { protocol: 'json' },
  securityhub: { protocol: 'json' },
  sfn: { protocol: 'json', actions: 'states' },
  sns: { protocol: 'query' },
  sqs: { protocol: 'json' },
  sso: { protocol: 'json' },
  sts: { protocol: 'query' },
  tagging: { protocol: 'json', actions: 'tag' },
  wafv2: { protocol: 'json' },
}
