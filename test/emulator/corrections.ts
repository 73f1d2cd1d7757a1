import type { Call } from './read-call.ts'

/**
 * Answers that moto gives in another form than AWS documents, put right on their way: the worker rightly takes them for no
 * answer at all, and what they say could not be tried. What they say is left as it is.
 */
export function correct({ model, operation }: Call, body: string): string {
  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html: the root is VersioningConfiguration.
  if (model === 's3' && operation === 'GetBucketVersioning')
    return body.replace(/GetBucketVersioningResponse/g, 'VersioningConfiguration')
  return body
}
