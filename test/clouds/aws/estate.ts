import type { Ec2Estate } from './ec2-estate.ts'
import type { AwsPrincipal, IamEstate } from './iam-estate.ts'
import type { AccessAnalyzerEstate } from './services/accessanalyzer.ts'
import type { ContactsEstate } from './services/account.ts'
import type { ApiGatewayEstate } from './services/apigateway.ts'
import type { ApiGatewayV2Estate } from './services/apigatewayv2.ts'
import type { AutoScalingEstate } from './services/autoscaling.ts'
import type { BackupEstate } from './services/backup.ts'
import type { CloudFrontEstate } from './services/cloudfront.ts'
import type { CloudTrailEstate } from './services/cloudtrail.ts'
import type { CloudWatchEstate } from './services/cloudwatch.ts'
import type { CodeBuildEstate } from './services/codebuild.ts'
import type { ConfigEstate } from './services/config.ts'
import type { DsEstate } from './services/ds.ts'
import type { EcrEstate } from './services/ecr.ts'
import type { EfsEstate } from './services/efs.ts'
import type { EksEstate } from './services/eks.ts'
import type { ElbEstate } from './services/elb.ts'
import type { ElbV2Estate } from './services/elbv2.ts'
import type { EmrEstate } from './services/emr.ts'
import type { EventsEstate } from './services/events.ts'
import type { GlacierEstate } from './services/glacier.ts'
import type { GlueEstate } from './services/glue.ts'
import type { GuardDutyEstate } from './services/guardduty.ts'
import type { Inspector2Estate } from './services/inspector2.ts'
import type { KafkaEstate } from './services/kafka.ts'
import type { KmsEstate } from './services/kms.ts'
import type { LambdaEstate } from './services/lambda.ts'
import type { LogsEstate } from './services/logs.ts'
import type { Macie2Estate } from './services/macie2.ts'
import type { OrganizationsEstate } from './services/organizations.ts'
import type { RdsEstate } from './services/rds.ts'
import type { SecretsManagerEstate } from './services/secretsmanager.ts'
import type { SecurityHubEstate } from './services/securityhub.ts'
import type { SfnEstate } from './services/sfn.ts'
import type { SnsEstate } from './services/sns.ts'
import type { SqsEstate } from './services/sqs.ts'
import type { SsoEstate } from './services/sso.ts'
import type { TaggingEstate } from './services/tagging.ts'
import type { WafV2Estate } from './services/wafv2.ts'

/** What a simulated AWS holds: accounts, changed in place by tests and answered from at once. Times are ISO 8601. */
export type AwsEstate = { accounts: AwsAccount[] }

/** What an account holds of each further service, as the service's own file says. */
export type AwsServicesEstate = {
  accessanalyzer?: AccessAnalyzerEstate
  account?: ContactsEstate
  apigateway?: ApiGatewayEstate
  apigatewayv2?: ApiGatewayV2Estate
  autoscaling?: AutoScalingEstate
  backup?: BackupEstate
  cloudfront?: CloudFrontEstate
  cloudtrail?: CloudTrailEstate
  cloudwatch?: CloudWatchEstate
  codebuild?: CodeBuildEstate
  config?: ConfigEstate
  ds?: DsEstate
  ecr?: EcrEstate
  efs?: EfsEstate
  eks?: EksEstate
  elb?: ElbEstate
  elbv2?: ElbV2Estate
  emr?: EmrEstate
  events?: EventsEstate
  glacier?: GlacierEstate
  glue?: GlueEstate
  guardduty?: GuardDutyEstate
  inspector2?: Inspector2Estate
  kafka?: KafkaEstate
  kms?: KmsEstate
  lambda?: LambdaEstate
  logs?: LogsEstate
  macie2?: Macie2Estate
  organizations?: OrganizationsEstate
  rds?: RdsEstate
  secretsmanager?: SecretsManagerEstate
  securityhub?: SecurityHubEstate
  sfn?: SfnEstate
  sns?: SnsEstate
  sqs?: SqsEstate
  sso?: SsoEstate
  tagging?: TaggingEstate
  wafv2?: WafV2Estate
}

type FurtherEstate = AwsServicesEstate & Ec2Estate

export type AwsAccount = FurtherEstate & {
  id: string
  /** `aws` where absent. */
  partition?: string
  alias?: string
  /** Name of the role that may be assumed, and the external id that it demands. */
  role: string
  externalId: string
  regions: { enabled: string[]; disabled: string[] }
  passwordPolicy?: AwsPasswordPolicy
  root: {
    accessKeys: number
    hasPassword: boolean
    mfa: 'none' | 'hardware' | 'virtual'
    /** When its password was last used. */
    lastUsed?: string
  }
  publicAccessBlock?: AwsAccessBlock
  /** Regions whose new EBS volumes are encrypted. */
  encryptedRegions: string[]
  users: AwsUser[]
  /** Groups, roles, policies and the like. */
  iam?: IamEstate
  buckets: AwsBucket[]
  vpcs: AwsVpc[]
  securityGroups: AwsSecurityGroup[]
  prefixLists: AwsPrefixList[]
  instances: AwsInstance[]
}

export type AwsPasswordPolicy = {
  minimumLength: number
  uppercase: boolean
  lowercase: boolean
  symbols: boolean
  numbers: boolean
  reusePrevention?: number
  maxAge?: number
}

export type AwsAccessBlock = {
  blockPublicAcls: boolean
  ignorePublicAcls: boolean
  blockPublicPolicy: boolean
  restrictPublicBuckets: boolean
}

export type AwsUser = AwsPrincipal & {
  name: string
  path?: string
  /** Names. */
  groups?: string[]
  tags?: Record<string, string>
  created: string
  password?: { changed: string; lastUsed?: string }
  mfa?: 'hardware' | 'virtual'
  keys?: AwsKey[]
  /** Made after the credential report. */
  isNew?: boolean
}

export type AwsKey = { slot: 1 | 2; id: string; active: boolean; created: string; lastUsed?: string }

export type AwsBucket = {
  name: string
  region: string
  created: string
  grants?: { to: 'AllUsers' | 'AuthenticatedUsers' | 'LogDelivery'; permission: string }[]
  /** The policy's JSON text. */
  policy?: string
  publicAccessBlock?: AwsAccessBlock
  logging?: { bucket: string; prefix?: string }
  versioning?: 'Enabled' | 'Suspended'
  mfaDelete?: 'Enabled' | 'Disabled'
  tags?: Record<string, string>
}

export type AwsVpc = {
  id: string
  region: string
  cidr: string
  tags?: Record<string, string>
  isDefault?: boolean
  /** Account that shares it with this one. */
  owner?: string
  flowLogs?: AwsFlowLog[]
}

export type AwsFlowLog = {
  id: string
  trafficType: 'ALL' | 'REJECT' | 'ACCEPT'
  status?: string
  delivery?: string
  /** Subnet or interface that it is for; the VPC where absent. */
  resource?: string
  /** Where it delivers. */
  bucket?: string
}

export type AwsSecurityGroup = {
  id: string
  region: string
  name: string
  description: string
  vpc: string
  tags?: Record<string, string>
  inbound: AwsRule[]
  outbound: AwsRule[]
}

export type AwsRule = {
  /** `-1`, `tcp`, `udp`, `icmp` or a number. */
  protocol: string
  from?: number
  to?: number
  cidrs?: string[]
  cidrs6?: string[]
  prefixLists?: string[]
  groups?: string[]
}

export type AwsPrefixList = { id: string; region: string; name: string; cidrs: string[] }

export type AwsInstance = {
  id: string
  region: string
  tags?: Record<string, string>
  state?: string
  type: string
  image: string
  launched: string
  vpc: string
  subnet: string
  groups: string[]
  profile?: string
  privateIp: string
  publicIp?: string
  secondaryIps?: string[]
  isSpot?: boolean
  /** What the checks of the instance say while it runs; `ok` where absent. */
  health?: string
  tokens: 'required' | 'optional'
  endpoint?: 'enabled' | 'disabled'
}

/** What a connector needs to read an account of the estate. */
export function trust(account: AwsAccount): { readonly roleArn: string; readonly externalId: string } {
  return {
    roleArn: `arn:${account.partition ?? 'aws'}:iam::${account.id}:role/${account.role}`,
    externalId: account.externalId,
  }
}

/** An account without anything in it. */
export const emptyAccount = (id: string): AwsAccount => ({
  id,
  role: 'Plumbline',
  externalId: `plumbline-${id}`,
  regions: { enabled: ['eu-west-1', 'us-east-1'], disabled: ['ap-east-1'] },
  root: { accessKeys: 0, hasPassword: true, mfa: 'hardware' },
  encryptedRegions: [],
  users: [],
  buckets: [],
  vpcs: [],
  securityGroups: [],
  prefixLists: [],
  instances: [],
})
