import { AwsRefusal } from '../call.ts'
import { answerJson, jsonPage } from '../json.ts'
import type { Route } from '../rest.ts'

export type GuardDutyEstate = {
  detectors: {
    id: string
    region: string
    created: string
    suspended?: boolean
    /** Protection plans that are on. */
    features?: string[]
    tags?: Record<string, string>
  }[]
}

export const guarddutyRoutes: readonly Route[] = [
  ['GET', '/detector', 'ListDetectors'],
  ['GET', '/detector/{detectorId}', 'GetDetector'],
]

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Operations.html */
export const guardduty = answerJson({
  ListDetectors({ region, parameters: { nextToken: token, maxResults: size } }, { guardduty: held }, world) {
    const ids = held?.detectors.filter((one) => one.region === region).map(({ id }) => id) ?? []
    const { items, next } = jsonPage(ids, { token, size, world })
    return { detectorIds: items, nextToken: next ?? '' }
  },

  GetDetector({ region, parameters: { detectorId } }, { guardduty: held }) {
    const found = held?.detectors.find((one) => one.region === region && one.id === detectorId)
    if (!found)
      throw new AwsRefusal(
        ...([400, 'BadRequestException'] as const),
        'The request is rejected because the input detectorId is not owned by the current account.',
      )
    const { created, suspended = false, features = [], tags = {} } = found
    return {
      ...{ createdAt: created, updatedAt: created, status: suspended ? 'DISABLED' : 'ENABLED', tags },
      ...{ findingPublishingFrequency: 'SIX_HOURS', serviceRole: 'arn:aws:iam::111122223333:role/aws-service-role/gd' },
      features: plans.map((name) => ({ name, status: features.includes(name) ? 'ENABLED' : 'DISABLED' })),
    }
  },
})

const plans = ['CLOUD_TRAIL', 'DNS_LOGS', 'FLOW_LOGS', 'S3_DATA_EVENTS', 'EKS_AUDIT_LOGS', 'RDS_LOGIN_EVENTS']
