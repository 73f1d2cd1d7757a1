import type { GetTrailStatusResponse, Trail } from '@aws-sdk/client-cloudtrail'
import type { Unread } from '../../../shared/resource.ts'
import type { AwsClients } from '../../clients.ts'
import type { Selectors } from '../../facts/event-selectors.ts'
import type { CollectContext } from '../../resource-type.ts'
import { unlessAbsent } from '../absent.ts'
import { parseArn } from './arn.ts'

/** A trail, and what has to be asked for each of them; `unread` names the parts that could not be read. */
export type TrailReading = {
  readonly trail: Trail
  readonly status?: Partial<GetTrailStatusResponse> | undefined
  readonly selectors?: Selectors | undefined
  /** State of its key; `missing` where there is none of that name, absent where the key is another account's. */
  readonly keyState?: string | undefined
  /** The bucket that it delivers to is one of the account's own. */
  readonly ownsBucket?: boolean | undefined
  readonly unread?: readonly Unread[]
}

/** Permissions of `readTrail`, and of the lists. */
export const trailPermissions = [
  'cloudtrail:DescribeTrails',
  'cloudtrail:GetTrailStatus',
  'cloudtrail:GetEventSelectors',
]

/**
 * The trails that were made in a region, without the shadows that those of other regions and accounts cast there.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html
 */
export const trailsOfRegion = ({ once, cloudtrail }: AwsClients, region: string): Promise<readonly Trail[]> =>
  once(`trails of ${region}`, async () => {
    const { DescribeTrailsCommand } = await import('@aws-sdk/client-cloudtrail')
    const client = await cloudtrail(region)
    return (await client.send(new DescribeTrailsCommand({ includeShadowTrails: false }))).trailList ?? []
  })

/** Every trail that records in all regions, those of the account's organization included, as their shadows tell. */
export const multiRegionTrails = ({ once, cloudtrail }: AwsClients): Promise<readonly Trail[]> =>
  once('multi-region trails', async () => {
    const { DescribeTrailsCommand } = await import('@aws-sdk/client-cloudtrail')
    const { trailList = [] } = await (await cloudtrail()).send(new DescribeTrailsCommand({ includeShadowTrails: true }))
    const byArn = new Map(trailList.map((trail) => [trail.TrailARN ?? '', trail]))
    return [...byArn.values()].filter(({ IsMultiRegionTrail }) => IsMultiRegionTrail === true)
  })

/** What is asked of a trail in its home region, once in a run. */
export function readTrail(context: CollectContext<'aws'>, trail: Trail): Promise<TrailReading> {
  const arn = trail.TrailARN ?? ''
  return context.clients.once(`trail ${arn}`, async () => {
    const { GetTrailStatusCommand, GetEventSelectorsCommand } = await import('@aws-sdk/client-cloudtrail')
    const client = await context.clients.cloudtrail(trail.HomeRegion || parseArn(arn).region)
    const ask = context.reader()
    // A member of an organization may be told that there is no such trail.
    const absent = isOfOrganization(trail, context.account) ? ['TrailNotFound', 'CloudTrailARNInvalid'] : []
    const [status, selectors, keyState, ownsBucket] = await Promise.all([
      ask(['status'], () => client.send(new GetTrailStatusCommand({ Name: arn }))),
      ask(['selectors'], () => client.send(new GetEventSelectorsCommand({ TrailName: arn })), { absent }),
      ask(['keyState'], () => keyStateOf(context, trail)),
      ask(['ownsBucket'], () => isOwnBucket(context.clients, trail.S3BucketName)),
    ])
    const isWithheld = !selectors && !ask.unread.some(({ field }) => field === 'selectors')
    return { trail, status, selectors, keyState, ownsBucket, unread: [...ask.unread, ...(isWithheld ? withheld : [])] }
  })
}

const withheld: readonly Unread[] = [
  { field: 'selectors', reason: 'AWS does not tell the members of an organization what its trail selects.' },
]

/** Another account's key need not let itself be described; one that is told without an account is this one's. */
async function keyStateOf({ clients, account }: CollectContext<'aws'>, trail: Trail): Promise<string | undefined> {
  const { KmsKeyId: key = '', HomeRegion } = trail
  const { region, account: owner } = parseArn(key)
  if (!key || (owner && owner !== account)) return undefined
  const { DescribeKeyCommand } = await import('@aws-sdk/client-kms')
  const client = await clients.kms(region || HomeRegion)
  const found = await unlessAbsent(['NotFound'], () => client.send(new DescribeKeyCommand({ KeyId: key })))
  return found ? found.KeyMetadata?.KeyState : 'missing'
}

function isOwnBucket({ once, s3 }: AwsClients, name: string | undefined): Promise<boolean> {
  return once(`bucket ${name} is own`, async () => {
    if (!name) return false
    const { paginateListBuckets } = await import('@aws-sdk/client-s3')
    for await (const { Buckets = [] } of paginateListBuckets({ client: await s3(), pageSize: 1000 }, { Prefix: name }))
      if (Buckets.some(({ Name }) => Name === name)) return true
    return false
  })
}

/** The trail of the account's organization, which another account made. */
export const isOfOrganization = (trail: Trail, account: string): boolean =>
  trail.IsOrganizationTrail === true && ownerOf(trail) !== account

/** Account that a trail belongs to; organizations' trails are seen by their members too. */
export const ownerOf = ({ TrailARN = '' }: Trail): string => parseArn(TrailARN).account
