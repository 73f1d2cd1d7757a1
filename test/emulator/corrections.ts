import type { Call } from './read-call.ts'
import { type Answer, failWith } from './refusal.ts'

/** Asks the emulator something else with the signature of the same call. */
type Ask = (path: string) => Promise<Answer>

/**
 * Answers that moto gives in another form than AWS documents, put right on their way: the worker rightly takes them for no
 * answer at all, or for another one, and what they say could not be tried. What they say is left as it is.
 */
export async function correct(call: Call, answer: Answer, ask: Ask): Promise<Answer> {
  switch (`${call.model}:${call.operation}`) {
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html: the root is VersioningConfiguration.
    case 's3:GetBucketVersioning':
      return { ...answer, body: answer.body.replace(/GetBucketVersioningResponse/g, 'VersioningConfiguration') }
    case 's3:ListBuckets':
      return { ...answer, body: await withRegions(answer.body, ask) }
    case 'macie2:GetMacieSession':
      return macieSession(call, answer)
    default:
      return answer
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_Bucket.html: a list by pages says where each bucket is. */
async function withRegions(body: string, ask: Ask): Promise<string> {
  let text = body
  for (const [, name = ''] of body.matchAll(/<Name>([^<]+)<\/Name>/g)) {
    const { body: location } = await ask(`/${name}?location=`)
    const region = /<LocationConstraint[^>]*>([^<]+)</.exec(location)?.[1] ?? 'us-east-1'
    text = text.replace(`<Name>${name}</Name>`, `$&<BucketRegion>${region}</BucketRegion>`)
  }
  return text
}

/**
 * https://docs.aws.amazon.com/macie/latest/APIReference/macie.html: times are in UTC and end in Z, and where Macie is off
 * there is a 403 that says so.
 */
function macieSession(call: Call, answer: Answer): Answer {
  if (answer.status === 404) return failWith(call, 403, 'AccessDeniedException', 'Macie is not enabled.')
  return { ...answer, body: answer.body.replace(/(?<=At": "[\d:T-]+)(?=")/g, 'Z') }
}

/** Lambda takes ARNs for names, and a colon stands for itself in a path; moto knows only the plain one. */
export const correctUrl = ({ model }: Call, url: string): string =>
  model === 'lambda' ? url.replace(/%3A/gi, ':') : url
