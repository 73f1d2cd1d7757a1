import { AwsRefusal } from '../call.ts'
import type { AwsAccount } from '../estate.ts'
import { answerJson } from '../json.ts'

/** Trails that the account made, or sees of its organization; `arn` tells whose they are. */
export type CloudTrailEstate = { trails: SimulatedTrail[] }

export type SimulatedTrail = {
  name: string
  /** Home region. */
  region: string
  arn: string
  bucket: string
  isMultiRegion?: boolean
  isOrganization?: boolean
  validation?: boolean
  logGroupArn?: string
  key?: string
  topicArn?: string
  tags?: Record<string, string>
  /** As the API answers them, times in ISO 8601. */
  status: Record<string, unknown>
  /** As the API answers them; all management events where absent. */
  selectors?: Record<string, unknown>
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Operations.html */
export const cloudtrail = answerJson({
  DescribeTrails({ parameters, region }, account) {
    const { trailNameList: names, includeShadowTrails: shadows = true } = parameters
    const isShadow = (trail: SimulatedTrail) => trail.region !== region || ownerOf(trail) !== account.id
    const seen = (trail: SimulatedTrail) => trail.region === region || trail.isMultiRegion
    const listed = trailsOf(account).filter((trail) => seen(trail) && (shadows || !isShadow(trail)))
    const wanted = Array.isArray(names)
      ? listed.filter(({ arn, name }) => names.includes(arn) || names.includes(name))
      : listed
    return { trailList: wanted.map(describe) }
  },

  GetTrailStatus: ({ parameters: { Name }, region }, account) => answerTimes(find(account, Name, region).status),

  GetEventSelectors({ parameters: { TrailName }, region }, account) {
    const { arn, selectors = everything } = find(account, TrailName, region)
    return { TrailARN: arn, ...selectors }
  },
})

const everything = {
  EventSelectors: [
    { ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] },
  ],
}

const trailsOf = ({ cloudtrail: held }: AwsAccount) => held?.trails ?? []
const ownerOf = ({ arn }: SimulatedTrail) => arn.split(':')[4]

/** A trail is only told of in its home region, unless it is named by its ARN. */
function find(account: AwsAccount, name: unknown, region: string): SimulatedTrail {
  const found = trailsOf(account).find((one) => one.arn === name || (one.name === name && one.region === region))
  if (found && found.region === region) return found
  throw new AwsRefusal(400, 'TrailNotFoundException', `Unknown trail: ${name} for the user`)
}

const describe = (trail: SimulatedTrail) => ({
  Name: trail.name,
  S3BucketName: trail.bucket,
  IncludeGlobalServiceEvents: true,
  IsMultiRegionTrail: trail.isMultiRegion === true,
  HomeRegion: trail.region,
  TrailARN: trail.arn,
  LogFileValidationEnabled: trail.validation === true,
  ...(trail.logGroupArn && { CloudWatchLogsLogGroupArn: `${trail.logGroupArn}:*` }),
  ...(trail.key && { KmsKeyId: trail.key }),
  ...(trail.topicArn && { SnsTopicARN: trail.topicArn }),
  HasCustomEventSelectors: trail.selectors !== undefined,
  HasInsightSelectors: false,
  IsOrganizationTrail: trail.isOrganization === true,
})

/** The JSON protocol counts times in seconds. */
export const answerTimes = (answer: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(answer).map(([key, value]) => [
      key,
      typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) / 1000 : value,
    ]),
  )
