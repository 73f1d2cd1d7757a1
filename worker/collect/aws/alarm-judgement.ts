import type { MetricAlarm } from '@aws-sdk/client-cloudwatch'
import type { MetricFilter } from '@aws-sdk/client-cloudwatch-logs'
import { z } from 'zod'
import type { Unread } from '../../../shared/resource.ts'
import { countedMetrics, firesOn, topicsOf } from '../../facts/alarm-chain.ts'
import { managementEvents } from '../../facts/event-selectors.ts'
import {
  mayMeet,
  meetsRequirement,
  type RequirementName,
  requirementNames,
  requirements,
} from '../../facts/filter-pattern-requirements.ts'
import { isLogging, recordsAll, unreadFields } from './account-trails.ts'
import { parseArn } from './arn.ts'
import { ownerOf, type TrailReading } from './trail-set.ts'

/** What one watched matter has of the chain from the trail to a person; what comes after `missing` is absent. */
const chain = z
  .object({
    /** `trail / log group`. */
    trail: z.string().optional(),
    filter: z.string().optional(),
    alarm: z.string().optional(),
    /** Confirmed ones, of the topics that the alarm tells. */
    subscriptions: z.int().optional(),
    /** The first link that is not there; `nothing` where all are. */
    missing: z.string(),
  })
  .optional()
type Chain = NonNullable<z.infer<typeof chain>>

type FieldName = `${RequirementName}Alarm`
const fieldOf = (name: RequirementName): FieldName => `${name}Alarm`

export const alarmFields = {
  ...(Object.fromEntries(requirementNames.map((name) => [fieldOf(name), chain])) as Record<FieldName, typeof chain>),
  /** The account is recorded by its organization's trail alone, whose log group and alarms are another account's. */
  isWatchedElsewhere: z.boolean().optional(),
}

export type LogGroupReading = {
  readonly arn: string
  readonly filters?: readonly MetricFilter[] | undefined
  /** The trail still names it, but it was deleted. */
  readonly isGone?: boolean
  /** Those on the metrics of the filters. */
  readonly alarms?: readonly MetricAlarm[] | undefined
  /** `filters` or `alarms` could not be read. */
  readonly unread?: readonly Unread[]
}

export type TopicReading = {
  readonly arn: string
  /** Confirmed subscriptions. */
  readonly confirmed?: number | undefined
  readonly unread?: readonly Unread[]
}

export type Readings = {
  readonly trails: readonly TrailReading[]
  readonly logGroups: readonly LogGroupReading[]
  readonly topics: readonly TopicReading[]
}

type Place = { readonly account: string; readonly partition: string }

/** Whether a filter pattern means one of the things that are to be watched, or may mean it. */
export const mayMeetAny = (pattern: string | undefined): boolean =>
  requirementNames.some((name) => mayMeet(pattern, requirements[name]))

/** For everything that is to be watched: how far the chain reaches that reaches farthest. */
export function judgeAlarms(readings: Readings, place: Place) {
  const elsewhere = watchedElsewhere(readings.trails, place)
  const chains = requirementNames.map((name) => [fieldOf(name), longestChain(name, readings, place)] as const)
  return {
    config: {
      ...elsewhere.config,
      ...Object.fromEntries(chains.flatMap(([field, found]) => ('chain' in found ? [[field, found.chain]] : []))),
    },
    unread: [
      ...elsewhere.unread,
      ...chains.flatMap(([field, found]) => ('gaps' in found ? unreadFields([field], found.gaps) : [])),
    ],
  }
}

/** A trail of another account counts for it where no trail delivers to a log group of its own. */
function watchedElsewhere(trails: readonly TrailReading[], { account }: Place) {
  const isHere = ({ trail }: TrailReading) => parseArn(trail.CloudWatchLogsLogGroupArn ?? '').account === account
  const own = trails.filter(isHere).map(isLogging)
  const foreign = trails.filter((one) => !isHere(one) && ownerOf(one.trail) !== account).map(isLogging)
  if (own.some(({ does }) => does) || foreign.every(({ does }) => does === false))
    return { config: { isWatchedElsewhere: false }, unread: [] }
  const gaps = [...own, ...(foreign.some(({ does }) => does) ? [] : foreign)].flatMap((answer) => answer.gaps)
  if (gaps.length > 0) return { config: {}, unread: unreadFields(['isWatchedElsewhere'], gaps) }
  return { config: { isWatchedElsewhere: true }, unread: [] }
}

type Found = { readonly chain: Chain } | { readonly gaps: readonly Unread[] }

/** A whole chain is enough, whatever else is unread; none is missing for certain before all could be read. */
function longestChain(name: RequirementName, readings: Readings, place: Place): Found {
  const gaps: Unread[] = []
  const chains = readings.trails.flatMap((trail) => chainsFrom(trail, name, readings, place, gaps))
  const [best] = [...chains].sort((a, b) => worth(b) - worth(a))
  if (best?.missing === nothing || gaps.length === 0) return { chain: best ?? { missing: 'trail' } }
  return { gaps }
}

const nothing = 'nothing'
const worth = ({ trail, filter, alarm, subscriptions, missing }: Chain) =>
  [trail, filter, alarm, subscriptions].filter((link) => link !== undefined).length + Number(missing === nothing)

function chainsFrom(
  reading: TrailReading,
  name: RequirementName,
  readings: Readings,
  place: Place,
  gaps: Unread[],
): Chain[] {
  const { trail, selectors } = reading
  const records = recordsAll(reading, place)
  gaps.push(...records.gaps)
  if (!records.does) return []
  const excluded = selectors ? managementEvents(selectors).excluded : []
  const lacking = requirements[name].sources.find((source) => excluded.includes(source))
  if (lacking) return [{ missing: `trail that records ${lacking}` }]
  const arn = trail.CloudWatchLogsLogGroupArn
  if (!arn) return [{ trail: `${trail.Name} / none`, missing: 'log group' }]
  const group = readings.logGroups.find((one) => one.arn === arn)
  if (!group && ownerOf(trail) === place.account) gaps.push(foreignGroup)
  if (!group) return []
  if (group.isGone) return [{ trail: `${trail.Name} / none`, missing: 'log group' }]
  const start = `${trail.Name} / ${arn.replace(/:\*$/, '').split(':').slice(6).join(':')}`
  return chainsOfGroup(group, name, readings, place, gaps).map((rest) => ({ trail: start, ...rest }))
}

const foreignGroup: Unread = {
  field: 'filters',
  operation: 'logs:DescribeMetricFilters',
  reason: 'The trail delivers to a log group of another account, which this connector does not read.',
}

function chainsOfGroup(
  group: LogGroupReading,
  name: RequirementName,
  { topics }: Readings,
  place: Place,
  gaps: Unread[],
): Chain[] {
  const { filters = [], unread = [] } = group
  gaps.push(...unread.filter(({ field }) => field === 'filters'))
  const required = requirements[name]
  const matching = filters.filter(
    ({ filterPattern, applyOnTransformedLogs }) => !applyOnTransformedLogs && meetsRequirement(filterPattern, required),
  )
  const perhaps = filters.filter((one) => !matching.includes(one) && mayMeet(one.filterPattern, required))
  if (matching.length + perhaps.length > 0) gaps.push(...unread.filter(({ field }) => field === 'alarms'))
  const follow = (filter: MetricFilter) => chainsOfFilter(filter, group, topics, place, gaps)
  if (perhaps.flatMap(follow).some(({ missing }) => missing === nothing)) gaps.push(unjudgedFilter)
  return matching.length === 0 ? [{ missing: 'metric filter' }] : matching.flatMap(follow)
}

const unjudgedFilter: Unread = {
  field: 'filters',
  reason: 'A metric filter uses a regular expression or looks at transformed events, which is not judged.',
}

function chainsOfFilter(
  filter: MetricFilter,
  { alarms = [] }: LogGroupReading,
  topics: readonly TopicReading[],
  { account }: Place,
  gaps: Unread[],
): Chain[] {
  const name = filter.filterName ?? ''
  const metrics = countedMetrics(filter)
  const going = alarms.filter((alarm) => metrics.some((metric) => firesOn(alarm, metric, account)))
  if (going.length === 0) return [{ filter: name, missing: 'alarm' }]
  return going.map((alarm) => ({ filter: name, alarm: alarm.AlarmName ?? '', ...told(alarm, topics, gaps) }))
}

function told(alarm: MetricAlarm, topics: readonly TopicReading[], gaps: Unread[]) {
  const arns = topicsOf(alarm)
  if (arns.length === 0)
    return { missing: alarm.ActionsEnabled === true ? 'SNS topic' : 'alarm with its actions enabled' }
  const asked = topics.filter(({ arn }) => arns.includes(arn))
  const subscriptions = asked.reduce((sum, { confirmed = 0 }) => sum + confirmed, 0)
  if (subscriptions > 0) return { subscriptions, missing: nothing }
  gaps.push(...asked.flatMap(({ unread = [] }) => unread))
  return { subscriptions, missing: 'confirmed subscription' }
}
