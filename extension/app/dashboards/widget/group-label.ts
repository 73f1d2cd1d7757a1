import { type Criticality, criticalities, type Outcome, outcomes } from '../../../../shared/evaluation.ts'
import { type Cloud, clouds } from '../../../../shared/resource.ts'
import type { Tone } from '../../../ui/chart-frame.tsx'
import { regionName } from '../../region-name.ts'
import { text } from '../../text/widgets.ts'
import type { WidgetGroup } from './widget-data.ts'

type Group = Pick<WidgetGroup, 'value' | 'label'>

/** What people call a group; "-" where it has no name. */
export function groupLabel(groupBy: string, { value, label }: Group): string {
  if (label) return label
  if (groupBy === 'region') return regionName(value) || text.none
  if (isOneOf(criticalities, value)) return text.criticality[value satisfies Criticality]
  if (isOneOf(outcomes, value)) return text.outcome[value satisfies Outcome]
  if (groupBy === 'cloud' && isOneOf(clouds, value)) return text.clouds[value satisfies Cloud]
  return value || text.none
}

const tones: Readonly<Record<string, Tone>> = {
  ...{ HIGH: 'high', MEDIUM: 'medium', LOW: 'low' },
  ...{ PASS: 'good', FAIL: 'high', UNKNOWN: 'unknown', EXCEPTED: 'low' },
}

/** The colour of a group that has one of its own. */
export const groupTone = (groupBy: string, value: string): Tone | undefined =>
  ['criticality', 'result', 'outcome'].includes(groupBy) && Object.hasOwn(tones, value) ? tones[value] : undefined

const isOneOf = <Value extends string>(values: readonly Value[], value: string): value is Value =>
  (values as readonly string[]).includes(value)
