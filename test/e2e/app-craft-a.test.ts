import type { Page, Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { asReader, cutOff, forcedPicture, judge, picture, tabThrough, visitFresh, withRows } from './app-craft.ts'
import { type AppSession, startAppSession } from './app-session.ts'
import { problem, untilTriedAgain } from './odd-answers.ts'

let app: AppSession
beforeAll(async () => {
  app = await startAppSession()
  app.page.setDefaultTimeout(10_000)
})
afterAll(() => app?.close())
afterEach(async () => {
  await app.page.unrouteAll({ behavior: 'ignoreErrors' })
  await app.page.emulateMedia({ colorScheme: 'light', media: 'screen', forcedColors: 'none' })
  await app.page.setViewportSize({ width: 1280, height: 800 })
})

type Board = { readonly id: string; readonly version: number }

const page = () => app.page
const button = (name: string | RegExp) => page().getByRole('button', { name, exact: true })
const link = (name: string | RegExp) => page().getByRole('link', { name, exact: true })
const heading = (name?: string | RegExp) => page().getByRole('heading', { level: 1, ...(name && { name }) })
const grid = () => page().getByRole('grid')
const send = <T>(path: string, body: unknown, method = 'POST') => app.worker.api<T>(path, { method, body })
const settled = () => page().waitForLoadState('networkidle')

/** A report on a mandate that has run, made when it is asked for first. */
let made: Promise<{ readonly id: number }> | undefined
const report = () => {
  made ??= (async () => {
    const one = await send<{ id: number }>('/reports', { title: 'PCI DSS, AWS', cloud: 'aws', mandate: 'pci-dss-4-0' })
    for (const _ of [1, 2]) {
      await send(`/reports/${one.id}/run`, {})
      await expect
        .poll(async () => (await app.worker.api<{ running?: number }>(`/reports/${one.id}`)).running, {
          timeout: 30_000,
        })
        .toBe(undefined)
    }
    return one
  })()
  return made
}

const longTitle = `Ensure ${'that nothing whatsoever of what is kept here can be read by anybody from outside, '.repeat(3)}`

/** A row like another one, under keys of its own, its title too long for its place now and then. */
const vary = (keys: readonly string[]) => (row: Readonly<Record<string, unknown>>, index: number) => ({
  ...row,
  ...Object.fromEntries(
    keys.map((key) => [key, typeof row[key] === 'number' ? 700_000 + index : `${row[key]}-${index}`]),
  ),
  ...(index % 3 === 1 && { title: `${longTitle}${index}` }),
})

/** The worker answers with something else than what it knows. */
const answer = <T>(page: Page, path: string, change: (body: T) => unknown) =>
  page.route(path, async (route) => {
    if (route.request().method() !== 'GET') return route.fallback()
    const response = await route.fetch()
    return route.fulfill({ response, json: change((await response.json()) as T) })
  })

const failing = (route: Route) =>
  problem(route, 503, 'The database does not answer.', 'Look at the disk of the worker.')

/** The answers for a path are kept back until the function is called. */
async function hold(page: Page, path: string): Promise<() => void> {
  let release = () => {}
  const held = new Promise<void>((done) => {
    release = done
  })
  await page.route(path, async (route) => {
    await held
    await route.continue().catch(() => {})
  })
  return release
}

/** What all people see: as it is, narrow, enlarged, turned, in their own colours; nothing cut off or covered. */
async function looksWell(app: AppSession, name: string): Promise<void> {
  await judge(app, name)
  const { page } = app
  const sizes = [
    ['wide', 1280, 800],
    ['enlarged', 640, 400],
    ['narrow', 400, 800],
  ] as const
  const found: string[] = []
  for (const dir of ['rtl', 'ltr']) {
    for (const [how, width, height] of sizes) {
      await page.setViewportSize({ width, height })
      await page.evaluate((to) => document.documentElement.setAttribute('dir', to), dir)
      found.push(...(await cutOff(page)).map((one) => `${how} ${dir}: ${one}`))
      if (dir === 'rtl' && how === 'narrow') await picture(page, `${name}-rtl-narrow`)
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  await forcedPicture(page, name)
  expect(found, name).toEqual([])
}

const lists = [
  { name: 'policies', place: '/policies', path: '**/api/policies?*', keys: ['slug'], none: 'There is no policy here' },
  {
    name: 'mandates',
    place: '/policies?tab=mandates',
    path: '**/api/mandates?*',
    keys: ['slug'],
    none: 'There is no mandate here',
  },
  {
    name: 'controls',
    place: '/policies?tab=controls',
    path: '**/api/controls?*',
    keys: ['cid'],
    none: 'No control matches',
  },
  { name: 'reports', place: '/reports', path: '**/api/reports?*', keys: ['id'], none: 'There is no report yet' },
] as const

describe.each(lists)('the list of $name', ({ name, place, path, keys, none }) => {
  test('shows what there is', async () => {
    await report()
    await app.visit(place)
    await grid().getByRole('row').nth(1).waitFor()
    await settled()
    await looksWell(app, `${name}-full`)
  })

  test('holds its place while it is read', async () => {
    const release = await hold(page(), path)
    await visitFresh(app, place)
    await heading().waitFor()
    await looksWell(app, `${name}-loading`)
    release()
  })

  test('says what failed and how to go on', async () => {
    await page().route(path, untilTriedAgain(failing))
    await visitFresh(app, place)
    await page().getByText('The database does not answer.').waitFor()
    await looksWell(app, `${name}-error`)
    await button('Try again').click()
    await grid().getByRole('row').nth(1).waitFor()
    await page().unrouteAll({ behavior: 'ignoreErrors' })
  })

  test('says what to do where it is empty', async () => {
    await withRows(page(), path, 0, vary(keys))
    await visitFresh(app, place)
    await page().getByText(none).waitFor()
    await looksWell(app, `${name}-empty`)
  })

  test.each([3, 5000])('shows %i rows with titles that do not fit', async (many) => {
    await withRows(page(), path, many, vary(keys))
    await visitFresh(app, place)
    await grid().getByText(longTitle.slice(0, 40)).first().waitFor()
    await looksWell(app, `${name}-${many}`)
  })
})

const pages = [
  {
    name: 'policy',
    place: '/policies/policy/aws%2Fbest-practices',
    path: '**/api/policies/detail*',
    ready: 'AWS Best Practices Policy',
  },
  { name: 'mandate', place: '/policies/mandate/pci-dss-4-0', path: '**/api/mandates/detail*', ready: /PCI|Payment/ },
  { name: 'control', place: '/policies/control/48', path: '**/api/controls/48*', ready: /versioning is enabled/ },
  { name: 'new-control', place: '/policies/new-control', path: '**/api/own-controls/check*', ready: /control/i },
  { name: 'new-policy', place: '/policies/new-policy', path: '**/api/controls?*', ready: /policy/i },
  { name: 'new-report', place: '/reports/new', path: '**/api/mandates?*', ready: 'New report' },
  {
    name: 'dashboard',
    place: '/dashboards/default',
    path: '**/api/dashboards/default/data*',
    ready: 'Security posture',
  },
] as const

describe.each(pages)('the page $name', ({ name, place, path, ready }) => {
  test('shows what there is', async () => {
    await app.visit(place)
    await heading(ready).waitFor()
    await settled()
    await looksWell(app, `${name}-full`)
  })

  test('holds its place while it is read', async () => {
    const release = await hold(page(), path)
    await visitFresh(app, place)
    await page().getByRole('main').locator('h1, [role=status]').first().waitFor()
    await looksWell(app, `${name}-loading`)
    release()
  })

  test('says what failed and how to go on', async () => {
    await page().route(path, failing)
    await visitFresh(app, place)
    await page().getByText('The database does not answer.').first().waitFor()
    await looksWell(app, `${name}-error`)
  })
})

describe('what is opened from there', () => {
  test('a mandate with a requirement open, and one with many of them', async () => {
    await app.visit('/policies/mandate/pci-dss-4-0')
    await page().locator('main [aria-expanded]').first().click()
    await link(/^Resources evaluated by/)
      .first()
      .waitFor()
    await looksWell(app, 'mandate-open')
    await answer<{ requirements: readonly object[] }>(page(), '**/api/mandates/detail*', (body) => ({
      ...body,
      title: longTitle,
      requirements: Array.from({ length: 150 }, (_, at) => ({
        ...body.requirements[at % body.requirements.length],
        requirement: `${at}.1`,
        title: at % 2 ? longTitle : `Requirement ${at}`,
      })),
    }))
    await visitFresh(app, '/policies/mandate/pci-dss-4-0')
    await heading(/Ensure that nothing/).waitFor()
    await looksWell(app, 'mandate-many')
  })

  test('each tab of a control', async () => {
    await app.visit('/policies/control/4')
    const tabs = page().getByRole('main').getByRole('tab')
    await tabs.first().waitFor()
    for (const at of (await tabs.all()).keys()) {
      await tabs.nth(at).click()
      await settled()
      await looksWell(app, `control-tab-${at}`)
    }
  })

  test('the dialogs of policies', async () => {
    await app.visit('/policies/control/4')
    await button('Copy…').click()
    await page().getByRole('dialog').getByLabel('Title').waitFor()
    await looksWell(app, 'control-copy')
    await page().keyboard.press('Escape')
    await app.visit('/policies')
    await button('More').click()
    await looksWell(app, 'policies-more')
    // A menu goes when the window changes.
    await app.visit('/policies')
    await button('More').click()
    await page().getByRole('menuitem', { name: 'Import' }).click()
    await page().getByRole('dialog').waitFor()
    await looksWell(app, 'policies-import')
  })

  test('a control that is tried, and one with a mistake', async () => {
    await app.visit('/policies/new-control')
    await page().getByText('No problems').waitFor()
    await button('Try it').click()
    await page()
      .getByText(/resources judged/)
      .waitFor()
    await looksWell(app, 'trial')
    const area = page().getByLabel('The control in YAML')
    await area.fill((await area.inputValue()).replace('resource.', 'resorce.'))
    await page()
      .getByText(/^\d problem/)
      .first()
      .waitFor()
    await looksWell(app, 'editor-problem')
  })

  test('a report: its requirements, a control of it, its changes', async () => {
    const { id } = await report()
    await app.visit(`/reports/${id}`)
    await button('Download PDF').waitFor()
    await page().locator('main [aria-expanded]').first().waitFor()
    await looksWell(app, 'report-full')
    await app.visit(`/reports/${id}?tab=changes`)
    await page().getByRole('tab', { name: 'What changed', selected: true }).waitFor()
    await settled()
    await looksWell(app, 'report-changes')
    await app.visit(`/reports/${id}?control=48`)
    await page().getByRole('complementary').waitFor()
    await settled()
    await looksWell(app, 'report-control')
    await app.visit(`/reports/${id}/edit`)
    await page().getByLabel('Name').waitFor()
    await looksWell(app, 'report-edit')
  })

  test('a report that is read, that fails, that there is not', async () => {
    const { id } = await report()
    const release = await hold(page(), `**/api/reports/${id}*`)
    await visitFresh(app, `/reports/${id}`)
    await page().getByRole('main').getByRole('status').first().waitFor()
    await looksWell(app, 'report-loading')
    release()
    await page().unrouteAll({ behavior: 'ignoreErrors' })
    await page().route(`**/api/reports/${id}*`, failing)
    await visitFresh(app, `/reports/${id}`)
    await page().getByText('The database does not answer.').first().waitFor()
    await looksWell(app, 'report-error')
    await app.visit('/reports/987654')
    await page()
      .getByText(/no such report/i)
      .waitFor()
    await looksWell(app, 'report-none')
  })

  test('a dashboard of one’s own: its widgets, its layout, a widget that is made, none at all', async () => {
    const { id } = await send<Board>('/dashboards/default/duplicate', { title: 'My mornings' })
    await app.visit(`/dashboards/${id}?layout=edit`)
    await page().getByRole('region', { name: 'Layout' }).waitFor()
    await settled()
    await looksWell(app, 'dashboard-layout')
    await app.visit(`/dashboards/${id}?widget=new`)
    const panel = page().getByRole('complementary')
    await panel.getByRole('region', { name: 'Built in' }).getByRole('button').first().waitFor()
    await looksWell(app, 'widget-templates')
    await panel.getByRole('button', { name: /Region posture/ }).click()
    await settled()
    await looksWell(app, 'widget-editor')
    await answer<object>(page(), `**/api/dashboards/${id}`, (body) => ({ ...body, widgets: [] }))
    await visitFresh(app, `/dashboards/${id}`)
    await page().getByText('This dashboard has no widgets yet').waitFor()
    await looksWell(app, 'dashboard-empty')
  })
})

test('a layout that is left unsaved is told of, and waits for who comes back', async () => {
  const { id } = await send<Board>('/dashboards/default/duplicate', { title: 'My evenings' })
  await app.visit(`/dashboards/${id}?layout=edit`)
  const save = page().getByRole('button', { name: 'Save layout' })
  await page().getByRole('button', { name: 'Move Resource inventory' }).press('ArrowDown')
  await page().getByRole('button', { name: 'Change the size of Resource inventory' }).press('ArrowLeft')
  await expect.poll(() => save.isEnabled()).toBe(true)
  await page().getByRole('navigation').getByRole('link', { name: 'Policies' }).first().click()
  await page().getByText('The layout of “My evenings” is not saved.').waitFor()
  await button('Go on with it').click()
  await expect.poll(() => save.isEnabled()).toBe(true)
  await page().getByRole('region', { name: 'Layout' }).getByRole('button', { name: 'Cancel' }).click()
})

describe('with the keyboard alone', () => {
  test.each([
    ['policies', '/policies'],
    ['a policy', '/policies/policy/aws%2Fbest-practices'],
    ['a mandate', '/policies/mandate/pci-dss-4-0'],
    ['a control', '/policies/control/48'],
    ['reports', '/reports'],
    ['a new report', '/reports/new'],
    ['a dashboard', '/dashboards/default'],
  ])('each stop of %s is named, seen, and in the order of the page', async (_, place) => {
    await app.visit(place)
    await heading().waitFor()
    await settled()
    const stops = await tabThrough(page(), 60)
    expect(stops.length).toBeGreaterThan(8)
    expect(stops.filter(({ isSeen }) => !isSeen).map(({ name }) => name)).toEqual([])
  })

  test('a dialog is opened, left with Escape, and gives the focus back', async () => {
    await app.visit('/policies/control/4')
    await button('Copy…').focus()
    await page().keyboard.press('Enter')
    await page().getByRole('dialog').waitFor()
    await page().keyboard.press('Escape')
    await page().getByRole('dialog').waitFor({ state: 'detached' })
    expect(await page().evaluate(() => document.activeElement?.textContent)).toBe('Copy…')
    await app.visit('/dashboards/default')
    await button('Actions of the dashboard').focus()
    await page().keyboard.press('Enter')
    await page().getByRole('menu').waitFor()
    await page().keyboard.press('Escape')
    await page().getByRole('menu').waitFor({ state: 'detached' })
    expect(await page().evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Actions of the dashboard',
    )
  })
})

test('who may only read finds nothing that is refused', async () => {
  const { id } = await report()
  const back = await asReader(app)
  const refused: string[] = []
  const note = (one: { status: () => number; url: () => string }) => {
    if (one.status() === 403) refused.push(one.url())
  }
  page().on('response', note)
  const places = {
    dashboard: '/dashboards/default',
    policies: '/policies',
    policy: '/policies/policy/aws%2Fbest-practices',
    mandate: '/policies/mandate/pci-dss-4-0',
    control: '/policies/control/48',
    'new-control': '/policies/new-control',
    'new-policy': '/policies/new-policy',
    reports: '/reports',
    report: `/reports/${id}`,
    'new-report': '/reports/new',
  }
  for (const [name, place] of Object.entries(places)) {
    await app.visit(place)
    await page().getByRole('main').getByRole('heading').first().waitFor()
    await settled()
    await app.shoot(`reader-${name}`)
  }
  page().off('response', note)
  await back()
  expect(refused).toEqual([])
})
