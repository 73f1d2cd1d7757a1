import { isRecord } from '../canonical.ts'
import { type AwsService, awsServices } from './aws-services.ts'
import { parseJson } from './parse-json.ts'

/** A call, named: `ec2:DescribeVpcs`, and the IAM action that allows it. */
export type AwsOperation = {
  readonly service: AwsService
  readonly operation: string
  readonly permission: string
  readonly region: string
}

/** Names a call by its command; IAM's action differs from the name of the call for some. */
export function nameOperation(service: AwsService, command: string, region: string): AwsOperation {
  const operation = `${service}:${command}`
  const permission = actions[operation] ?? `${awsServices[service].actions ?? service}:${actionOf(service, command)}`
  return { service, operation, permission, region }
}

/** Every reading call of API Gateway is allowed by one action, named after the method of HTTP. */
const actionOf = (service: AwsService, command: string) => (service.startsWith('apigateway') ? 'GET' : command)

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
  'cloudfront:ListDistributions': 'DistributionList',
  'cloudfront:GetDistributionConfig': 'DistributionConfig',
  's3:ListBuckets': 'ListAllMyBucketsResult',
  's3:GetBucketAcl': 'AccessControlPolicy',
  's3:GetBucketLogging': 'BucketLoggingStatus',
  's3:GetBucketVersioning': 'VersioningConfiguration',
  's3:GetPublicAccessBlock': 'PublicAccessBlockConfiguration',
  's3control:GetPublicAccessBlock': 'PublicAccessBlockConfiguration',
}

/** Calls whose answer is a document of JSON, though the service's are not. */
const documents: readonly string[] = ['s3:GetBucketPolicy']

/**
 * Whether a successful answer is one of this call at all. The SDK reads an empty body, or the page of a proxy, as an
 * answer without any items, which would pass for an account without any resources.
 */
export function isAnswerOf({ service, operation }: AwsOperation, body: Uint8Array): boolean {
  const { protocol } = awsServices[service]
  if (documents.includes(operation)) return isRecord(parseJson(text(body)))
  // An object by its ends: what is broken in between is found where the SDK parses it, so that it is parsed once.
  if (protocol === 'json') return /^\s*\{/.test(text(body.subarray(0, 100))) && /\}\s*$/.test(text(body.subarray(-100)))
  const start = text(body.subarray(0, 500))
  const root = /^\s*(?:<\?xml[^>]*\?>\s*)?<([A-Za-z][\w]*)[\s/>]/.exec(start)?.[1]
  if (protocol === 'xml') return root !== undefined && root === (roots[operation] ?? root)
  return root === `${operation.slice(service.length + 1)}Response`
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString()
