import { readFile } from 'node:fs/promises'
import type { Page, Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readCsv } from '../worker/exports/read-csv.ts'
import { readSheet } from '../worker/exports/read-sheet.ts'
import { type AppSession, startAppSession } from './app-session.ts'
import { axeFindings } from './axe.ts'

let app: AppSession
beforeAll(async () => {
  app = await startAppSession()
  app.page.setDefaultTimeout(10_000)
})
afterAll(() => app?.close())
afterEach(() => app.page.unrouteAll({ behavior: 'ignoreErrors' }))

async function accessible(name: string): Promise<void> {
  await app.shoot(name)
  expect(await axeFindings(app.page)).toEqual([])
}

type List<Row> = { readonly items: readonly Row[]; readonly total: number }
const total = async (path: string) => (await app.worker.api<List<unknown>>(path)).total
const dialog = () => app.page.getByRole('dialog', { name: 'Download this list' })
const press = (name: string) => dialog().getByRole('button', { name, exact: true }).click()

type Wishes = {
  readonly Format?: string
  readonly Records?: string
  readonly Columns?: string
  readonly 'Time zone'?: string
}

/** Saves the list on show as a person does. */
async function save(wishes: Wishes = {}) {
  await app.page.getByRole('button', { name: 'Download…' }).click()
  for (const [label, wish] of Object.entries(wishes)) await dialog().getByLabel(label).selectOption(wish)
  const [file] = await Promise.all([app.page.waitForEvent('download'), press('Download')])
  await dialog().getByText('in your downloads').waitFor()
  const said = (await dialog().getByRole('status').textContent()) ?? ''
  await app.page.keyboard.press('Escape')
  await dialog().waitFor({ state: 'detached' })
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()), said }
}

/** The records of a CSV by the titles of its columns. */
function records(bytes: Buffer) {
  const [titles = [], ...rows] = readCsv(bytes.toString('utf8').replace(/^\uFEFF/, ''))
  return rows.map((row) => Object.fromEntries(titles.map((title, at) => [title, row[at] ?? ''])))
}

const shown = (grid: string) => app.page.getByRole('grid', { name: grid }).locator('[data-row] a').first()

describe('downloads', () => {
  test('F319 F322 resources by type are saved as CSV, with what Excel needs to read UTF-8', async () => {
    await app.visit('/resources?cloud=aws')
    await shown('Resource types').waitFor()
    const { name, bytes } = await save()
    expect(name).toMatch(/^plumbline-resource-types-\d{4}-\d\d-\d\d\.csv$/)
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const rows = records(bytes)
    const buckets = rows.find((row) => row['Resource type'] === 'aws.s3.bucket')
    expect(buckets?.['Total resources']).toBe(String(await total('/resources?type=aws.s3.bucket')))
    expect(new Set(rows.map(({ Cloud }) => Cloud))).toEqual(new Set(['aws']))
  })

  test('F319 F321 resources one by one are saved as an Excel workbook, dates as the clock of the time zone', async () => {
    await app.visit('/resources/type/aws.s3.bucket')
    await shown('S3 bucket: resources').waitFor()
    const { name, bytes } = await save({ Format: 'xlsx', 'Time zone': 'Asia/Tokyo' })
    expect(name).toMatch(/\.xlsx$/)
    const { rows } = readSheet(bytes)
    // A cell without a value is none.
    const first = rows[1]?.map(({ value }) => value) ?? []
    expect(rows.length - 1).toBe(await total('/resources?type=aws.s3.bucket'))
    const { items } = await app.worker.api<List<{ id: string; lastFound: string }>>('/resources?type=aws.s3.bucket')
    const known = items.find(({ id }) => first.includes(id))
    const days = (Date.parse(known?.lastFound ?? '') + 9 * 3_600_000) / 86_400_000 + 25_569
    expect(first.filter((value) => Math.abs(Number(value) - days) < 0.0005)).not.toEqual([])
  })

  test('F319 the columns that the list shows can be saved alone', async () => {
    await app.visit('/resources/type/aws.s3.bucket?columns=region,config.versioning')
    await shown('S3 bucket: resources').waitFor()
    const { bytes } = await save({ Columns: 'shown' })
    expect(Object.keys(records(bytes)[0] ?? {})).toEqual(['Name', 'Region', 'Versioning'])
  })

  test('F319 controls are saved as they are narrowed', async () => {
    await app.visit('/monitor?service=S3')
    await shown('Controls').waitFor()
    const rows = records((await save()).bytes)
    expect(rows).toHaveLength(await total('/controls?service=S3&evaluations=control.result:*'))
    expect(new Set(rows.map(({ Service }) => Service))).toEqual(new Set(['S3']))
  })

  test('F319 the evaluations of a control are saved as JSON lines', async () => {
    await app.visit('/monitor/controls/57?result=PASS')
    await shown('Resources evaluated').waitFor()
    const { name, bytes } = await save({ Format: 'jsonl', 'Time zone': 'UTC' })
    expect(name).toMatch(/^plumbline-evaluations-.*\.jsonl$/)
    const lines = bytes.toString('utf8').trim().split('\n')
    const told = lines.map((line) => JSON.parse(line) as { readonly cid: number; readonly outcome: string })
    expect(told).toHaveLength(await total('/evaluations?cid=57&result=PASS'))
    expect(new Set(told.map(({ cid, outcome }) => `${cid} ${outcome}`))).toEqual(new Set(['57 PASS']))
  })

  test('F319 connectors are saved without secrets, as they are searched', async () => {
    await app.visit('/configuration?query=cloud:gcp')
    await shown('Connectors').waitFor()
    const { bytes } = await save()
    expect(records(bytes).map(({ Cloud }) => Cloud)).toEqual(['gcp'])
    expect(bytes.toString('utf8')).not.toContain('PRIVATE KEY')
  })

  test('F320 the first 5,000 records are saved unless all are asked for, and what is cut is told', async () => {
    const limits: (string | null)[] = []
    await app.page.route('**/api/exports/controls?*', async (route) => {
      limits.push(new URL(route.request().url()).searchParams.get('limit'))
      const response = await route.fetch()
      const isCut = limits.at(-1) === '5000'
      await route.fulfill({
        response,
        headers: { ...response.headers(), ...(isCut ? { 'x-plumbline-cut': '5000' } : {}) },
      })
    })
    await app.visit('/monitor')
    await shown('Controls').waitFor()
    expect((await save()).said).toContain('the first 5,000 records; there are more')
    expect((await save({ Records: 'all' })).said).not.toContain('more')
    expect(limits).toEqual(['5000', 'all'])
  })

  test('F319 a download says that it is under way, can be cancelled, and a failure is told with a way on', async () => {
    let turn = 0
    await app.page.route('**/api/exports/controls?*', (route) => {
      turn += 1
      // The first one never comes.
      if (turn === 2) return fail(route)
      return turn === 3 ? route.fallback() : undefined
    })
    await app.visit('/monitor')
    await shown('Controls').waitFor()
    await app.page.getByRole('button', { name: 'Download…' }).click()
    await accessible('download')
    await press('Download')
    await dialog().getByText('The worker is writing the file…').waitFor()
    await accessible('download-running')
    await press('Cancel')
    expect(await dialog().getByRole('status').textContent()).toBe('')
    await press('Download')
    await dialog().getByRole('alert').getByText('The disk of the worker is full.').waitFor()
    await accessible('download-failed')
    const [file] = await Promise.all([app.page.waitForEvent('download'), press('Try again')])
    expect(file.suggestedFilename()).toContain('plumbline-controls-')
    await dialog().getByText('in your downloads').waitFor()
    await accessible('download-saved')
  })
})

const saved = () => app.page.getByRole('dialog', { name: 'Saved searches' })
const openSaved = () => app.page.getByRole('button', { name: 'Saved searches' }).click()
const param = (name: string) => new URLSearchParams(app.page.url().split('?')[1]).get(name)

describe('saved searches', () => {
  const lists = [
    ['resources', '/resources/all', 'region:eu-west-1', 'In Ireland'],
    ['evaluations', '/monitor', 'control.result:FAIL and control.criticality:HIGH', 'The worst'],
    ['controls', '/policies?tab=controls', 'service.type:S3', 'About buckets'],
    ['connectors', '/configuration', 'connector.state:Online', 'All well'],
  ] as const

  test.each(lists)(
    'F315 F316 a search of %s is saved under a title and loaded again',
    async (list, view, query, title) => {
      await app.visit(view)
      const bar = app.page.getByRole('combobox', { name: /^Search / })
      await bar.fill(query)
      await bar.press('Enter')
      await expect.poll(() => param('query')).toBe(query)
      await openSaved()
      await saved().getByRole('button', { name: 'Save this search' }).click()
      await saved().getByLabel('Title').fill(title)
      if (list === 'resources') await accessible('saved-form')
      await saved().getByRole('button', { name: 'Save', exact: true }).click()
      await saved().getByRole('button', { name: title }).first().waitFor()
      await accessible(`saved-${list}`)

      await app.visit(view)
      await openSaved()
      await saved().getByRole('button', { name: title }).first().click()
      await expect.poll(() => param('query')).toBe(query)
      expect(await bar.inputValue()).toBe(query)
    },
  )

  test.each(lists)(
    'F316 a saved search of %s opens from anywhere in the view of its list',
    async (_, view, query, title) => {
      await app.visit(view.startsWith('/monitor') ? '/configuration' : '/monitor')
      await app.page.getByRole('heading', { level: 1 }).waitFor()
      await app.page.keyboard.press('Control+K')
      await app.page.getByRole('combobox', { name: 'Find anything' }).fill(title)
      const option = app.page.getByRole('option', { name: title })
      await option.waitFor()
      await accessible('palette')
      await option.click()
      await expect.poll(() => param('query')).toBe(query)
      expect(app.page.url()).toContain(`#/${view.split(/[/?]/)[1]}`)
      await expect.poll(() => app.page.getByRole('combobox', { name: /^Search / }).inputValue()).toBe(query)
    },
  )

  test('F318 F317 what is shared is seen by another token, who cannot change it; what is deleted is gone for both', async () => {
    await app.visit('/configuration')
    await openSaved()
    await saved().getByRole('button', { name: 'What to do with “All well”' }).click()
    await accessible('saved-actions')
    await saved().getByRole('button', { name: 'Share', exact: true }).click()
    await saved().getByText('shared', { exact: true }).waitFor()

    const other = await asAnother()
    await other.goto(`${app.page.url().replace(/#.*$/, '')}#/configuration`)
    const panel = other.getByRole('dialog', { name: 'Saved searches' })
    await other.getByRole('button', { name: 'Saved searches' }).click()
    await panel.getByRole('region', { name: 'Shared by others' }).getByRole('button', { name: 'All well' }).waitFor()
    expect(await panel.getByRole('button', { name: /^What to do/ }).count()).toBe(0)
    expect(await panel.getByText('In Ireland').count()).toBe(0)
    await other.close()
    await app.browser.ask('pair', { worker: app.worker.url, token: app.worker.token })

    await app.visit('/configuration')
    await openSaved()
    await saved().getByRole('button', { name: 'What to do with “All well”' }).click()
    await saved().getByRole('button', { name: 'Delete' }).click()
    await saved().getByText('it will be gone for everybody').waitFor()
    await accessible('saved-delete')
    await saved().getByRole('button', { name: 'Delete' }).click()
    await saved().getByText('No saved search yet.').waitFor()
    expect(await total('/searches?list=connectors')).toBe(0)
  })
})

/** The browser of somebody who may only read. */
async function asAnother(): Promise<Page> {
  const { token } = await app.worker.api<{ token: string }>('/tokens', {
    method: 'POST',
    body: { name: 'Somebody else', role: 'reader' },
  })
  await app.browser.ask('pair', { worker: app.worker.url, token })
  return app.browser.open('app.html')
}

const fail = (route: Route) =>
  route.fulfill({
    status: 500,
    contentType: 'application/problem+json',
    body: JSON.stringify({ status: 500, detail: 'The disk of the worker is full.' }),
  })
