import type { AwsService } from '../../../worker/connectors/aws-services.ts'
import type { AwsAnswer, AwsCall, AwsWorld } from './call.ts'
import { answerEc2 } from './ec2.ts'
import { answerIam } from './iam.ts'
import type { Route } from './rest.ts'
import { answerS3, answerS3Control } from './s3.ts'
import { accessanalyzer, accessanalyzerRoutes } from './services/accessanalyzer.ts'
import { account, accountRoutes } from './services/account.ts'
import { apigateway, apigatewayRoutes } from './services/apigateway.ts'
import { apigatewayv2, apigatewayv2Routes } from './services/apigatewayv2.ts'
import { autoscaling } from './services/autoscaling.ts'
import { backup, backupRoutes } from './services/backup.ts'
import { cloudfront, cloudfrontRoutes } from './services/cloudfront.ts'
import { cloudtrail } from './services/cloudtrail.ts'
import { cloudwatch } from './services/cloudwatch.ts'
import { codebuild } from './services/codebuild.ts'
import { config } from './services/config.ts'
import { ds } from './services/ds.ts'
import { ecr } from './services/ecr.ts'
import { efs, efsRoutes } from './services/efs.ts'
import { eks, eksRoutes } from './services/eks.ts'
import { elb } from './services/elb.ts'
import { elbv2 } from './services/elbv2.ts'
import { emr } from './services/emr.ts'
import { events } from './services/events.ts'
import { glacier, glacierRoutes } from './services/glacier.ts'
import { glue } from './services/glue.ts'
import { guardduty, guarddutyRoutes } from './services/guardduty.ts'
import { inspector2, inspector2Routes } from './services/inspector2.ts'
import { kafka, kafkaRoutes } from './services/kafka.ts'
import { kms } from './services/kms.ts'
import { lambda, lambdaRoutes } from './services/lambda.ts'
import { logs } from './services/logs.ts'
import { macie2, macie2Routes } from './services/macie2.ts'
import { organizations } from './services/organizations.ts'
import { rds } from './services/rds.ts'
import { secretsmanager } from './services/secretsmanager.ts'
import { securityhub, securityhubRoutes } from './services/securityhub.ts'
import { sfn } from './services/sfn.ts'
import { sns } from './services/sns.ts'
import { sqs } from './services/sqs.ts'
import { sso } from './services/sso.ts'
import { tagging } from './services/tagging.ts'
import { wafv2 } from './services/wafv2.ts'
import { answerSts } from './sts.ts'

/** Every service of the simulated AWS. */
export const services: Readonly<Record<AwsService, (call: AwsCall, world: AwsWorld) => AwsAnswer>> = {
  ...{ sts: answerSts, iam: answerIam, ec2: answerEc2, s3: answerS3, s3control: answerS3Control },
  accessanalyzer,
  account,
  apigateway,
  apigatewayv2,
  autoscaling,
  backup,
  cloudfront,
  cloudtrail,
  cloudwatch,
  codebuild,
  config,
  ds,
  ecr,
  efs,
  eks,
  elb,
  elbv2,
  emr,
  events,
  glacier,
  glue,
  guardduty,
  inspector2,
  kafka,
  kms,
  lambda,
  logs,
  macie2,
  organizations,
  rds,
  secretsmanager,
  securityhub,
  sfn,
  sns,
  sqs,
  sso,
  tagging,
  wafv2,
}

/** The services whose actions are addressed by path. */
const routes: Partial<Record<AwsService, readonly Route[]>> = {
  accessanalyzer: accessanalyzerRoutes,
  account: accountRoutes,
  apigateway: apigatewayRoutes,
  apigatewayv2: apigatewayv2Routes,
  backup: backupRoutes,
  cloudfront: cloudfrontRoutes,
  efs: efsRoutes,
  eks: eksRoutes,
  glacier: glacierRoutes,
  guardduty: guarddutyRoutes,
  inspector2: inspector2Routes,
  kafka: kafkaRoutes,
  lambda: lambdaRoutes,
  macie2: macie2Routes,
  securityhub: securityhubRoutes,
}

export const restRoutes = (service: AwsService): readonly Route[] => routes[service] ?? []

/** Names that requests are signed for, where they are others than ours. */
const signed: Readonly<Record<string, AwsService>> = {
  'access-analyzer': 'accessanalyzer',
  elasticfilesystem: 'efs',
  elasticloadbalancing: 'elbv2',
  elasticmapreduce: 'emr',
  monitoring: 'cloudwatch',
  states: 'sfn',
}

/** The service that a request is for, by the scope of its signature; two pairs of services share theirs. */
export function serviceSigned(scope: string, path: string, input: URLSearchParams): AwsService {
  if (scope === 'apigateway' && path.startsWith('/v2/')) return 'apigatewayv2'
  if (scope === 'elasticloadbalancing' && input.get('Version') === '2012-06-01') return 'elb'
  return signed[scope] ?? (scope as AwsService)
}
