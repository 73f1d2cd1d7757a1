/**
 * Our resource types that Security Hub has a name for.
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_ResourceDetails.html
 */
const names: Readonly<Record<string, string>> = {
  'aws.account': 'AwsAccount',
  'aws.apigateway.stage': 'AwsApiGatewayStage',
  'aws.autoscaling.group': 'AwsAutoScalingAutoScalingGroup',
  'aws.backup.vault': 'AwsBackupBackupVault',
  'aws.cloudfront.distribution': 'AwsCloudFrontDistribution',
  'aws.cloudtrail.trail': 'AwsCloudTrailTrail',
  'aws.cloudwatch.alarm': 'AwsCloudWatchAlarm',
  'aws.codebuild.project': 'AwsCodeBuildProject',
  'aws.ec2.instance': 'AwsEc2Instance',
  'aws.ec2.network-acl': 'AwsEc2NetworkAcl',
  'aws.ec2.route-table': 'AwsEc2RouteTable',
  'aws.ec2.security-group': 'AwsEc2SecurityGroup',
  'aws.ec2.subnet': 'AwsEc2Subnet',
  'aws.ec2.volume': 'AwsEc2Volume',
  'aws.ec2.vpc': 'AwsEc2Vpc',
  'aws.ec2.vpc-peering-connection': 'AwsEc2VpcPeeringConnection',
  'aws.ecr.repository': 'AwsEcrRepository',
  'aws.eks.cluster': 'AwsEksCluster',
  'aws.events.bus': 'AwsEventsEventbus',
  'aws.guardduty.detector': 'AwsGuardDutyDetector',
  'aws.iam.access-key': 'AwsIamAccessKey',
  'aws.iam.group': 'AwsIamGroup',
  'aws.iam.policy': 'AwsIamPolicy',
  'aws.iam.role': 'AwsIamRole',
  'aws.iam.user': 'AwsIamUser',
  'aws.kafka.cluster': 'AwsMskCluster',
  'aws.kms.key': 'AwsKmsKey',
  'aws.lambda.function': 'AwsLambdaFunction',
  'aws.rds.cluster': 'AwsRdsDbCluster',
  'aws.rds.cluster-snapshot': 'AwsRdsDbClusterSnapshot',
  'aws.rds.instance': 'AwsRdsDbInstance',
  'aws.rds.snapshot': 'AwsRdsDbSnapshot',
  'aws.s3.bucket': 'AwsS3Bucket',
  'aws.secretsmanager.secret': 'AwsSecretsManagerSecret',
  'aws.sfn.state-machine': 'AwsStepFunctionStateMachine',
  'aws.sns.topic': 'AwsSnsTopic',
  'aws.sqs.queue': 'AwsSqsQueue',
  'aws.wafv2.web-acl': 'AwsWafv2WebAcl',
}

/** Security Hub's name of a resource type; `Other` where it has none. */
export const asffResourceType = (type: string): string => names[type] ?? 'Other'
