import { AwsRefusal } from '../call.ts'
import { answerJson } from '../json.ts'
import type { Route } from '../rest.ts'

/** Region → whether Macie works there; it was never switched on in all others. */
export type Macie2Estate = Record<string, 'ENABLED' | 'PAUSED'>

export const macie2Routes: readonly Route[] = [['GET', '/macie', 'GetMacieSession']]

/** https://docs.aws.amazon.com/macie/latest/APIReference/macie.html */
export const macie2 = answerJson({
  GetMacieSession({ region }, { macie2: held }) {
    const status = held?.[region]
    if (!status) throw new AwsRefusal(403, 'AccessDeniedException', 'Macie is not enabled.')
    return { createdAt: '2025-02-01T00:00:00Z', findingPublishingFrequency: 'FIFTEEN_MINUTES', status }
  },
})
