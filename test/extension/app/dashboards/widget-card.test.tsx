import { afterEach, expect, test, vi } from 'vitest'
import { WidgetCard } from '../../../../extension/app/dashboards/widget/widget-card.tsx'
import type { WidgetData } from '../../../../extension/app/dashboards/widget/widget-data.ts'
import { builtInDashboard } from '../../../../shared/built-in-dashboard.ts'
import type { Dashboard, Widget, WidgetDraft } from '../../../../shared/dashboard.ts'
import { button, clear, click, draw } from '../find/setting.tsx'

afterEach(async () => {
  await clear()
  vi.unstubAllGlobals()
})

const place = { x: 0, y: 0, width: 6, height: 4 }
const age = {
  asked: new Date().toISOString(),
  scanned: { oldest: '2026-01-01T00:00:00Z', newest: '2026-01-02T00:00:00Z', never: 1 },
}
const dashboard: Dashboard = { ...builtInDashboard, isDefault: true }
const groups = [
  { value: 'eu-west-1', count: 30, failing: 10 },
  { value: '<img src=x onerror=alert(1)>', count: 20, failing: 0 },
]

async function show(draft: WidgetDraft, data: Partial<WidgetData> | undefined, more: object = {}) {
  const full = data && ({ isPartial: false, ...age, ...data } as WidgetData)
  const widget = { ...draft, id: 'w', place } as Widget
  return draw(
    <WidgetCard
      {...{ widget, dashboard }}
      data={full}
      problem={undefined}
      isLoading={false}
      onRefresh={() => {}}
      {...more}
    />,
  )
}
const table: WidgetDraft = {
  title: 'Regions',
  type: 'table',
  list: 'resources',
  groupBy: 'region',
  limit: 2,
  sort: 'count',
}

test('F147: a table shows each group with its numbers as a link, and the others together', async () => {
  const others = { groups: 3, count: 50, failing: 5 }
  const card = await show(table, { count: 100, failing: 15, groups, others })
  const rows = [...card.querySelectorAll('tbody tr')].map((row) => row.textContent)
  expect(rows).toEqual(['Ireland (eu-west-1)3010', '<img src=x onerror=alert(1)>200', '3 others505'])
  expect(card.querySelector('tbody a')?.getAttribute('href')).toBe('#/resources/all?region=eu-west-1')
  expect(card.querySelector('img')).toBeNull()
  expect(card.textContent).toContain('100 resources, 15 failing')
})

test('no number stands without its age', async () => {
  const card = await show({ title: 'All', type: 'count', list: 'evaluations' }, { count: 1200, failing: 1 })
  expect(card.textContent).toContain('1,200 evaluations')
  expect(card.textContent).toContain('1 failed, <1 %')
  expect(card.querySelectorAll('time')).toHaveLength(3)
  expect(card.textContent).toContain('1 connector not read yet')
})

test('what was counted in part says so', async () => {
  const card = await show(
    { title: 'All', type: 'count', list: 'resources' },
    { count: 1200, failing: 1, isPartial: true },
  )
  expect(card.textContent).toContain('at least 1,200 resources')
})

test('a chart has its table behind it', async () => {
  const card = await show({ ...table, type: 'column' }, { count: 50, failing: 10, groups })
  const links = [...card.querySelectorAll('ul a')].map((link) => link.textContent)
  expect(links[0]).toBe('Ireland (eu-west-1)30 resources, 10 failing')
  await click(button('Show as table'))
  expect(card.querySelectorAll('tbody tr')).toHaveLength(2)
  await click(button('Show as chart'))
  expect(card.querySelector('table')).toBeNull()
})

test('F149 F174: a live feed ranks what fails most, and its menu changes how many', async () => {
  const resize = vi.fn()
  const feed: WidgetDraft = { title: 'Top', type: 'live feed', list: 'controls', limit: 5 }
  const card = await show(
    feed,
    { count: 9, failing: 1, groups: [{ value: '45', label: 'Title', count: 4, failing: 3 }] },
    { actions: { resize } },
  )
  expect(card.querySelector('ol a')?.getAttribute('href')).toBe('#/monitor/controls/45')
  expect(card.querySelector('ol')?.textContent).toContain('3 of 4 failed')
  await click(button('What to do with “Top”'))
  const items = [...card.querySelectorAll('[role=menuitem]')].map((item) => item.textContent)
  expect(items).toEqual(['Refresh', 'Show the top 3', 'Show the top 10'])
  await click(card.querySelectorAll('[role=menuitem]')[2])
  expect(resize).toHaveBeenCalledWith(10)
})

test('a refused widget says why and what to do, and one without rows that nothing fits', async () => {
  const refused = await show(table, undefined, { problem: 'groupBy: Give one of type.', actions: { edit: () => {} } })
  expect(refused.querySelector('[role=alert]')?.textContent).toContain('Group by: Give one of type.EditTry again')
  const empty = await show(table, { count: 0, failing: 0, groups: [] })
  expect(empty.textContent).toContain('No resource fits.')
  const fine = await show(
    { title: 'F', type: 'live feed', list: 'controls', limit: 5 },
    { count: 3, failing: 0, groups: [] },
  )
  expect(fine.textContent).toContain('No control fails.')
})

test('a widget holds its place while it loads, and says so', async () => {
  const card = await show(table, undefined, { isLoading: true })
  expect(card.querySelector('article')?.getAttribute('aria-busy')).toBe('true')
  expect(card.querySelector('[role=status]')?.textContent).toBe('Regions is loading')
})
