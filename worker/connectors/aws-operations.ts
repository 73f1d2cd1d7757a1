import { isRecord } from '../canonical.ts'
import { parseJson } from './parse-json.ts'

/** The AWS services that are called, by the prefix of their operation names. */
export type AwsService = 'ec2' | 'iam' | 's3' | 's3control' | 'sts'

/** A call, named: `ec2:DescribeVpcs`, and the IAM action that allows it. */
export type AwsOperation = { readonly operation: string; readonly permission: string; readonly region: string }

/** Names a call by its command; IAM's action differs from the name of the call for some of S3's. */
export function nameOperation(service: AwsService, command: string, region: string): AwsOperation {
  const operation = `${service}:${command}`
  return { operation, permission: actions[operation] ?? operation, region }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html */
const actions: Readonly<Record<string, string>> = {
  's3:ListBuckets': 's3:ListAllMyBuckets',
  's3:GetPublicAccessBlock': 's3:GetBucketPublicAccessBlock',
  's3:GetBucketEncryption': 's3:GetEncryptionConfiguration',
  's3:GetBucketLifecycleConfiguration': 's3:GetLifecycleConfiguration',
  's3:GetBucketReplication': 's3:GetReplicationConfiguration',
  's3control:GetPublicAccessBlock': 's3:GetAccountPublicAccessBlock',
}

const roots: Readonly<Record<string, string>> = {
  's3:ListBuckets': 'ListAllMyBucketsResult',
  's3:GetBucketAcl': 'AccessControlPolicy',
  's3:GetBucketLogging': 'BucketLoggingStatus',
  's3:GetBucketVersioning': 'VersioningConfiguration',
  's3:GetPublicAccessBlock': 'PublicAccessBlockConfiguration',
  's3control:GetPublicAccessBlock': 'PublicAccessBlockConfiguration',
}

/**
 * Whether a successful answer is one of this call at all. The SDK reads an empty body, or the page of a proxy, as an
 * answer without any items, which would pass for an account without any resources.
 */
export function isAnswerOf({ operation }: AwsOperation, body: string): boolean {
  if (operation === 's3:GetBucketPolicy') return isRecord(parseJson(body))
  const [service = '', command] = operation.split(':')
  const root = /^\s*(?:<\?xml[^>]*\?>\s*)?<([A-Za-z][\w]*)[\s/>]/.exec(body)?.[1]
  if (service.startsWith('s3')) return root !== undefined && root === (roots[operation] ?? root)
  return root === `${command}Response`
}
