import type { AdvancedEventSelector, AdvancedFieldSelector, EventSelector } from '@aws-sdk/client-cloudtrail'

/** What a trail is told to record. A trail has selectors of one kind or of the other, never of both. */
export type Selectors = {
  readonly EventSelectors?: readonly EventSelector[] | undefined
  readonly AdvancedEventSelectors?: readonly AdvancedEventSelector[] | undefined
}

export type Direction = 'read' | 'write'

/** How far a trail records management events. */
type ManagementEvents = {
  readonly events: 'All' | 'ReadOnly' | 'WriteOnly' | 'none'
  /** Services whose events it leaves out. */
  readonly excluded: readonly string[]
}

/** Services that write so many management events that leaving them out is customary. */
const tolerated: readonly string[] = ['kms.amazonaws.com', 'rdsdata.amazonaws.com']

/**
 * What all selectors together record of management events; without any a trail records all of them.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
 */
export function managementEvents({ EventSelectors = [], AdvancedEventSelectors = [] }: Selectors): ManagementEvents {
  if (EventSelectors.length + AdvancedEventSelectors.length === 0) return { events: 'All', excluded: [] }
  const parts = [...EventSelectors.flatMap(basicPart), ...AdvancedEventSelectors.flatMap(advancedPart)]
  const read = leftOut(parts, 'read')
  const write = leftOut(parts, 'write')
  const excluded = [...new Set([...(read ?? []), ...(write ?? [])])].sort()
  if (read && write) return { events: 'All', excluded }
  if (read) return { events: 'ReadOnly', excluded }
  return write ? { events: 'WriteOnly', excluded } : { events: 'none', excluded: [] }
}

type Part = { readonly directions: readonly Direction[]; readonly excluded: readonly string[] }

/** What every selector of a direction leaves out; `undefined` where none records it. */
function leftOut(parts: readonly Part[], direction: Direction): readonly string[] | undefined {
  const [first, ...others] = parts.filter(({ directions }) => directions.includes(direction))
  return first?.excluded.filter((source) => others.every(({ excluded }) => excluded.includes(source)))
}

function basicPart(selector: EventSelector): Part[] {
  const { IncludeManagementEvents = true, ReadWriteType = 'All', ExcludeManagementEventSources = [] } = selector
  if (!IncludeManagementEvents) return []
  return [{ directions: directionsOf(ReadWriteType), excluded: ExcludeManagementEventSources }]
}

const directionsOf = (type: string): readonly Direction[] => {
  if (type === 'All') return ['read', 'write']
  if (type === 'ReadOnly') return ['read']
  return type === 'WriteOnly' ? ['write'] : []
}

function advancedPart({ FieldSelectors = [] }: AdvancedEventSelector): Part[] {
  if (!isCategory(FieldSelectors, 'Management')) return []
  const others = FieldSelectors.filter(({ Field }) => Field !== 'eventCategory' && Field !== 'readOnly')
  if (!others.every(leavesOutTolerated)) return []
  return [{ directions: readOnlyOf(FieldSelectors), excluded: others.flatMap(({ NotEquals = [] }) => NotEquals) }]
}

const leavesOutTolerated = (selector: AdvancedFieldSelector) =>
  selector.Field === 'eventSource' &&
  isOnly(selector, 'NotEquals') &&
  (selector.NotEquals ?? []).every((source) => tolerated.includes(source))

/**
 * Which selector records what happens to the objects of all buckets, by its name or place; `undefined` where none does.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
export function s3ObjectSelector(selectors: Selectors, direction: Direction, partition: string): string | undefined {
  const { EventSelectors = [], AdvancedEventSelectors = [] } = selectors
  const basic = EventSelectors.findIndex((selector) => isBasicForAllObjects(selector, direction, partition))
  if (basic >= 0) return `event selector ${basic + 1}`
  const advanced = AdvancedEventSelectors.findIndex((selector) => isForAllObjects(selector, direction, partition))
  return advanced < 0 ? undefined : AdvancedEventSelectors[advanced]?.Name || `advanced event selector ${advanced + 1}`
}

function isBasicForAllObjects(selector: EventSelector, direction: Direction, partition: string): boolean {
  const { ReadWriteType = 'All', DataResources = [] } = selector
  const all = [`arn:${partition}:s3`, `arn:${partition}:s3:::`]
  return (
    directionsOf(ReadWriteType).includes(direction) &&
    DataResources.some(({ Type, Values = [] }) => Type === 'AWS::S3::Object' && Values.some((arn) => all.includes(arn)))
  )
}

function isForAllObjects(
  { FieldSelectors = [] }: AdvancedEventSelector,
  direction: Direction,
  partition: string,
): boolean {
  const objects = FieldSelectors.some((one) => one.Field === 'resources.type' && isExactly(one, 'AWS::S3::Object'))
  if (!objects || !isCategory(FieldSelectors, 'Data') || !readOnlyOf(FieldSelectors).includes(direction)) return false
  const known = ['eventCategory', 'resources.type', 'readOnly']
  return FieldSelectors.every((one) => known.includes(one.Field ?? '') || isWholeOfS3(one, partition))
}

/** Fields that name S3, or every bucket, narrow nothing. */
function isWholeOfS3(selector: AdvancedFieldSelector, partition: string): boolean {
  if (selector.Field === 'eventSource') return isExactly(selector, 's3.amazonaws.com')
  if (selector.Field !== 'resources.ARN' || !isOnly(selector, 'StartsWith')) return false
  return (selector.StartsWith ?? []).some((start) => `arn:${partition}:s3:::`.startsWith(start))
}

const isCategory = (fields: readonly AdvancedFieldSelector[], category: string) =>
  fields.some((one) => one.Field === 'eventCategory' && isExactly(one, category))

/** The directions that a selector's `readOnly` leaves; both where it has none. */
function readOnlyOf(fields: readonly AdvancedFieldSelector[]): readonly Direction[] {
  const rules = fields.filter(({ Field }) => Field === 'readOnly')
  return (['read', 'write'] as const).filter((direction) =>
    rules.every((rule) => isOnly(rule, 'Equals') && rule.Equals?.includes(String(direction === 'read'))),
  )
}

const isExactly = (selector: AdvancedFieldSelector, value: string) =>
  isOnly(selector, 'Equals') && selector.Equals?.length === 1 && selector.Equals[0] === value

const operators = ['Equals', 'StartsWith', 'EndsWith', 'NotEquals', 'NotStartsWith', 'NotEndsWith'] as const

/** It uses this operator and no other, all of which would have to hold as well. */
const isOnly = (selector: AdvancedFieldSelector, wanted: (typeof operators)[number]) =>
  operators.every((operator) => operator === wanted || (selector[operator] ?? []).length === 0)
