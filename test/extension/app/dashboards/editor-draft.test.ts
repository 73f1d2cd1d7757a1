import { expect, test } from 'vitest'
import { change, emptyDraft, groupsOf, toDraft, toWidget } from '../../../../extension/app/dashboards/editor/draft.ts'
import { placeWidget } from '../../../../extension/app/dashboards/editor/place-widget.ts'
import { builtInDashboard, builtInTemplates } from '../../../../shared/built-in-dashboard.ts'
import { isOver, type Widget, type WidgetDraft, widgets as widgetsSchema } from '../../../../shared/dashboard.ts'

const more: readonly WidgetDraft[] = [
  { title: 'Trend', type: 'trend', list: 'evaluations', groupBy: 'criticality', range: 'last7days' },
  { title: 'Feed', type: 'live feed', list: 'resources', cloud: 'gcp', query: 'region:x', limit: 3 },
  {
    ...{ title: 'Tags', type: 'pie', list: 'resources', account: '1' },
    ...{ groupBy: 'tag.a.b', limit: 7, sort: 'failing' },
  },
  { title: 'Failing', type: 'count', list: 'connectors', query: 'connector.state:Offline' },
]

test('a widget goes through the form unchanged', () => {
  for (const widget of [...builtInTemplates.map(({ widget: one }) => one), ...more]) {
    expect(toWidget(toDraft(widget))).toEqual(widget)
  }
})

test('F165 F166 F169: another type or data source takes with it only what fits', () => {
  const pie = change(toDraft(emptyDraft), { title: 'P', type: 'pie', list: 'controls', groupBy: 'policy' })
  expect(toWidget(pie)).toMatchObject({ type: 'pie', list: 'controls', groupBy: 'policy', limit: 10 })
  const trend = change(pie, { type: 'trend' })
  expect(toWidget(trend)).toEqual({ title: 'P', type: 'trend', list: 'resources', range: 'last30days' })
  const resources = change(pie, { list: 'resources', cloud: 'azure' })
  expect(toWidget(resources)).toMatchObject({ list: 'resources', cloud: 'azure', groupBy: 'type' })
  expect(groupsOf('resources')).toContain('tag')
})

test('what is missing or cannot be makes no widget', () => {
  const grouped = change(toDraft(emptyDraft), { title: 'T', type: 'table' })
  expect(toWidget(grouped)).toBeDefined()
  expect(toWidget({ ...grouped, title: '  ' })).toBeUndefined()
  expect(toWidget({ ...grouped, limit: '101' })).toBeUndefined()
  expect(toWidget({ ...grouped, limit: '' })).toBeUndefined()
  expect(toWidget({ ...grouped, groupBy: 'tag', groupName: ' ' })).toBeUndefined()
  expect(toWidget({ ...grouped, groupBy: 'tag', groupName: 'team' })).toMatchObject({ groupBy: 'tag.team' })
})

test('F169: a new widget takes the first free place, and a wider one pushes others down', () => {
  const [draft] = more as [WidgetDraft]
  const added = placeWidget(builtInDashboard, draft, 'full') ?? []
  expect(added.at(-1)?.place).toEqual({ x: 0, y: 10, width: 12, height: 4 })
  const beside = placeWidget({ widgets: added.slice(0, 1) }, draft, 'small') ?? []
  expect(beside.at(-1)?.place).toEqual({ x: 6, y: 0, width: 4, height: 4 })

  const [, , third] = builtInDashboard.widgets as readonly [Widget, Widget, Widget]
  const wider = placeWidget(builtInDashboard, third, 'full', third) ?? []
  expect(widgetsSchema.safeParse(wider).success).toBe(true)
  expect(wider.find(({ id }) => id === third.id)?.place).toMatchObject({ x: 0, width: 12 })
  expect(wider.some((one) => wider.some((other) => one !== other && isOver(one.place, other.place)))).toBe(false)

  const same = placeWidget(builtInDashboard, { ...third, title: 'Other' }, 'half', third) ?? []
  expect(same.map(({ place }) => place)).toEqual(builtInDashboard.widgets.map(({ place }) => place))
})
