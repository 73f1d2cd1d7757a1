import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visibleText } from '../../extension/ui/visible-text.ts'
import { hostileAwsEstate, hostileTexts } from '../clouds/aws/hostile-estate.ts'
import { hostileAzureEstate } from '../clouds/azure-estate.ts'
import { hostileGcpEstate } from '../clouds/gcp.ts'
import { badges, hear, press, spoken } from './screen-reader.ts'
import { type Session, startSession } from './session.ts'

/** The whole product in front of accounts in which every name is an attack on whoever shows it. */
let session: Session
let page: Page
/** What a script that came alive would have done. */
const alarms: string[] = []

declare const chrome: { readonly storage: { readonly local: { readonly get: (keys: null) => Promise<object> } } }

beforeAll(async () => {
  session = await startSession({ aws: hostileAwsEstate(), azure: hostileAzureEstate(), gcp: hostileGcpEstate() })
  watch(session.browser.context)
  page = await session.browser.context.newPage()
})
afterAll(() => session?.close())

function watch(context: BrowserContext): void {
  const listen = (one: Page) => {
    one.on('dialog', (dialog) => {
      alarms.push(`dialog on ${one.url()}: ${dialog.message()}`)
      void dialog.dismiss()
    })
    one.on('pageerror', (error) => alarms.push(`error on ${one.url()}: ${error.message}`))
    one.on('request', (request) => {
      const { protocol, pathname } = new URL(request.url())
      if (protocol === 'javascript:' || pathname.endsWith('/x')) alarms.push(`request of ${request.url()}`)
    })
  }
  for (const one of context.pages()) listen(one)
  context.on('page', listen)
}

const eventually = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 15_000, interval: 200 })

/** Elements and attributes that only markup in a name could have made. */
const intruders = (one: Page): Promise<readonly string[]> =>
  one.evaluate(() => {
    const found = document.querySelectorAll(
      'img[src="x"], svg[onload], [onerror], [onload], [onmouseover], script:not([src]):not([nonce]), a[href^="javascript"]',
    )
    return [...found].map((element) => element.outerHTML.slice(0, 100))
  })

const isTooWide = (one: Page): Promise<boolean> =>
  one.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1)

const hosts = /^https:\/\/(([a-z0-9-]+\.)?console\.aws\.amazon\.com|portal\.azure\.com|console\.cloud\.google\.com)\//

/** What the controls themselves refer to. */
const manuals = /^https:\/\/(docs\.aws\.amazon\.com|learn\.microsoft\.com|cloud\.google\.com)\/[\w./#?=&-]*$/

async function visit(url: string): Promise<void> {
  await page.bringToFront()
  await page.goto('about:blank')
  await page.goto(url)
}

/** Of Azure's, those that Azure itself would take: what is no ARM id has no page that could be its own. */
const lists: readonly (readonly [name: string, url: string, count: number])[] = [
  ['IAM users', 'https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/users', 10],
  ['security groups', 'https://us-east-1.console.aws.amazon.com/ec2/home?region=us-east-1#SecurityGroups:', 15],
  ['instances', 'https://us-east-1.console.aws.amazon.com/ec2/home?region=us-east-1#Instances:', 15],
  ['network security groups', 'https://portal.azure.com/#browse/Microsoft.Network%2FnetworkSecurityGroups', 1],
  ['storage accounts', 'https://portal.azure.com/#browse/Microsoft.Storage%2FstorageAccounts', 1],
  ['firewall rules', 'https://console.cloud.google.com/networking/firewalls/list?project=plumbline-demo', 5],
  ['VM instances', 'https://console.cloud.google.com/compute/instances?project=plumbline-demo', 5],
]

test.each(lists)('%s: the badges are drawn, and nothing comes alive', async (_, url, count) => {
  await visit(url)
  await eventually(async () => (await badges(page)).length).toBeGreaterThanOrEqual(count)
  expect(await intruders(page)).toEqual([])
  expect(alarms).toEqual([])
})

test('a badge says whose it is, with what would not show made visible', async () => {
  await visit(lists[1]?.[1] ?? '')
  await eventually(async () => (await badges(page)).length).toBeGreaterThan(10)
  const labels = (await badges(page)).join('\n')
  expect(labels).toContain(hostileTexts.markup)
  expect(labels).not.toMatch(/[\u202e\u200b\ufeff]/)
  for (const label of labels.split('\n')) expect(label.length).toBeLessThan(500)
})

test.each(['markup', 'attribute', 'rightToLeft', 'template', 'long'])(
  'the panel of a resource called %s shows it as text, with links to the console alone',
  async (kind) => {
    await visit(lists[1]?.[1] ?? '')
    const name = visibleText(hostileTexts[kind] ?? '').slice(0, 20)
    await eventually(async () => (await badges(page)).some((label) => label.includes(name))).toBe(true)
    await press(page, 'button', new RegExp(`failed control.*${name.replaceAll(/[^\w]/g, '.')}`))
    await eventually(async () => (await hear(page)).some((one) => one.name === 'Re-evaluate all')).toBe(true)
    expect(await spoken(page)).toContain(name)
    expect(await intruders(page)).toEqual([])
    expect(await isTooWide(page)).toBe(false)
    const links = (await hear(page)).flatMap(({ role, url }) => (role === 'link' && url ? [url] : []))
    expect(links.filter((url) => hosts.test(url)).length).toBeGreaterThan(0)
    for (const url of links) expect(hosts.test(url) || manuals.test(url), url).toBe(true)
    expect(alarms).toEqual([])
  },
)

test('the popup lists them as text, one row each, and their links lead to the consoles alone', async () => {
  const popup = await session.browser.open('popup.html')
  await popup.getByText('Failed controls').waitFor()
  expect(await isTooWide(popup)).toBe(false)
  // What has no page that is safe to name has no link.
  const seen: string[] = []
  for (const search of ['<img', 'WWWW', 'javascript:', '=cmd', '"><svg']) {
    await popup.getByRole('searchbox').fill(search)
    await popup.getByRole('listitem').filter({ hasText: search }).first().waitFor()
    expect(await intruders(popup)).toEqual([])
    expect(await isTooWide(popup)).toBe(false)
    const all = await popup
      .locator('a[href]')
      .evaluateAll((found) => found.map((one) => (one as HTMLAnchorElement).href))
    const own = new URL('/app.html', popup.url()).href
    const links = all.filter((url) => url !== own)
    for (const url of links) expect(url).toMatch(hosts)
    seen.push(...links)
  }
  expect(seen.length).toBeGreaterThan(5)
  expect(alarms).toEqual([])
  await popup.close()
})

test('the extension keeps no secret but its own token', async () => {
  const popup = await session.browser.open('popup.html')
  const kept = await popup.evaluate(async () => {
    const databases = await indexedDB.databases()
    const rows = await Promise.all(
      databases.map(
        ({ name = '' }) =>
          new Promise<unknown>((resolve) => {
            const request = indexedDB.open(name)
            request.onsuccess = async () => {
              const db = request.result
              const stores = [...db.objectStoreNames].map(
                (store) =>
                  new Promise<unknown>((done) => {
                    const all = db.transaction(store).objectStore(store).getAll()
                    all.onsuccess = () => done(all.result)
                  }),
              )
              const found = await Promise.all(stores)
              db.close()
              resolve(found)
            }
          }),
      ),
    )
    return JSON.stringify([await chrome.storage.local.get(null), rows, { ...localStorage }])
  })
  await popup.close()
  expect(kept.length).toBeGreaterThan(10_000)
  expect(kept.split(session.worker.token).length).toBe(2)
  const { clientSecret } = session.estates.azure
  for (const secret of [clientSecret, 'PRIVATE KEY', 'externalId', 'plumbline-444455556666', 'ya29.', 'session-of-'])
    expect(kept).not.toContain(secret)
})
