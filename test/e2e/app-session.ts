import type { Page } from 'playwright-core'
import { type Session, startSession } from './session.ts'

/** The app in front of a person: simulated clouds, a worker that has run, a paired Chromium with the app in a tab. */
export type AppSession = Session & {
  readonly page: Page
  /** Goes to a place of the app, as if its address were typed: `/monitor?cloud=aws`. */
  readonly visit: (place: string) => Promise<void>
  /** Whether the app has kept an answer whose address holds this: it does so after showing it. */
  readonly isKept: (part: string) => Promise<boolean>
  /** Pictures of what is on show, light, dark and narrow, into the folder that `APP_SHOTS` names; none without it. */
  readonly shoot: (name: string) => Promise<void>
}

export async function startAppSession(): Promise<AppSession> {
  const session = await startSession()
  const page = await session.browser.open('app.html')
  const address = page.url().replace(/#.*$/, '')
  return {
    ...session,
    page,
    visit: async (place) => {
      await page.goto('about:blank')
      await page.goto(`${address}#${place}`)
    },
    isKept: (part) => page.evaluate(hasAnswer, part),
    shoot: async (name) => {
      const folder = process.env.APP_SHOTS
      if (!folder) return
      const before = page.viewportSize() ?? { width: 1280, height: 800 }
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png` })
      }
      await page.emulateMedia({ colorScheme: 'light' })
      await page.setViewportSize({ width: 400, height: 800 })
      await page.screenshot({ path: `${folder}/${name}-narrow.png` })
      await page.setViewportSize(before)
    },
  }
}

/** Runs in the page. */
function hasAnswer(part: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('plumbline-answers')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const keys = opening.result.transaction('answers').objectStore('answers').getAllKeys()
      keys.onsuccess = () => {
        opening.result.close()
        resolve(keys.result.some((key) => String(key).includes(part)))
      }
    }
  })
}
