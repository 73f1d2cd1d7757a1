import type { Call } from './read-call.ts'
import { type Answer, failWith } from './refusal.ts'

/**
 * Answers that moto gives in another form than AWS documents, put right on their way: the worker rightly takes them for no
 * answer at all, or for another one, and what they say could not be tried. What they say is left as it is.
 */
export function correct(call: Call, answer: Answer): Answer {
  const name = `${call.model}:${call.operation}`
  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html: the root is VersioningConfiguration.
  if (name === 's3:GetBucketVersioning')
    return { ...answer, body: answer.body.replace(/GetBucketVersioningResponse/g, 'VersioningConfiguration') }
  // https://docs.aws.amazon.com/macie/latest/APIReference/macie.html: no session is a 403, which says that Macie is off.
  if (name === 'macie2:GetMacieSession' && answer.status === 404)
    return failWith(call, 403, 'AccessDeniedException', 'Macie is not enabled.')
  return answer
}
