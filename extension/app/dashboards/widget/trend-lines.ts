import { criticalities, outcomes } from '../../../../shared/evaluation.ts'
import type { Series } from '../../../ui/chart-line.tsx'
import { text } from '../../text/widgets.ts'
import { groupTone } from './group-label.ts'
import type { WidgetOf } from './widget-body.tsx'
import type { WidgetData } from './widget-data.ts'

type Days = NonNullable<WidgetData['days']>
type Lines = { readonly titles: readonly string[]; readonly series: readonly Series[] }

const dayLength = 86_400_000

/** The lines of a trend over all days between its first and last; days without a look leave a gap. */
export function trendLines({ list, groupBy }: Pick<WidgetOf<'trend'>, 'list' | 'groupBy'>, days: Days): Lines {
  const byDay = new Map(days.map((day) => [day.day, day]))
  const names = daysBetween(days[0]?.day, days.at(-1)?.day)
  const line = (id: string, label: string, measure: (day: Days[number]) => number): Series => ({
    ...{ id, label, tone: groupTone('outcome', id) },
    values: names.map((name) => {
      const day = byDay.get(name)
      return day && measure(day)
    }),
  })
  const ofGroup = (id: string, field: 'count' | 'failing') => (day: Days[number]) =>
    day.groups.find(({ value }) => value === id)?.[field] ?? 0
  const has = (id: string) => days.some(({ groups }) => groups.some(({ value }) => value === id))
  const titles = names.map(titleOf)
  if (list === 'resources') {
    const all = line('all', text.counts.resources, ({ count }) => count)
    const fail = line('FAIL', text.failingTitle.resources, ({ failing }) => failing)
    return { titles, series: [{ ...all, tone: 'accent' }, fail] }
  }
  if (groupBy === 'criticality') {
    const series = criticalities.map((one) => line(one, text.failingOnly[one], ofGroup(one, 'failing')))
    return { titles, series }
  }
  return {
    titles,
    series: outcomes.filter(has).map((one) => line(one, text.outcome[one], ofGroup(one, 'count'))),
  }
}

function daysBetween(first = '', last = ''): readonly string[] {
  const [from, to] = [Date.parse(first), Date.parse(last)]
  const count = Math.round((to - from) / dayLength) + 1
  return Array.from({ length: count }, (_, at) => new Date(from + at * dayLength).toISOString().slice(0, 10))
}

const format = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', timeZone: 'UTC' })
const titleOf = (day: string) => format.format(new Date(day))
