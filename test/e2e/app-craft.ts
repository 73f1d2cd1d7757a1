import type { Page, Route } from 'playwright-core'
import { expect } from 'vitest'
import type { AppSession } from './app-session.ts'
import { axeFindings } from './axe.ts'
import { problem } from './odd-answers.ts'

/** How far the page itself can be scrolled sideways; tables scroll inside of their boxes. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Pictures of a screen, nothing that axe-core calls serious, and no sideways scroll: wide, narrow, at 200 %, from right to left. */
export async function judge(app: AppSession, name: string): Promise<void> {
  const { page } = app
  const found: string[] = []
  await app.shoot(name)
  found.push(...(await axeFindings(page)))
  await page.emulateMedia({ colorScheme: 'light' })
  const before = page.viewportSize() ?? { width: 1280, height: 800 }
  for (const [how, width, height] of [
    ['narrow', 400, 800],
    ['at 200 %', 640, 400],
    ['rtl', 1280, 800],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.evaluate((dir) => document.documentElement.setAttribute('dir', dir), how === 'rtl' ? 'rtl' : 'ltr')
    const over = await sideways(page)
    if (over > 0) found.push(`${how}: ${over} px sideways`)
    if (how !== 'narrow') await picture(page, `${name}-${how === 'rtl' ? 'rtl' : 'zoom'}`)
  }
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'ltr'))
  await page.setViewportSize(before)
  expect(found, name).toEqual([])
}

/** A picture as it is, into the folder that `APP_SHOTS` names. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.APP_SHOTS
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` })
}

/** Forgets what the app read before, and goes there: as if for the first time. */
export async function visitFresh(app: AppSession, place: string): Promise<void> {
  await app.page.goto('about:blank')
  const other = await app.browser.open('popup.html')
  await other.evaluate(
    () =>
      new Promise((done) => {
        const request = indexedDB.deleteDatabase('plumbline-answers')
        request.onsuccess = request.onerror = request.onblocked = done
      }),
  )
  await other.close()
  await app.visit(place)
}

/** The worker fails. */
export const fails = (route: Route): Promise<void> =>
  problem(route, 500, 'The worker could not answer. Its log says why.')

/** The worker cannot be reached. */
export const away = (route: Route): Promise<void> => route.abort('connectionrefused')

/** The answer never comes. */
export const never = (): void => undefined

type Answer = {
  readonly items: readonly Record<string, unknown>[]
  readonly total?: number
  readonly page?: number
  readonly next?: string
}

/** Lets a list of the API have so many rows: those that it has, over and over, each made its own by `vary`. */
export async function withRows(
  page: Page,
  glob: string | RegExp,
  count: number,
  vary: (row: Record<string, unknown>, index: number) => Record<string, unknown>,
): Promise<void> {
  await page.route(glob, async (route) => {
    const url = new URL(route.request().url())
    const from = Number(url.searchParams.get('cursor') ?? 0)
    const number = Number(url.searchParams.get('page') ?? 1)
    for (const name of ['cursor', 'page']) url.searchParams.delete(name)
    const response = await route.fetch({ url: url.href })
    const answer = (await response.json()) as Answer
    // Where there is no row there is none to make others of.
    if (answer.items.length === 0) return route.fulfill({ response, json: answer })
    const size = Number(url.searchParams.get('pageSize') ?? count)
    const start = answer.page === undefined ? from : (number - 1) * size
    const end = Math.min(count, start + size)
    const items = Array.from({ length: end - start }, (_, i) =>
      vary(answer.items[(start + i) % answer.items.length] as Record<string, unknown>, start + i),
    )
    const rest = answer.page === undefined && end < count ? { next: String(end) } : {}
    const { next: _, ...others } = answer
    await route.fulfill({
      response,
      json: { ...others, items, ...(answer.page === undefined ? {} : { page: number }), total: count, ...rest },
    })
  })
}

/** The app in the hands of a token that may only read, until the answer is called. */
export async function asReader(app: AppSession): Promise<() => Promise<void>> {
  const { token } = await app.worker.api<{ token: string }>('/tokens', {
    method: 'POST',
    body: { name: 'Somebody who reads', role: 'reader' },
  })
  await app.browser.ask('pair', { worker: app.worker.url, token })
  return async () => {
    await app.browser.ask('pair', { worker: app.worker.url, token: app.worker.token })
  }
}

/** Goes through the page by Tab: what the focus comes to, in order, and whether it can be seen there. */
export async function tabThrough(page: Page, most: number): Promise<readonly { name: string; isSeen: boolean }[]> {
  const stops: { name: string; isSeen: boolean }[] = []
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const element = document.activeElement
      if (!element || element === document.body) return undefined
      const isRinged = (one: Element | null) => {
        if (!one) return false
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
        return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
      }
      const { width, height } = element.getBoundingClientRect()
      const name = element.getAttribute('aria-label') ?? (element.textContent?.trim() || element.getAttribute('name'))
      return {
        name: `${element.tagName.toLowerCase()} ${name ?? ''}`.slice(0, 80),
        isSeen:
          width > 0 &&
          height > 0 &&
          [
            element,
            element.parentElement,
            element.parentElement?.parentElement ?? null,
            element.nextElementSibling,
            element.firstElementChild,
          ].some(isRinged),
      }
    })
    if (!stop) break
    stops.push(stop)
  }
  return stops
}

/** What of the main part stands outside of the window where no scrolling reaches it, and controls that lie on each other. */
export function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth
    const isClipped = (node: Element) => {
      for (let up = node.parentElement; up; up = up.parentElement) {
        if (getComputedStyle(up).overflowX !== 'visible') return true
      }
      return false
    }
    // What lies over the page on purpose, and what it lies on, is not judged against each other.
    const apart = '[inert], [popover], dialog, [role=application]'
    const controls = [...document.querySelectorAll('main :is(a, button, input, select, textarea)')]
      .filter((node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !isClipped(node))
      .filter((node) => !node.closest(apart))
      .map((node) => ({
        node,
        box: node.getBoundingClientRect(),
        name: (node.getAttribute('aria-label') ?? node.textContent ?? '').trim().slice(0, 60),
      }))
    const outside = controls.filter(({ box }) => box.left < -1 || box.right > width + 1)
    const pairs = controls.flatMap((one, at) => controls.slice(at + 1).map((other) => [one, other] as const))
    const covered = pairs.filter(([one, other]) => {
      if (one.node.contains(other.node) || other.node.contains(one.node)) return false
      const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
      const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
      return wide > 3 && high > 3
    })
    return [
      ...outside.map(({ name }) => `outside of the window: ${name}`),
      ...covered.map(([one, other]) => `on each other: ${one.name} and ${other.name}`),
    ]
  })
}

/** A picture in the colours that the person's system demands, as `forced-colors` has them. */
export async function forcedPicture(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ forcedColors: 'active' })
  await picture(page, `${name}-forced`)
  await page.emulateMedia({ forcedColors: 'none' })
}
