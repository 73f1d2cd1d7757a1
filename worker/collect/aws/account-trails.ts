import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { type Direction, managementEvents, s3ObjectSelector } from '../../facts/event-selectors.ts'
import { defineAccountAspect } from './account-aspect.ts'
import { isOfOrganization, multiRegionTrails, readTrail, type TrailReading, trailPermissions } from './trail-set.ts'

const fields = {
  /** A trail of all regions is logging, and records every management event. */
  recordsManagementEvents: z.boolean().optional(),
  /** That trail, or else the one that comes nearest; absent where no trail records in all regions. */
  managementTrail: z
    .object({
      name: z.string(),
      isLogging: z.boolean(),
      managementEvents: z.string(),
      excludedSources: z.array(z.string()),
      deliveryError: z.string().optional(),
      bucket: z.string().optional(),
      bucketOwner: z.string().optional(),
    })
    .optional(),
  /** A trail of all regions that is logging records what is written to the objects of every bucket. */
  recordsObjectWrites: z.boolean().optional(),
  /** `trail: selector`. */
  objectWriteSelector: z.string().optional(),
  recordsObjectReads: z.boolean().optional(),
  objectReadSelector: z.string().optional(),
}

type Raw = { readonly trails?: readonly TrailReading[] | undefined }
type Place = { readonly account: string; readonly partition: string }

/** What the trails that record in all regions record. */
export const accountTrails = defineAccountAspect({
  permissions: [...trailPermissions, 'kms:DescribeKey', 's3:ListAllMyBuckets'],
  fields,

  async read(context, ask): Promise<Raw> {
    const trails = await ask(Object.keys(fields), () => multiRegionTrails(context.clients))
    return { trails: trails && (await Promise.all(trails.map((trail) => readTrail(context, trail)))) }
  },

  toFields({ trails }: Raw, place) {
    if (!trails) return { config: {} }
    const sorted = [...trails].sort((a, b) => ((a.trail.TrailARN ?? '') < (b.trail.TrailARN ?? '') ? -1 : 1))
    const parts = [whole(sorted, place), objects(sorted, place, 'write'), objects(sorted, place, 'read')]
    return {
      config: Object.assign({}, ...parts.map(({ config }) => config)),
      unread: parts.flatMap(({ unread }) => unread),
    }
  },
})

/** Whether a trail does something; `undefined` where `gaps` keep that open. */
type Answer = { readonly does: boolean | undefined; readonly gaps: readonly Unread[] }

const yes: Answer = { does: true, gaps: [] }
const no: Answer = { does: false, gaps: [] }

export function isLogging({ status, unread = [] }: TrailReading): Answer {
  if (status) return status.IsLogging === true ? yes : no
  return { does: undefined, gaps: unread.filter(({ field }) => field === 'status') }
}

/**
 * A member of an organization may not be told what its organization's trail selects; that it logs is then enough. A call
 * that failed in passing is no such answer.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html
 */
export function recordsAll(reading: TrailReading, { account }: Place): Answer {
  const logging = isLogging(reading)
  if (logging.does !== true) return logging
  const { selectors, trail, unread = [] } = reading
  if (selectors) return managementEvents(selectors).events === 'All' ? yes : no
  const gaps = unread.filter(({ field }) => field === 'selectors')
  const isWithheld = gaps.every(({ operation, permission }) => operation === undefined || permission !== undefined)
  return isOfOrganization(trail, account) && isWithheld ? yes : { does: undefined, gaps }
}

function whole(trails: readonly TrailReading[], place: Place) {
  const answers = trails.map((reading) => ({ reading, ...recordsAll(reading, place) }))
  const found = answers.find(({ does }) => does)
  const gaps = answers.flatMap((answer) => answer.gaps)
  if (!found && gaps.length > 0)
    return { config: {}, unread: unreadFields(['recordsManagementEvents', 'managementTrail'], gaps) }
  const best = found ?? answers.find(({ reading }) => isLogging(reading).does) ?? answers[0]
  return {
    config: { recordsManagementEvents: found !== undefined, ...(best && { managementTrail: show(best.reading) }) },
    unread: [],
  }
}

function show({ trail, status, selectors, ownsBucket }: TrailReading) {
  const told = selectors && managementEvents(selectors)
  return {
    name: trail.Name ?? '',
    isLogging: status?.IsLogging === true,
    managementEvents: told?.events ?? 'as the organization says',
    excludedSources: [...(told?.excluded ?? [])],
    deliveryError: status?.LatestDeliveryError || undefined,
    bucket: trail.S3BucketName,
    bucketOwner: ownsBucket === undefined ? undefined : ownsBucket ? 'this account' : 'another account',
  }
}

function objects(trails: readonly TrailReading[], { partition }: Place, direction: Direction) {
  const [does, selector] =
    direction === 'write'
      ? (['recordsObjectWrites', 'objectWriteSelector'] as const)
      : (['recordsObjectReads', 'objectReadSelector'] as const)
  const gaps: Unread[] = []
  for (const reading of trails) {
    const logging = isLogging(reading)
    gaps.push(...logging.gaps)
    if (!logging.does) continue
    const { selectors, trail, unread = [] } = reading
    if (!selectors) gaps.push(...unread.filter(({ field }) => field === 'selectors'))
    const found = selectors && s3ObjectSelector(selectors, direction, partition)
    if (found !== undefined) return { config: { [does]: true, [selector]: `${trail.Name}: ${found}` }, unread: [] }
  }
  if (gaps.length > 0) return { config: {}, unread: unreadFields([does, selector], gaps) }
  return { config: { [does]: false }, unread: [] }
}

/** The same gaps, under the names of the fields that they leave open. */
export const unreadFields = (names: readonly string[], gaps: readonly Unread[]): Unread[] =>
  names.flatMap((field) => gaps.map((gap) => ({ ...gap, field })))
