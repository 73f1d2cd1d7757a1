import type { Loss } from './denials.ts'
import { dataLosses } from './losses-aws-data.ts'
import { frontLosses } from './losses-aws-front.ts'
import { identityLosses } from './losses-aws-identity.ts'
import { loggingLosses } from './losses-aws-logging.ts'
import { networkLosses } from './losses-aws-network.ts'
import { servicesLosses } from './losses-aws-services.ts'

const block = ['blockPublicAcls', 'ignorePublicAcls', 'blockPublicPolicy', 'restrictPublicBuckets']

/** What a run on AWS lacks when an operation is refused. */
export const awsLosses: Readonly<Record<string, Loss>> = {
  ...dataLosses,
  ...frontLosses,
  ...identityLosses,
  ...loggingLosses,
  ...networkLosses,
  ...servicesLosses,
  'sts:AssumeRole': { signsIn: true },
  'sts:GetCallerIdentity': { signsIn: true },
  's3:ListBuckets': {
    permission: 's3:ListAllMyBuckets',
    lists: 'aws.s3.bucket',
    fills: { 'aws.region': ['hasBuckets'] },
  },
  's3:GetBucketAcl': { fills: { 'aws.s3.bucket': ['aclAccess'] } },
  's3:GetBucketPolicy': { fills: { 'aws.s3.bucket': ['policyAccess', 'enforcesTls'] } },
  's3:GetPublicAccessBlock': {
    permission: 's3:GetBucketPublicAccessBlock',
    fills: { 'aws.s3.bucket': ['aclAccess', 'policyAccess', ...block] },
    isPartly: true,
  },
  's3:GetBucketLogging': { fills: { 'aws.s3.bucket': ['logBucket'] } },
  's3:GetBucketVersioning': { fills: { 'aws.s3.bucket': ['versioning', 'mfaDelete'] } },
  's3control:GetPublicAccessBlock': {
    permission: 's3:GetAccountPublicAccessBlock',
    fills: { 'aws.account': ['publicAccessBlock'], 'aws.s3.bucket': ['aclAccess', 'policyAccess', ...block] },
    isPartly: true,
  },
}
