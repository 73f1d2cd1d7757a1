import { type Clock, createPace, createShared, type Pace } from './pace.ts'

/**
 * Calls a minute that Google grants a project: Compute Engine 1,500 reads
 * (https://cloud.google.com/compute/docs/api-rate-limits), Resource Manager 600
 * (https://cloud.google.com/resource-manager/docs/limits). Cloud Storage publishes no limit on reading the settings of
 * buckets (https://cloud.google.com/storage/quotas): its figure is ours.
 */
const perMinute: Readonly<Record<string, number>> = { compute: 1_500, cloudresourcemanager: 600, storage: 60_000 }

const shared = createShared<Pace>()

/**
 * The pace of a project and an API; `api` is the first part of a method id, such as `compute`. A quarter of the quota
 * at once and a quarter a minute: never more than half in any minute, the rest is for those who work there.
 */
export function paceOf(project: string, api: string, clock?: Clock): Pace {
  const share = (perMinute[api] ?? 600) / 4
  return shared(`${project} ${api}`, () => createPace({ burst: share, perSecond: share / 60 }, clock))
}
