import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { startConsoles } from '../consoles/server.ts'
import { type Browser, launchBrowser } from '../e2e/browser.ts'
import { startFakeWorker } from '../e2e/fake-worker.ts'
import { waitFor } from '../world.ts'
import { benchConsoles, benchEstate, benchPages } from './findings.ts'
import { type OwnTasks, ownTasks } from './own-tasks.ts'
import { type PageRecord, recordPage } from './page-record.ts'

/** Milliseconds; `table` and `longestTable` are the page's own, `badges` and `longest` from then on. */
export type PageTimes = {
  readonly console: string
  /** From DOM ready to the last row of the page, and to the last badge. */
  readonly table: number
  readonly badges: number
  /** The longest task after the last row; 0 where none took more than 50. The page's own work is among them. */
  readonly longest: number
  /** The same without a single finding: what the page does by itself. */
  readonly longestAlone: number
  /** Of the tasks in which the extension had a part. */
  readonly own: OwnTasks
}

export type BrowserFigures = {
  readonly findings: number
  readonly firstSync: number
  readonly pages: readonly PageTimes[]
  /** From the navigation to the frame that shows the tiles: service worker awake, and ended before. */
  readonly popup: { readonly warm: number; readonly cold: number }
}

const rows = 2000

/** The extension alone: replica consoles with 2,000 rows, and a worker that has 50,000 findings to tell. */
export async function measureBrowser(runs = 5): Promise<BrowserFigures> {
  const estate = benchEstate()
  const consoles = await startConsoles(() => benchConsoles)
  const worker = await startFakeWorker({ estate })
  const browser = await launchBrowser({ consolesPort: consoles.port })
  try {
    const alone = await measurePages(browser, runs, ({ rows }) => rows)
    await browser.ask('pair', { worker: worker.url, token: worker.token })
    const begin = performance.now()
    await waitFor(async () => (await browser.ask('status', {})).synced, 120)
    const firstSync = performance.now() - begin
    const badged = await measurePages(browser, runs, ({ badges }) => badges)
    const own = await measureOwn(browser, runs)
    const warm = await repeat(runs, () => openPopup(browser))
    const cold = await repeat(runs, async () => {
      await browser.killServiceWorker()
      return openPopup(browser)
    })
    const pages = badged.map(({ console, records }, index) => ({
      console,
      table: middle(records, ({ ready, rows }) => rows - ready),
      badges: middle(records, ({ ready, badges }) => badges - ready),
      longest: middle(records, longestTask),
      longestAlone: middle(alone[index]?.records ?? [], longestTask),
      own: own[index] ?? { task: Number.NaN, script: Number.NaN },
    }))
    return { findings: estate.evaluations.length, firstSync, pages, popup: { warm: median(warm), cold: median(cold) } }
  } finally {
    await browser.close()
    await worker.close()
    await consoles.close()
  }
}

async function measurePages(browser: Browser, runs: number, isDone: (record: PageRecord) => number) {
  const measured: { console: string; records: PageRecord[] }[] = []
  for (const [console, url] of Object.entries(benchPages))
    measured.push({ console, records: await repeat(runs, () => measurePage(browser, url, isDone)) })
  return measured
}

async function measurePage(browser: Browser, url: string, isDone: (record: PageRecord) => number): Promise<PageRecord> {
  const page = await browser.context.newPage()
  await page.addInitScript(recordPage, rows)
  await page.goto(url)
  const record = await waitFor(async () => (await recordsOf(page)).find((one) => isDone(one) > 0), 60)
  // What comes late belongs to it, too.
  await sleep(500)
  const complete = (await recordsOf(page)).find((one) => one.ready === record?.ready)
  await page.close()
  return complete as PageRecord
}

/** In runs of their own: tracing costs time itself. */
async function measureOwn(browser: Browser, runs: number): Promise<readonly OwnTasks[]> {
  const measured: OwnTasks[] = []
  for (const url of Object.values(benchPages)) {
    const tasks = await repeat(Math.min(runs, 3), () => measureOwnPage(browser, url))
    measured.push({ task: median(tasks.map(({ task }) => task)), script: median(tasks.map(({ script }) => script)) })
  }
  return measured
}

async function measureOwnPage(browser: Browser, url: string): Promise<OwnTasks> {
  const page = await browser.context.newPage()
  await page.addInitScript(recordPage, rows)
  const tasks = await ownTasks(page, async () => {
    await page.goto(url)
    await waitFor(async () => (await recordsOf(page)).some(({ badges }) => badges > 0), 60)
  })
  await page.close()
  return tasks
}

/** The table may stand in any frame. */
const recordsOf = (page: Page): Promise<readonly PageRecord[]> =>
  Promise.all(
    page
      .frames()
      .map((frame) =>
        frame.evaluate(() => (window as unknown as { record?: PageRecord }).record).catch(() => undefined),
      ),
  ).then((records) => records.filter((record) => record !== undefined))

const longestTask = ({ rows, tasks }: PageRecord): number =>
  Math.max(0, ...tasks.filter(([begin]) => begin >= rows).map(([, length]) => length))

async function openPopup({ context, extensionId }: Browser): Promise<number> {
  const page = await context.newPage()
  await page.addInitScript(() => {
    const look = () => {
      if (document.querySelector('main section button')) Object.assign(window, { shown: performance.now() })
      else requestAnimationFrame(look)
    }
    look()
  })
  await page.goto(`chrome-extension://${extensionId}/popup.html`)
  const shown = await waitFor(() => page.evaluate(() => (window as unknown as { shown?: number }).shown))
  await page.close()
  return shown ?? Number.NaN
}

async function repeat<Value>(runs: number, measure: () => Promise<Value>): Promise<Value[]> {
  const values: Value[] = []
  // The first one warms up: scripts are compiled, the browser's own pages loaded.
  for (let run = 0; run <= runs; run++) values.push(await measure())
  return values.slice(1)
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const middle = (records: readonly PageRecord[], read: (record: PageRecord) => number) => median(records.map(read))
