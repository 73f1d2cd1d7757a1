import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Dashboard, Widget, WidgetDraft, WidgetTemplate } from '../../shared/dashboard.ts'
import { type AppSession, startAppSession } from './app-session.ts'
import { axeFindings } from './axe.ts'
import { fail, later, untilTriedAgain } from './odd-answers.ts'

let app: AppSession
beforeAll(async () => {
  app = await startAppSession()
})
afterAll(() => app?.close())
afterEach(async () => {
  await app.page.unrouteAll({ behavior: 'ignoreErrors' })
  await app.page.emulateMedia({ colorScheme: 'light' })
})

const all: readonly WidgetDraft[] = [
  { title: 'All evaluations', type: 'count', list: 'evaluations' },
  { title: 'AWS buckets', type: 'count', list: 'resources', cloud: 'aws', query: 'resource.type:aws.s3.bucket' },
  { title: 'Failures by criticality', ...failing('criticality'), type: 'column' },
  { title: 'Resources by type', ...grouped('type'), type: 'pie', limit: 5 },
  { title: 'Resources by service', ...grouped('service'), type: 'column', limit: 6 },
  { title: 'Regions', ...grouped('region'), type: 'table', sort: 'failing' },
  { title: 'Evaluations day by day', type: 'trend', list: 'evaluations', range: 'last30days' },
  { title: 'Worst resources', type: 'live feed', list: 'resources', limit: 3 },
]
const places = [
  [0, 0, 4, 3],
  [4, 0, 4, 3],
  [8, 0, 4, 3],
  [0, 3, 6, 4],
  [6, 3, 6, 4],
  [0, 7, 6, 4],
  [6, 7, 6, 4],
  [0, 11, 6, 4],
] as const

let made = 0
/** A dashboard of one's own with these widgets, on show. */
async function open(drafts: readonly WidgetDraft[] = all): Promise<Dashboard> {
  const widgets = drafts.map((draft, at) => {
    const [x, y, width, height] = places[at] ?? [0, 20, 6, 4]
    return { ...draft, id: `w-${at}`, place: { x, y, width, height } } as Widget
  })
  const body = { title: `Widgets ${++made}`, widgets }
  const dashboard = await app.worker.api<Dashboard>('/dashboards', { method: 'POST', body })
  await app.visit(`/dashboards/${dashboard.id}`)
  await app.page.getByRole('heading', { level: 2, name: drafts[0]?.title ?? '' }).waitFor()
  return dashboard
}
const read = (id: string) => app.worker.api<Dashboard>(`/dashboards/${id}`)
const card = (title: string) => app.page.getByRole('article', { name: title })
const panel = () => app.page.getByRole('complementary')
const preview = () => panel().getByRole('region', { name: 'Preview' })
const choose = async (title: string, item: string) => {
  await card(title)
    .getByRole('button', { name: `What to do with “${title}”` })
    .click()
  await app.page.getByRole('menuitem', { name: item, exact: true }).click()
}

type Totals = { readonly count: number; readonly failing: number }
const total = (query: string) => app.worker.api<Totals>(`/aggregate?${query}`)

describe('what widgets show', () => {
  test('F145 F146 F147 F148 F149 the built-in dashboard shows inventory, failures, regions, accounts and controls', async () => {
    await app.visit('/dashboards')
    const known = await total('list=resources')
    await card('Resource inventory')
      .getByRole('link', { name: `${known.count} resources` })
      .waitFor()
    expect(await card('Resource inventory').getByRole('row').count()).toBeGreaterThan(5)
    const criticality = card('Total evaluation failures').getByRole('list')
    expect(await criticality.getByRole('link').count()).toBe(3)
    expect(
      await card('Region posture')
        .getByRole('row', { name: /Ireland/ })
        .count(),
    ).toBe(1)
    expect(await card('Top 5 accounts').getByRole('list').getByRole('link').count()).toBeGreaterThan(2)
    expect(await card('Top 5 failed controls').getByRole('listitem').count()).toBe(5)
    await app.shoot('built-in')
    expect(await axeFindings(app.page)).toEqual([])
  })

  test('every widget tells its numbers, their age, and leads to the list that it counts', async () => {
    await open()
    const known = await total('list=evaluations')
    const count = card('All evaluations').getByRole('link')
    await count.waitFor()
    expect(await count.textContent()).toBe(`${known.count.toLocaleString('en')} evaluations`)
    expect(await card('All evaluations').textContent()).toMatch(/Counted just now · Data read .*(ago|just now)/)
    for (const { title } of all) expect(await card(title).getByText('Counted').count(), title).toBe(1)
    await app.shoot('all')
    expect(await axeFindings(app.page)).toEqual([])
    await card('Regions')
      .getByRole('link', { name: /Ireland/ })
      .click()
    await app.page.getByRole('grid').getByRole('link').first().waitFor()
    expect(app.page.url()).toContain('#/resources/all?region=eu-west-1')
    await app.page.goBack()
    await card('Failures by criticality').getByRole('link', { name: /^High/ }).click()
    await app.page.getByRole('grid', { name: 'Controls' }).getByRole('link').first().waitFor()
    expect(app.page.url()).toContain('criticality=HIGH')
  })

  test('each chart has a table behind it, by keyboard', async () => {
    await open()
    for (const title of ['Failures by criticality', 'Resources by type']) {
      const turn = card(title).getByRole('button', { name: 'Show as table' })
      await turn.focus()
      await app.page.keyboard.press('Enter')
      expect(await card(title).getByRole('row').count()).toBeGreaterThan(3)
    }
    await app.shoot('tables')
    expect(await axeFindings(app.page)).toEqual([])
  })

  test('a trend shows its days, with gaps where none was recorded', async () => {
    const dashboard = await open([{ title: 'Trend', type: 'trend', list: 'evaluations', range: 'last30days' }])
    const days = ['2026-03-01', '2026-03-02', '2026-03-05', '2026-03-06'].map((day, at) => ({
      ...{ day, count: 100, failing: 40 - at },
      groups: [
        { value: 'PASS', count: 60 + at, failing: 0 },
        { value: 'FAIL', count: 40 - at, failing: 40 - at },
      ],
    }))
    const at = new Date().toISOString()
    const data = { days, isPartial: false, asked: at, scanned: { oldest: at, newest: at, never: 0 } }
    await app.page.route(`**/api/dashboards/${dashboard.id}/data`, (route) =>
      route.fulfill({ json: { items: [{ widget: 'w-0', data }] } }),
    )
    await app.page.reload()
    await card('Trend').getByRole('img', { name: 'Passed, Mar 6: 63' }).waitFor()
    await app.shoot('trend')
    await card('Trend').getByRole('button', { name: 'Show as table' }).click()
    const row = card('Trend').getByRole('row', { name: 'Mar 3' })
    expect(await row.getByRole('cell').allTextContents()).toEqual(['-', '-'])
    expect(await axeFindings(app.page)).toEqual([])
  })

  test('widgets hold their places while they load, say what went wrong, and where there is nothing', async () => {
    await open([
      { title: 'Nowhere', ...grouped('region'), type: 'table', query: 'region:nowhere' },
      { title: 'None', type: 'count', list: 'connectors', query: 'connector.state:Offline' },
      { title: 'Feed', type: 'live feed', list: 'controls', query: 'control.name:nowhere', limit: 5 },
    ])
    await card('Nowhere').getByText('No resource fits.').waitFor()
    await app.shoot('empty')
    expect(await axeFindings(app.page)).toEqual([])

    await app.page.route('**/api/dashboards/*/data', (route) => later(route, 2500))
    const dashboard = await open(all.slice(0, 5))
    await card('Resources by type').getByText('is loading').waitFor()
    await app.shoot('loading')
    expect(await axeFindings(app.page)).toEqual([])
    await app.page.unrouteAll({ behavior: 'ignoreErrors' })

    const items = dashboard.widgets.map(({ id }) => ({ widget: id, problem: 'query: There is no token “regoin”.' }))
    await app.page.route('**/api/dashboards/*/data', (route) => route.fulfill({ json: { items } }))
    await app.page.reload()
    await card('Resources by type').getByRole('alert').getByText('There is no token “regoin”.').waitFor()
    await app.shoot('refused')
    expect(await axeFindings(app.page)).toEqual([])
  })
})

describe('the menu of a widget', () => {
  test('F161 F172 refreshes one widget', async () => {
    const dashboard = await open()
    await card('All evaluations').getByRole('link').waitFor()
    const asked = app.page.waitForRequest(`**/api/dashboards/${dashboard.id}/widgets/w-0/data`)
    await choose('All evaluations', 'Refresh')
    await asked
    await app.page.route(`**/api/dashboards/${dashboard.id}/widgets/w-0/data`, untilTriedAgain(fail))
    await choose('All evaluations', 'Refresh')
    await card('All evaluations').getByRole('alert').waitFor()
    await card('All evaluations').getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => card('All evaluations').getByRole('alert').count()).toBe(0)
    await app.page.unrouteAll({ behavior: 'ignoreErrors' })
  })

  test('F174 shows the top 3, 5 or 10 of a live feed', async () => {
    const dashboard = await open([{ title: 'Worst', type: 'live feed', list: 'controls', limit: 3 }])
    await expect.poll(() => card('Worst').getByRole('listitem').count()).toBe(3)
    await choose('Worst', 'Show the top 10')
    await expect.poll(() => card('Worst').getByRole('listitem').count()).toBe(10)
    expect((await read(dashboard.id)).widgets[0]).toMatchObject({ limit: 10 })
  })

  test('F162 F163 exports a widget as a file and keeps it as a template', async () => {
    await open()
    const download = app.page.waitForEvent('download')
    await choose('AWS buckets', 'Export (JSON)')
    const file = await download
    expect(file.suggestedFilename()).toBe('aws-buckets.widget.json')
    const content = JSON.parse(await readFile(await file.path(), 'utf8')) as unknown
    expect(content).toEqual({ format: 'plumbline widget', version: 1, widget: all[1] })
    await choose('AWS buckets', 'Save as template')
    await app.page.getByText('“AWS buckets” is a template now.').waitFor()
    const { items } = await app.worker.api<{ items: readonly WidgetTemplate[] }>('/dashboards/templates')
    expect(items.find(({ builtIn }) => !builtIn)?.widget).toEqual(all[1])
  })

  test('F160 deletes a widget, and takes that back', async () => {
    const dashboard = await open()
    await choose('Regions', 'Delete')
    await expect.poll(() => card('Regions').count()).toBe(0)
    expect((await read(dashboard.id)).widgets).toHaveLength(all.length - 1)
    await app.page.getByRole('button', { name: 'Undo' }).click()
    await card('Regions').waitFor()
    expect((await read(dashboard.id)).widgets).toEqual(dashboard.widgets)
  })

  test('what is not one’s own can be exported, not changed', async () => {
    await app.visit('/dashboards/default')
    await card('Region posture')
      .getByRole('button', { name: /What to do with/ })
      .click()
    const items = await app.page.getByRole('menuitem').allTextContents()
    expect(items).toEqual(['Refresh', 'Save as template', 'Export (JSON)'])
  })
})

describe('the editor', () => {
  test('F164 F170 a new widget begins as a template, is previewed, and is added', async () => {
    const dashboard = await open()
    await app.page.getByRole('button', { name: 'Add widget' }).click()
    await panel().getByRole('region', { name: 'Built in' }).getByRole('button').first().waitFor()
    expect(await panel().getByRole('region', { name: 'Built in' }).getByRole('button').count()).toBe(5)
    await app.shoot('templates')
    expect(await axeFindings(app.page)).toEqual([])
    await panel()
      .getByRole('button', { name: /Region posture/ })
      .click()
    await preview()
      .getByRole('row', { name: /Ireland/ })
      .waitFor()
    await app.shoot('editor')
    expect(await axeFindings(app.page)).toEqual([])
    await panel().getByRole('button', { name: 'Add to dashboard' }).click()
    await card('Region posture')
      .getByRole('row', { name: /Ireland/ })
      .waitFor()
    expect((await read(dashboard.id)).widgets).toHaveLength(all.length + 1)
    expect(await panel().count()).toBe(0)
  })

  test('F165 F166 F167 F168 F169 F170 a widget of one’s own is made by keyboard', async () => {
    const dashboard = await open()
    await app.page.getByRole('button', { name: 'Add widget' }).focus()
    await app.page.keyboard.press('Enter')
    await panel()
      .getByRole('button', { name: /Start from nothing/ })
      .focus()
    await app.page.keyboard.press('Enter')
    await panel().getByLabel('Title').fill('Azure by type')
    await panel().getByRole('radio', { name: 'Count' }).focus()
    await app.page.keyboard.press('ArrowDown')
    await app.page.keyboard.press('ArrowDown')
    expect(await panel().getByRole('radio', { name: 'Column' }).isChecked()).toBe(true)
    await panel().getByLabel('Data source').selectOption({ label: 'Azure resources' })
    const query = panel().getByRole('combobox', { name: 'Search resources' })
    await query.fill('regoin:x')
    await panel().getByLabel('Most groups').focus()
    await panel().getByRole('button', { name: 'Use region' }).waitFor()
    await preview().getByRole('alert').waitFor()
    await app.shoot('editor-refused')
    expect(await axeFindings(app.page)).toEqual([])
    await query.fill('resource.type:"SQL Server"')
    await panel().getByLabel('Group by').selectOption({ label: 'Region' })
    await panel().getByLabel('Most groups').fill('4')
    await panel().getByLabel('Layout').selectOption({ label: 'Full width' })
    const known = await app.worker.api<Totals>(
      `/aggregate?list=resources&cloud=azure&query=${encodeURIComponent('resource.type:"SQL Server"')}`,
    )
    await preview()
      .getByText(new RegExp(`^${known.count} resource`))
      .waitFor()
    await panel().getByRole('button', { name: 'Add to dashboard' }).focus()
    await app.page.keyboard.press('Enter')
    await card('Azure by type').waitFor()
    expect((await read(dashboard.id)).widgets.at(-1)).toMatchObject({
      ...{ title: 'Azure by type', type: 'column', list: 'resources', cloud: 'azure', groupBy: 'region', limit: 4 },
      query: 'resource.type:"SQL Server"',
      place: { x: 0, width: 12 },
    })
  })

  test('F159 a widget is edited in its place', async () => {
    const dashboard = await open()
    await choose('Resources by service', 'Edit')
    await panel().getByLabel('Title').fill('Accounts')
    await panel().getByRole('radio', { name: 'Pie' }).check()
    await panel().getByLabel('Group by').selectOption({ label: 'Account' })
    await preview().getByRole('img').first().waitFor()
    await app.shoot('editor-edit')
    expect(await axeFindings(app.page)).toEqual([])
    await panel().getByRole('button', { name: 'Save' }).click()
    await card('Accounts').getByRole('img').first().waitFor()
    const [before, now] = [dashboard.widgets[4], (await read(dashboard.id)).widgets[4]]
    expect(now).toEqual({ ...before, title: 'Accounts', type: 'pie', groupBy: 'account' })
  })

  test('F162 F164 a template of one’s own is deleted, and that is taken back', async () => {
    await open()
    await app.page.getByRole('button', { name: 'Add widget' }).click()
    const own = panel().getByRole('region', { name: 'Your own' })
    await own.getByRole('button', { name: 'Delete the template “AWS buckets”' }).click()
    await panel().getByText('None yet.').waitFor()
    await app.page.getByRole('button', { name: 'Undo' }).click()
    await own.getByRole('button', { name: /^AWS buckets/ }).waitFor()
  })

  test('somebody else’s change is not overwritten', async () => {
    const dashboard = await open()
    await choose('Regions', 'Edit')
    await app.worker.api(`/dashboards/${dashboard.id}`, { method: 'PATCH', body: { title: `Other ${made}` } })
    await panel().getByRole('button', { name: 'Save' }).click()
    await panel().getByRole('alert').getByText('changed meanwhile').waitFor()
  })
})

function grouped(groupBy: string) {
  return { list: 'resources', groupBy, limit: 10, sort: 'count' } as const
}

function failing(groupBy: string) {
  return { ...grouped(groupBy), list: 'evaluations', query: 'control.result:FAIL' } as const
}
