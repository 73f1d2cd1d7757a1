import { page } from '../../page.ts'
import { type AwsAnswer, type AwsCall, AwsRefusal, type AwsWorld } from '../call.ts'
import type { AwsAccount } from '../estate.ts'
import type { Route } from '../rest.ts'
import { element, field, type Xml } from '../xml.ts'
import type { LogDelivery } from './log-deliveries.ts'

export type Distribution = {
  arn: string
  /** Where its tags are kept. */
  region: 'us-east-1'
  domain: string
  modified: string
  aliases?: string[]
  /** Addresses that it fetches from. */
  origins: string[]
  /** Paths with settings of their own; ARN of the real-time logs' settings, where they have them. */
  paths?: { pattern: string; realTimeLogs?: string }[]
  /** ARN of the settings of the default path's real-time logs. */
  realTimeLogs?: string
  /** Address of the bucket that receives the standard logs. */
  logBucket?: string
  webAcl?: string
  tags?: Record<string, string>
}

/** What an account holds of it. */
export type CloudFrontEstate = {
  distributions: Distribution[]
  /** Access logs of version 2, which CloudWatch Logs delivers. */
  deliveries?: LogDelivery[]
}

export const cloudfrontRoutes: readonly Route[] = [
  ['GET', '/2020-05-31/distribution', 'ListDistributions'],
  ['GET', '/2020-05-31/distribution/{Id}/config', 'GetDistributionConfig'],
]

export function cloudfront(call: AwsCall, world: AwsWorld): AwsAnswer {
  const { account, action } = call
  if (account && action === 'ListDistributions') return listDistributions(call, account, world)
  if (account && action === 'GetDistributionConfig') return getConfig(call, account)
  throw new AwsRefusal(400, 'InvalidAction', `Could not find ${action}`)
}

function listDistributions({ parameters }: AwsCall, { cloudfront }: AwsAccount, { pageSize }: AwsWorld): AwsAnswer {
  const { Marker = '', MaxItems = '100' } = parameters as Readonly<Record<string, string>>
  const all = cloudfront?.distributions ?? []
  const { items, next } = page(all, Marker || null, Math.min(Number(MaxItems), pageSize))
  return {
    body: element(
      'DistributionList',
      field('Marker', Marker),
      field('NextMarker', next),
      field('MaxItems', MaxItems),
      field('IsTruncated', next !== undefined),
      field('Quantity', items.length),
      items.length > 0 ? element('Items', ...items.map(summary)) : undefined,
    ),
  }
}

function getConfig({ parameters }: AwsCall, { cloudfront }: AwsAccount): AwsAnswer {
  const found = cloudfront?.distributions.find((one) => idOf(one) === parameters.Id)
  if (!found) throw new AwsRefusal(404, 'NoSuchDistribution', 'The specified distribution does not exist.')
  const { logBucket } = found
  const logging = element(
    'Logging',
    field('Enabled', logBucket !== undefined),
    field('IncludeCookies', false),
    field('Bucket', logBucket ?? ''),
    field('Prefix', ''),
  )
  return { body: element('DistributionConfig', ...settings(found), logging), headers: { etag: 'E2QWRUHAPOMQZL' } }
}

const idOf = ({ arn }: Distribution) => arn.slice(arn.indexOf('/') + 1)

const summary = (one: Distribution): Xml =>
  element(
    'DistributionSummary',
    field('Id', idOf(one)),
    field('ARN', one.arn),
    field('Status', 'Deployed'),
    field('LastModifiedTime', one.modified),
    field('DomainName', one.domain),
    ...settings(one),
  )

/** What the list and the configuration both tell. */
const settings = ({ aliases = [], origins, paths = [], realTimeLogs, webAcl }: Distribution): readonly Xml[] => [
  quantity(
    'Aliases',
    aliases.map((alias) => field('CNAME', alias)),
  ),
  quantity(
    'Origins',
    origins.map((origin) => element('Origin', field('Id', origin), field('DomainName', origin))),
  ),
  element('DefaultCacheBehavior', ...behaviour(origins[0], realTimeLogs)),
  quantity(
    'CacheBehaviors',
    paths.map(({ pattern, realTimeLogs }) =>
      element('CacheBehavior', field('PathPattern', pattern), ...behaviour(origins[0], realTimeLogs)),
    ),
  ),
  field('Comment', ''),
  field('Enabled', true),
  element('ViewerCertificate', field('MinimumProtocolVersion', 'TLSv1.2_2021')),
  field('WebACLId', webAcl ?? ''),
  field('HttpVersion', 'http2'),
]

const quantity = (name: string, items: readonly Xml[]): Xml =>
  element(name, field('Quantity', items.length), items.length > 0 ? element('Items', ...items) : undefined)

const behaviour = (origin: string | undefined, realTimeLogs: string | undefined): readonly Xml[] => [
  field('TargetOriginId', origin),
  field('ViewerProtocolPolicy', 'redirect-to-https'),
  field('RealtimeLogConfigArn', realTimeLogs),
]
