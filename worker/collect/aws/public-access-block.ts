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
 * The account's own block, which counts for all of its buckets, asked for once in a run; what an organization enforces is
 * part of the answer.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetPublicAccessBlock.html
 */
export const readAccountBlock = (
  { once, s3control }: AwsClients,
  AccountId: string,
): Promise<PublicAccessBlockConfiguration | undefined> =>
  once('public access block of the account', async () => {
    const { GetPublicAccessBlockCommand } = await import('@aws-sdk/client-s3-control')
    const client = await s3control()
    const answer = await unlessAbsent(noBlock, () => client.send(new GetPublicAccessBlockCommand({ AccountId })))
    return answer?.PublicAccessBlockConfiguration
  })
