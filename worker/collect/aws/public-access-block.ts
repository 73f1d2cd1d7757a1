import type { PublicAccessBlockConfiguration } from '@aws-sdk/client-s3'
import type { AwsClients } from '../../clients.ts'
import { unlessAbsent } from '../absent.ts'

/** S3's codes for a block that was never configured: all of its settings are off. */
export const noBlock = ['NoSuchPublicAccessBlockConfiguration']

export const blockSettings = [
  ['blockPublicAcls', 'BlockPublicAcls'],
  ['ignorePublicAcls', 'IgnorePublicAcls'],
  ['blockPublicPolicy', 'BlockPublicPolicy'],
  ['restrictPublicBuckets', 'RestrictPublicBuckets'],
] as const

/**
 * The account's own block, which counts for all of its buckets; what an organization enforces is part of the answer.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetPublicAccessBlock.html
 */
export async function readAccountBlock(
  clients: AwsClients,
  AccountId: string,
): Promise<PublicAccessBlockConfiguration | undefined> {
  const { GetPublicAccessBlockCommand } = await import('@aws-sdk/client-s3-control')
  const answer = await unlessAbsent(noBlock, async () =>
    (await clients.s3control()).send(new GetPublicAccessBlockCommand({ AccountId })),
  )
  return answer?.PublicAccessBlockConfiguration
}
