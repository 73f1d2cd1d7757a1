import { afterEach, expect, test, vi } from 'vitest'
import { WidgetEditor } from '../../../../extension/app/dashboards/editor/widget-editor.tsx'
import { builtInDashboard, builtInTemplates } from '../../../../shared/built-in-dashboard.ts'
import type { Dashboard } from '../../../../shared/dashboard.ts'
import { type Answer, type Asked, button, clear, click, draw, fakeWorker, settle, type } from '../find/setting.tsx'

afterEach(async () => {
  await clear()
  vi.unstubAllGlobals()
})

const dashboard: Dashboard = { ...builtInDashboard, id: 'd', mine: true, builtIn: false, version: 4, isDefault: false }
const figures = { isPartial: false, count: 7, failing: 2, asked: new Date().toISOString(), scanned: { never: 0 } }
const own = { id: 'o', title: 'Mine', builtIn: false, widget: { title: 'Mine', type: 'count', list: 'resources' } }
const done = vi.fn()

const answers: Readonly<Record<string, Answer>> = {
  'GET dashboards/templates': () => ({ items: [...builtInTemplates, own] }),
  'GET connectors': () => ({ items: [], total: 0 }),
  'GET resource-types': () => ({ items: [] }),
  'GET query/suggest': () => ({ start: 0, end: 0, items: [] }),
  'POST dashboards/preview': () => figures,
  'PATCH dashboards/:id': ({ body }) => ({ ...dashboard, ...(body as object), version: 5 }),
}

async function open(more: Readonly<Record<string, Answer>> = {}, widget = dashboard.widgets[9]) {
  const asked = fakeWorker({ ...answers, ...more })
  await draw(<WidgetEditor {...{ dashboard, widget }} onDone={done} onClose={() => {}} />)
  await settle(50)
  return asked
}

const field = (label: string) => {
  const found = [...document.querySelectorAll('label')].find((one) => one.textContent === label)
  return document.getElementById(found?.htmlFor ?? '') as HTMLInputElement & HTMLSelectElement
}
const choose = async (label: string, value: string) => {
  field(label).value = value
  field(label).dispatchEvent(new Event('change', { bubbles: true }))
  await settle()
}
const named = (text: string) =>
  [...document.querySelectorAll('button')].find((one) => one.querySelector('b')?.textContent === text)
const sent = (asked: readonly Asked[], method: string, path: string) =>
  asked.filter((one) => one.method === method && one.path === path)

test('F164: a new widget begins as a template, built in or of one’s own, or as nothing', async () => {
  const asked = await open()
  expect(
    [...document.querySelectorAll('section')].map((one) => one.ariaLabel ?? one.getAttribute('aria-label')),
  ).toEqual([...['Built in', 'Your own']])
  await click(named('Region posture'))
  expect(field('Title').value).toBe('Region posture')
  expect(field('Group by').value).toBe('region')
  await settle(500)
  expect(sent(asked, 'POST', 'dashboards/preview').at(-1)?.body).toMatchObject({ type: 'table', groupBy: 'region' })
  expect(document.querySelector('[aria-label=Preview]')?.textContent).toContain('7 resources, 2 failing')
})

test('F165 F166 F167 F169: the form makes a widget, which goes onto the dashboard that it was made for', async () => {
  const asked = await open()
  await click(named('Start from nothing'))
  await click(button('Add to dashboard'))
  expect(sent(asked, 'PATCH', 'dashboards/d')).toEqual([])
  expect(document.body.textContent).toContain('Give it a title.')
  await type(field('Title'), 'Azure by group')
  await click(document.querySelectorAll('input[type=radio]')[2])
  await choose('Data source', 'resources azure')
  await choose('Group by', 'tag')
  await type(field('Key of the tag'), 'team')
  await choose('Layout', 'full')
  await click(button('Add to dashboard'))
  const [{ body } = {}] = sent(asked, 'PATCH', 'dashboards/d')
  expect(body).toMatchObject({ basedOn: 4 })
  expect((body as Dashboard).widgets.at(-1)).toMatchObject({
    ...{ title: 'Azure by group', type: 'column', list: 'resources', cloud: 'azure', groupBy: 'tag.team', limit: 10 },
    place: { x: 0, width: 12 },
  })
  expect(done).toHaveBeenCalledWith(expect.objectContaining({ version: 5 }))
})

test('F168: what the worker refuses is said beside the preview', async () => {
  await open({ 'POST dashboards/preview': () => new Error('query: there is no token “regoin”.') })
  await click(named('Start from nothing'))
  await settle(500)
  expect(document.querySelector('[aria-label=Preview] [role=alert]')?.textContent).toContain('no token “regoin”')
})

test('F159: a widget is edited in its place, and another’s change is not overwritten', async () => {
  const [first] = dashboard.widgets
  const asked = await open({ 'PATCH dashboards/:id': () => new Error('It was changed meanwhile.') }, first)
  await type(field('Title'), 'Inventory')
  await click(button('Save'))
  const [{ body } = {}] = sent(asked, 'PATCH', 'dashboards/d')
  expect((body as Dashboard).widgets[0]).toEqual({ ...first, title: 'Inventory' })
  expect(document.querySelector('form')?.textContent).toContain('It was changed meanwhile.')
})

test('F162: a template of one’s own can be deleted, a built-in one cannot', async () => {
  const asked = await open({ 'DELETE dashboards/templates/:id': () => ({}) })
  expect([...document.querySelectorAll('[aria-label^="Delete the template"]')]).toHaveLength(1)
  await click(button('Delete the template “Mine”'))
  expect(sent(asked, 'DELETE', 'dashboards/templates/o')).toHaveLength(1)
})
