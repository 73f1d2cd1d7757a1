import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { type Browser, launchBrowser } from '../e2e/browser.ts'
import { startWorker, waitFor } from '../world.ts'
import { makeApiDatabase } from './api-database.ts'
import { number, table } from './table.ts'

/** A fifth of ten evaluations each fail: 50,000 findings. */
const resources = 25_000

/** What counts as content: a place of the app, and what stands there as soon as there is something to read. */
const places: readonly (readonly [place: string, content: string])[] = [
  ['dashboards', 'main table td, main dd'],
  ['resources', 'main [role=row] a'],
  ['monitor', 'main [role=row] a'],
  ['reports', 'main [role=row] a, main h2'],
  ['policies', 'main [role=row] a, main li a'],
  ['configuration', 'main [role=row] a'],
]

/** What is done with a list of 50,000 findings or their resources, in the view that shows it. */
const deeds: readonly (readonly [name: string, place: string, press: (page: Page) => Locator])[] = [
  [
    'controls by criticality',
    'monitor',
    (page) => page.getByRole('columnheader', { name: 'Criticality' }).getByRole('button'),
  ],
  ['controls of one criticality', 'monitor', (page) => page.getByRole('button', { name: /^Medium/ }).first()],
  [
    'resources by name',
    'resources/all',
    (page) => page.getByRole('columnheader', { name: 'Name' }).getByRole('button'),
  ],
  [
    'resources of one region',
    'resources/all',
    (page) => page.getByRole('region', { name: 'Region' }).getByRole('button').first(),
  ],
]

/** `npm run bench -- --only app`: the app in Chromium, paired with a worker that has 50,000 findings. */
export async function appTable(runs = 5): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), 'plumbline-app-'))
  await makeApiDatabase(data, resources)
  const worker = await startWorker({ PLUMBLINE_DATA: data })
  const browser = await launchBrowser({ consolesPort: 9 })
  try {
    await browser.ask('pair', { worker: worker.url, token: worker.token })
    await waitFor(async () => (await browser.ask('status', {})).synced, 120)
    const cached: [string, number][] = []
    for (const [place, content] of places) {
      await openOnce(browser, place, content)
    }
    // From here on it takes connections and never answers.
    worker.process.kill('SIGSTOP')
    for (const [place, content] of places)
      cached.push([place, await middle(runs, () => fromCache(browser, place, content))])
    worker.process.kill('SIGCONT')
    const done: [string, number][] = []
    for (const [name, place, press] of deeds)
      done.push([name, await middle(runs, () => timeDeed(browser, place, press))])
    return print(cached, done)
  } finally {
    await browser.close()
    await worker.stop()
    rmSync(data, { recursive: true, force: true })
  }
}

const rows = (figures: readonly (readonly [string, number])[]) => figures.map(([name, ms]) => [name, number(ms)])

const print = (cached: readonly (readonly [string, number])[], done: readonly (readonly [string, number])[]): string =>
  `${table(['First content, the worker silent', 'ms'], rows(cached))}
From the navigation to the frame that shows what was answered before. Aim: 200 ms.

${table(['Filter and sort, 50,000 findings', 'ms'], rows(done))}
From the press to the frame that shows the new rows. Aim: 100 ms. Medians.\n`

const addressOf = ({ extensionId }: Browser, place: string) => `chrome-extension://${extensionId}/app.html#/${place}`

/** Fills the cache: what the view asks for is answered, and kept. */
async function openOnce(browser: Browser, place: string, content: string): Promise<void> {
  const page = await browser.context.newPage()
  await page.goto(addressOf(browser, place))
  await page.locator(content).first().waitFor()
  await page.waitForLoadState('networkidle')
  await page.close()
}

async function fromCache(browser: Browser, place: string, content: string): Promise<number> {
  const page = await browser.context.newPage()
  await page.addInitScript((selector) => {
    const look = () => {
      if (document.querySelector(selector)) Object.assign(window, { shown: performance.now() })
      else requestAnimationFrame(look)
    }
    look()
  }, content)
  await page.goto(addressOf(browser, place), { waitUntil: 'commit' })
  const shown = await waitFor(() => page.evaluate(() => (window as unknown as { shown?: number }).shown))
  await page.close()
  return shown ?? Number.NaN
}

async function timeDeed(browser: Browser, place: string, press: (page: Page) => Locator): Promise<number> {
  const page = await browser.context.newPage()
  await page.goto(addressOf(browser, place))
  await page.locator('main [role=row] a').first().waitFor()
  await page.waitForLoadState('networkidle')
  const target = press(page)
  await target.waitFor()
  await page.evaluate(timeNextPress)
  await target.click()
  const shown = await waitFor(() => page.evaluate(() => (window as unknown as { shown?: number }).shown))
  await page.close()
  return shown ?? Number.NaN
}

/** Runs in the page: tells how long after the next press the rows are other ones, none of them still to come. */
function timeNextPress(): void {
  const read = () => [...document.querySelectorAll('main [role=row][data-index]')]
  const textOf = (shown: readonly Element[]) => shown.map(({ textContent }) => textContent).join('\n')
  const before = textOf(read())
  addEventListener(
    'click',
    () => {
      const begin = performance.now()
      const look = () => {
        const shown = read()
        const isThere = shown.length > 0 && shown.every((row) => !row.hasAttribute('aria-busy'))
        if (isThere && textOf(shown) !== before) Object.assign(window, { shown: performance.now() - begin })
        else requestAnimationFrame(look)
      }
      look()
    },
    { capture: true, once: true },
  )
}

async function middle(runs: number, measure: () => Promise<number>): Promise<number> {
  const values: number[] = []
  // The first one warms up.
  for (let run = 0; run <= runs; run++) values.push(await measure())
  return values.slice(1).sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN
}
