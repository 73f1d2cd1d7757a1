import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { axeFindings } from './axe.ts'
import { type Browser, launchBrowser } from './browser.ts'
import { fakeEstate, organizationConnectors } from './fake-estate.ts'
import { type FakeWorker, startFakeWorker } from './fake-worker.ts'
import { overlayEstate } from './overlay-estate.ts'
import { startOverlayPages } from './overlay-pages.ts'

const consolePage = 'https://eu-west-1.console.aws.amazon.com'

let browser: Browser
let worker: FakeWorker
let pages: Awaited<ReturnType<typeof startOverlayPages>>
let page: Page

beforeAll(async () => {
  pages = await startOverlayPages()
  worker = await startFakeWorker({ estate: overlayEstate() })
  browser = await launchBrowser({ consolesPort: pages.port, viewport: { width: 400, height: 560 } })
})
afterEach(() => page?.close())
afterAll(async () => {
  await browser?.close()
  await worker?.close()
  pages?.close()
})

const findings = () => axeFindings(page)

const pair = async (estate = overlayEstate()) => {
  worker.replace(estate)
  await browser.ask('pair', { worker: worker.url, token: worker.token })
  await browser.ask('sync', {})
}
const popup = async () => {
  page = await browser.open('popup.html')
}
const click = (name: string | RegExp) => page.getByRole('button', { name }).first().click()
const search = async (text: string) => {
  await page.getByRole('searchbox').fill(text)
  await page.getByRole('heading', { name: /^Search for/ }).waitFor()
}

test('pairing has no accessibility problem, also after a mistake', async () => {
  await popup()
  await page.getByLabel('Pairing link').waitFor()
  expect(await findings()).toEqual([])
  await page.getByLabel('Pairing link').fill('hello')
  await click('Pair')
  await page.getByRole('alert').waitFor()
  expect(await findings()).toEqual([])
  await click(/address and token/)
  await page.getByLabel('Address').fill('http://worker.example:8787')
  await page.getByText('not encrypted').waitFor()
  expect(await findings()).toEqual([])
})

describe('with findings', () => {
  beforeAll(() => pair(fakeEstate(300)))

  test('the overview and the question before unpairing have no accessibility problem', async () => {
    await popup()
    await page.getByText('Failed controls').waitFor()
    expect(await findings()).toEqual([])
    await click('Unpair')
    expect(await findings()).toEqual([])
  })

  test('a list, a search without a match and a resource have no accessibility problem', async () => {
    await popup()
    await click(/^High \d/)
    await page.getByText('invoices-00000').waitFor()
    expect(await findings()).toEqual([])
    await page.getByText('invoices-00000').click()
    await page.getByText('How to fix it').first().waitFor()
    expect(await findings()).toEqual([])
    await search('nothing like this')
    await page.getByText('Nothing found').waitFor()
    expect(await findings()).toEqual([])
  })

  test('Enter opens, arrow keys move, Escape goes back to where one came from', async () => {
    await popup()
    const focused = () =>
      page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
      )
    const eventually = () => expect.poll(focused)
    await page.getByRole('button', { name: /^High \d/ }).waitFor()
    // The link to the app, the sync, the search.
    for (let stop = 0; stop < 4; stop++) await page.keyboard.press('Tab')
    await eventually().toMatch(/High\d/)
    await page.keyboard.press('Enter')
    await eventually().toBe('Back')
    await page.getByText('invoices-00000').waitFor()
    await page.keyboard.press('Tab')
    await eventually().toContain('invoices-00000')
    await page.keyboard.press('End')
    await eventually().toContain('invoices-00299')
    await page.keyboard.press('ArrowUp')
    const row = /invoices-00298/
    await eventually().toMatch(row)
    await page.keyboard.press('Enter')
    await eventually().toBe('Back')
    await page.getByText('How to fix it').first().waitFor()
    await page.keyboard.press('Escape')
    await eventually().toMatch(row)
    await page.keyboard.press('Escape')
    await eventually().toMatch(/High\d/)
  })
})

/** The panel's page in a tab of its own, while the console's tab is the one in front. */
async function sidePanel(address: string): Promise<void> {
  const beside = await browser.context.newPage()
  await beside.goto(address)
  await beside.locator('plumbline-badge').first().waitFor({ state: 'attached' })
  page = await browser.context.newPage()
  await beside.bringToFront()
  await page.goto(`chrome-extension://${browser.extensionId}/sidepanel.html`)
}

describe('the side panel', () => {
  beforeAll(() => pair())

  test('beside a list has no accessibility problem', async () => {
    await sidePanel(`${consolePage}/s3/buckets?region=eu-west-1`)
    await page.getByText('orders').waitFor()
    expect(await findings()).toEqual([])
  })

  test.each(['thumbs', 'orders'])('with the panel of %s has no accessibility problem', async (name) => {
    await sidePanel(`${consolePage}/s3/buckets?region=eu-west-1`)
    await page.getByText(name).click()
    await page.getByText('How to fix it').first().waitFor()
    for (const summary of await page.locator('summary').all()) if (!(await isOpen(summary))) await summary.click()
    expect(await findings()).toEqual([])
  })
})

const isOpen = (summary: ReturnType<Page['locator']>) =>
  summary.evaluate((node) => (node.parentElement as HTMLDetailsElement).open)

test('an organization and its opened accounts have no accessibility problem', async () => {
  await pair({ ...fakeEstate(3), connectors: organizationConnectors(7) })
  await popup()
  await page.getByText('7 accounts').click()
  await page.getByText('team-06').waitFor()
  expect(await findings()).toEqual([])
})

test('without its worker, the popup has no accessibility problem', async () => {
  await pair(fakeEstate(3))
  await worker.close()
  await popup()
  await click('Sync now')
  await page.getByText('Not up to date').waitFor()
  expect(await findings()).toEqual([])
})
