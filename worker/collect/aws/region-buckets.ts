import type { AwsClients } from '../../clients.ts'
import { OperationError } from '../../operation-error.ts'

/** Whether the account has buckets in a region: the buckets are listed once in a run, and only their regions kept. */
export async function hasBucketsIn({ once, s3 }: AwsClients, region: string): Promise<boolean> {
  const { regions, isComplete } = await once('regions of the buckets', async () => {
    const { paginateListBuckets } = await import('@aws-sdk/client-s3')
    const found = new Set<string | undefined>()
    // S3 tells each bucket's region only when it is asked for pages.
    for await (const { Buckets = [] } of paginateListBuckets({ client: await s3(), pageSize: 1000 }, {}))
      for (const { BucketRegion } of Buckets) found.add(BucketRegion || undefined)
    return { regions: found, isComplete: !found.has(undefined) }
  })
  if (regions.has(region)) return true
  if (isComplete) return false
  throw new OperationError({
    operation: 's3:ListBuckets',
    failure: 'failed',
    code: 'NoBucketRegion',
    message: 'S3 listed buckets without saying in which region they are.',
  })
}
