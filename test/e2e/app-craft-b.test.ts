import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Connector } from '../../shared/connector.ts'
import { finishedRun } from '../world.ts'
import { asReader, away, fails, judge, never, picture, tabThrough, visitFresh, withRows } from './app-craft.ts'
import { type AppSession, startAppSession } from './app-session.ts'
import { untilTriedAgain } from './odd-answers.ts'

let app: AppSession
let subnet = ''
let bucket = ''
let connector: Connector

type Items<Row> = { readonly items: readonly Row[] }
const firstId = async (type: string) =>
  (await app.worker.api<Items<{ id: string }>>(`/resources?type=${type}&sort=failing`)).items[0]?.id ?? ''

beforeAll(async () => {
  app = await startAppSession()
  app.page.setDefaultTimeout(10_000)
  subnet = await firstId('aws.ec2.subnet')
  bucket = await firstId('aws.s3.bucket')
  const { items } = await app.worker.api<Items<Connector>>('/connectors?cloud=aws')
  connector = items[0] as Connector
})
afterAll(() => app?.close())
afterEach(async () => {
  await app.page.unrouteAll({ behavior: 'ignoreErrors' })
  await app.page.emulateMedia({ colorScheme: 'light', forcedColors: null, reducedMotion: null })
  await app.page.setViewportSize({ width: 1280, height: 800 })
})

const title = () => app.page.getByRole('heading', { level: 1 }).waitFor()
const rows = () => app.page.locator('[data-row]').first().waitFor()
const rowLink = () => app.page.locator('[data-row] a').first().waitFor()
const button = (name: string | RegExp) => app.page.getByRole('button', { name }).first()

type Screen = {
  readonly name: string
  readonly place: () => string
  /** What the screen has when it is whole. */
  readonly ready: () => Promise<unknown>
  /** The answer of the API that it is about; it comes late, it fails. */
  readonly about?: string | RegExp
}

const detail = (id: () => string, tab: string) => () =>
  `/resources/detail/${encodeURIComponent(id())}${tab === 'summary' ? '' : `?tab=${tab}`}`
const tabs = ['summary', 'controls', 'associations', 'tags', 'configuration', 'history', 'reports'] as const

const screens: readonly Screen[] = [
  { name: 'resources-grouped', place: () => '/resources', ready: rowLink, about: '**/api/resource-types*' },
  { name: 'resources-list', place: () => '/resources/all', ready: rowLink, about: '**/api/resources?*' },
  { name: 'resources-type', place: () => '/resources/type/aws.s3.bucket', ready: rowLink },
  ...tabs.map((tab) => ({
    name: `resource-${tab}`,
    place: detail(() => (tab === 'associations' ? subnet : bucket), tab),
    ready: () => app.page.getByRole('tab', { selected: true }).waitFor(),
    ...(tab === 'summary' ? { about: '**/api/resources/detail?*' } : {}),
  })),
  {
    name: 'resource-panel',
    place: () => `/resources/all?open=${encodeURIComponent(bucket)}`,
    ready: () => app.page.getByRole('complementary').getByRole('tab').first().waitFor(),
  },
  { name: 'monitor', place: () => '/monitor', ready: rowLink, about: /\/api\/(facets|controls\?)/ },
  { name: 'control', place: () => '/monitor/controls/57', ready: rowLink, about: /\/api\/controls\/57/ },
  { name: 'control-steps', place: () => '/monitor/controls/57?tab=steps', ready: title },
  { name: 'control-about', place: () => '/monitor/controls/57?tab=about', ready: title },
  ...['evidence', 'steps', 'history'].map((part) => ({
    name: `evaluation-${part}`,
    place: () => `/monitor/controls/57?open=${encodeURIComponent(bucket)}&detail=${part}`,
    ready: () => app.page.getByRole('complementary').getByRole('tab').first().waitFor(),
    ...(part === 'evidence' ? { about: /\/api\/evaluations\/[^?]/ } : {}),
  })),
  { name: 'connectors', place: () => '/configuration', ready: rows, about: /\/api\/connectors(\?.*)?$/ },
  {
    name: 'connector',
    place: () => `/configuration/connectors/${connector.id}`,
    ready: () => app.page.getByText('Succeeded').first().waitFor(),
    about: /\/api\/connectors\/[^/?]+$/,
  },
  { name: 'connector-edit', place: () => `/configuration/connectors/${connector.id}?show=edit`, ready: title },
  { name: 'connector-delete', place: () => `/configuration/connectors/${connector.id}?show=delete`, ready: title },
  ...(['aws', 'azure', 'gcp'] as const).map((cloud) => ({
    name: `connect-${cloud}`,
    place: () => `/configuration/new/${cloud}`,
    ready: () => app.page.getByRole('form').waitFor(),
  })),
]

const settled = () => app.page.waitForLoadState('networkidle').catch(() => undefined)

describe('every screen', () => {
  test.each(screens)('$name is whole in light, dark, narrow, at 200 % and from right to left', async (screen) => {
    await app.visit(screen.place())
    await screen.ready()
    await settled()
    await judge(app, screen.name)
  })

  test.each(screens.filter(({ about }) => about))('$name says that it is loading', async (screen) => {
    await app.page.route(screen.about ?? '', never)
    await visitFresh(app, screen.place())
    await app.page.locator('main [aria-busy="true"], main [role="status"]').first().waitFor()
    await app.page.waitForTimeout(300)
    await judge(app, `${screen.name}-loading`)
  })

  test.each(screens.filter(({ about }) => about))('$name says what is wrong and tries again', async (screen) => {
    await app.page.route(screen.about ?? '', untilTriedAgain(fails))
    await visitFresh(app, screen.place())
    await app.page.getByRole('alert').first().waitFor()
    await app.page.waitForTimeout(300)
    await judge(app, `${screen.name}-error`)
    await button('Try again').click()
    await screen.ready()
    await app.page.unrouteAll()
  })
})

describe('few and many', () => {
  const lists = [
    ['resources-list', '/resources/all', '**/api/resources?*', { id: 'arn:aws:s3:::many-', name: 'many-' }],
    ['control', '/monitor/controls/57', '**/api/evaluations?*', { resourceId: 'arn:aws:s3:::many-' }],
    ['monitor', '/monitor', '**/api/controls?*', { slug: 'aws/many-' }],
    ['connectors', '/configuration', /\/api\/connectors(\?.*)?$/, { id: 'many-', name: 'many-' }],
  ] as const

  for (const count of [3, 5000]) {
    test.each(lists)(`%s has ${count} rows`, async (name, place, glob, own) => {
      await withRows(app.page, glob, count, (row, index) => ({
        ...row,
        ...Object.fromEntries(Object.entries(own).map(([key, value]) => [key, `${value}${index}`])),
      }))
      await app.visit(place)
      await rows()
      await settled()
      await judge(app, `${name}-${count}`)
      if (count === 5000) expect(await app.page.locator('[data-row]').count()).toBeLessThan(80)
    })
  }

  test.each([
    ['resources-list', '/resources/all?query=name:nothing-is-called-so', 'No resource is as you ask'],
    ['resources-grouped', '/resources?query=name:nothing-is-called-so', 'No resource is as you ask'],
    ['monitor', '/monitor?query=resource.name:nothing-is-called-so', ''],
    ['control', '/monitor/controls/57?query=resource.name:nothing-is-called-so', ''],
    ['connectors', '/configuration?query=name:nothing-is-called-so', ''],
  ])('%s says what to do where nothing is as asked', async (name, place, said) => {
    await app.visit(place)
    await settled()
    if (said) await app.page.getByText(said).first().waitFor()
    await judge(app, `${name}-none`)
  })

  test('where nothing is connected each view leads to the connectors', async () => {
    await app.page.route(/\/api\/connectors(\?.*)?$/, (route) => route.fulfill({ json: { items: [] } }))
    await app.visit('/configuration')
    await app.page.getByRole('heading', { name: 'Connect your first account' }).waitFor()
    await judge(app, 'connectors-first-run')
  })
})

describe('the frame', () => {
  test('says that the worker is away', async () => {
    await app.page.route('**/api/**', away)
    await visitFresh(app, '/monitor')
    await app.page.getByRole('alert').first().waitFor()
    await judge(app, 'frame-away')
  })

  test('says above every view why nothing newer comes', async () => {
    const { token, id } = await app.worker.api<{ token: string; id: string }>('/tokens', {
      method: 'POST',
      body: { name: 'Withdrawn soon', role: 'manager' },
    })
    await app.browser.ask('pair', { worker: app.worker.url, token })
    await app.worker.api(`/tokens/${id}`, { method: 'DELETE' })
    try {
      await app.visit('/configuration/new/aws')
      await title()
      await button('Sync now').click()
      await app.page.locator('header [role="status"]').filter({ hasText: '⚠' }).waitFor()
      await judge(app, 'frame-problem')
    } finally {
      await app.browser.ask('pair', { worker: app.worker.url, token: app.worker.token })
    }
  })

  test('finds by name from anywhere', async () => {
    await app.visit('/monitor')
    await title()
    await app.page.keyboard.press('Control+K')
    const line = app.page.getByRole('combobox', { name: 'Find anything' })
    await line.waitFor()
    await judge(app, 'palette')
    await line.fill('bucket')
    await app.page.getByRole('option').nth(4).waitFor()
    await settled()
    await judge(app, 'palette-results')
    await line.fill('zzz nothing zzz')
    await app.page.getByText('zzz nothing zzz').waitFor()
    await settled()
    await judge(app, 'palette-none')
  })

  test('helps with a search, and says what is wrong in it', async () => {
    await app.visit('/resources/all')
    await rowLink()
    const bar = app.page.getByRole('combobox', { name: /^Search / })
    await bar.fill('reg')
    await app.page.getByRole('listbox').getByRole('option').first().waitFor()
    await judge(app, 'query-completions')
    await bar.fill('region:eu-west-1 and (name:')
    await bar.press('Enter')
    await app.page.locator('search [aria-live] span:not(:empty)').first().waitFor()
    expect(await app.page.getByRole('listbox').count()).toBe(0)
    await judge(app, 'query-error')
  })

  test('keeps searches', async () => {
    await app.visit('/resources/all?query=region:eu-west-1')
    await rowLink()
    await button('Saved searches').click()
    await app.page.getByRole('dialog', { name: 'Saved searches' }).waitFor()
    await judge(app, 'saved-none')
    await button('Save this search').click()
    await app.page.getByLabel('Title').fill('Everything in Ireland')
    await judge(app, 'saved-form')
    await app.page.getByRole('button', { name: 'Save', exact: true }).click()
    await button('Everything in Ireland').waitFor()
    await judge(app, 'saved')
  })

  test('saves a list as a file', async () => {
    let turn = 0
    await app.page.route('**/api/exports/controls?*', (route) => {
      turn += 1
      if (turn === 1) return undefined
      return turn === 2 ? fails(route) : route.fallback()
    })
    await app.visit('/monitor')
    await rowLink()
    await button('Download…').click()
    const dialog = app.page.getByRole('dialog')
    const press = (name: string) => dialog.getByRole('button', { name, exact: true }).click()
    await judge(app, 'download')
    await press('Download')
    await dialog.getByText('The worker is writing the file…').waitFor()
    await judge(app, 'download-running')
    await press('Cancel')
    await press('Download')
    await dialog.getByRole('alert').waitFor()
    await judge(app, 'download-failed')
    await press('Try again')
    await dialog.getByText('in your downloads').waitFor()
    await judge(app, 'download-done')
  })
})

describe('what is done', () => {
  test('one control for several resources', async () => {
    await app.visit('/monitor/controls/57')
    await rowLink()
    await app.page.getByRole('checkbox', { name: 'Select all that are loaded' }).check()
    await judge(app, 'control-bulk')
    await button('Except…').click()
    await app.page.getByRole('dialog').waitFor()
    await settled()
    await judge(app, 'control-except')
  })

  test('several connectors', async () => {
    await app.visit('/configuration')
    await rows()
    await app.page.getByRole('checkbox', { name: 'Choose all connectors on show' }).check()
    await judge(app, 'connectors-bulk')
    await app.page
      .getByRole('region', { name: /What to do/ })
      .getByRole('button', { name: 'Delete…' })
      .click()
    await app.page.getByRole('dialog').waitFor()
    await judge(app, 'connectors-bulk-delete')
  })

  test.each([
    ['inventory', /^Inventory\s+Lists/],
    ['assessment', /^Assessment/],
    ['organization', /^Organization/],
    ['controls', /^Inventory and controls/],
    ['remediation', /^Remediation/],
  ])('a connector of AWS of the type %s', async (name, label) => {
    await app.visit('/configuration/new/aws')
    await app.page.getByRole('radio', { name: label }).check()
    await settled()
    await judge(app, `connect-aws-${name}`)
  })

  test('a wizard whose fields are empty', async () => {
    await app.visit('/configuration/new/azure')
    await app.page.getByRole('form').waitFor()
    await button('Save and run').click()
    await expect.poll(() => app.page.locator('[aria-invalid="true"]').count()).toBeGreaterThan(1)
    await judge(app, 'connect-azure-errors')
  })

  test('a run', async () => {
    app.clouds.aws.faults.push({ operation: 'ec2:DescribeVpcs', kind: 'deny' })
    await app.worker.api(`/connectors/${connector.id}/run`, { method: 'POST' })
    await app.visit(`/configuration/connectors/${connector.id}`)
    const fold = app.page.locator('summary', { hasText: 'By service and region' }).first()
    await fold.click()
    await picture(app.page, 'run-under-way')
    await finishedRun(app.worker, connector.id)
    app.clouds.aws.faults.splice(0)
    await app.visit(`/configuration/connectors/${connector.id}`)
    await fold.click()
    await app.page.getByRole('table').getByText('Partly read').first().waitFor()
    await judge(app, 'run-partly-read')
  })
})

describe('everybody', () => {
  test('who may only read sees no way that is closed, and no refusal', async () => {
    const refused: string[] = []
    const note = (response: { status(): number; url(): string }) => {
      if (response.status() === 403) refused.push(response.url())
    }
    const back = await asReader(app)
    app.page.on('response', note)
    try {
      for (const screen of screens) {
        await app.visit(screen.place())
        await screen.ready()
        await settled()
        await picture(app.page, `${screen.name}-reader`)
      }
    } finally {
      app.page.off('response', note)
      await back()
    }
    expect(refused).toEqual([])
  })

  test.each([
    '/resources',
    '/resources/all',
    '/monitor',
    '/monitor/controls/57',
    '/configuration',
    '/configuration/new/aws',
  ])('%s is gone through by keyboard, and the focus is seen at each stop', async (place) => {
    await app.visit(place)
    await title()
    await settled()
    const stops = await tabThrough(app.page, 60)
    expect(stops.length).toBeGreaterThan(15)
    expect(stops.filter(({ isSeen }) => !isSeen)).toEqual([])
  })

  test('Escape closes what was opened and gives the focus back', async () => {
    const focused = () => app.page.evaluate(() => document.activeElement?.textContent?.trim())
    await app.visit('/monitor')
    await rowLink()
    for (const [name, role] of [
      ['Download…', 'dialog'],
      ['Saved searches', 'dialog'],
    ] as const) {
      await button(name).focus()
      await app.page.keyboard.press('Enter')
      await app.page.getByRole(role).waitFor()
      await app.page.keyboard.press('Escape')
      await app.page.getByRole(role).waitFor({ state: 'detached' })
      expect(await focused()).toBe(name)
    }
    await app.visit('/monitor/controls/57')
    const link = app.page.locator('[data-row] a').first()
    await link.waitFor()
    const name = await link.textContent()
    await link.focus()
    await app.page.keyboard.press('Enter')
    await app.page.getByRole('complementary').getByRole('tab').first().waitFor()
    await app.page.keyboard.press('Escape')
    await app.page.getByRole('complementary').waitFor({ state: 'detached' })
    expect(await focused()).toContain(name)
  })

  test.each(['/resources/all', '/monitor', '/monitor/controls/57', '/configuration', '/configuration/new/aws'])(
    '%s can be read where the system says which colours there are, and where nothing is to move',
    async (place) => {
      await app.page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
      await app.visit(place)
      await title()
      await settled()
      await picture(app.page, `forced${place.replaceAll('/', '-')}`)
      const moving = await app.page.evaluate(
        () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
      )
      expect(moving).toBe(0)
    },
  )
})
