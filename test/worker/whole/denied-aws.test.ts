import { describeDenials } from './denials.ts'
import { dataLosses } from './losses-aws-data.ts'
import { identityLosses } from './losses-aws-identity.ts'
import { loggingLosses } from './losses-aws-logging.ts'
import { networkLosses } from './losses-aws-network.ts'
import { servicesLosses } from './losses-aws-services.ts'

const reported = [
  ...['passwordEnabled', 'passwordLastUsed', 'passwordLastChanged', 'passwordIdleSince', 'mfaActive'],
  ...['key1Active', 'key1Rotated', 'key1LastUsed', 'key1IdleSince'],
  ...['key2Active', 'key2Rotated', 'key2LastUsed', 'key2IdleSince'],
]
const block = ['blockPublicAcls', 'ignorePublicAcls', 'blockPublicPolicy', 'restrictPublicBuckets']

describeDenials('aws', {
  ...dataLosses,
  ...identityLosses,
  ...loggingLosses,
  ...networkLosses,
  ...servicesLosses,
  'sts:AssumeRole': { signsIn: true },
  'sts:GetCallerIdentity': { signsIn: true },
  'ec2:DescribeRegions': { signsIn: true },
  'ec2:DescribeInstances': { lists: 'aws.ec2.instance' },
  'ec2:DescribeNetworkInterfaces': {},
  'ec2:DescribeFlowLogs': { fills: { 'aws.ec2.vpc': ['flowLog', 'recordsRejected'] } },
  'ec2:DescribeSecurityGroups': { lists: 'aws.ec2.security-group' },
  'ec2:DescribeVpcs': { lists: 'aws.ec2.vpc' },
  'ec2:GetEbsEncryptionByDefault': { fills: { 'aws.region': ['ebsEncryptionByDefault'] } },
  'ec2:GetManagedPrefixListEntries': {
    fills: { 'aws.ec2.security-group': ['publicSsh', 'publicRdp', 'openToInternet'] },
    isPartly: true,
  },
  'iam:ListAccountAliases': { fills: { 'aws.account': ['alias'] } },
  'iam:GetAccountPasswordPolicy': { fills: { 'aws.account': ['passwordPolicy'] } },
  'iam:GetAccountSummary': { fills: { 'aws.account': ['rootAccessKeys', 'rootMfa', 'rootCanSignIn'] } },
  'iam:ListVirtualMFADevices': { fills: { 'aws.account': ['rootVirtualMfaDevices'] } },
  'iam:GenerateCredentialReport': { fills: { 'aws.iam.user': reported } },
  'iam:GetCredentialReport': { fills: { 'aws.iam.user': reported } },
  'iam:ListUsers': { lists: 'aws.iam.user' },
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
})
