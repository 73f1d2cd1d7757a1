import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { findChromium } from '../chromium.ts'
import { root } from '../world.ts'

/** The build that is already allowed to reach a worker on loopback: `npm run build:demo`. */
export const demoExtension = join(root, '.output/chrome-mv3-demo')

export type Browser = {
  readonly context: BrowserContext
  readonly extensionId: string
  /** A page of the extension, such as `popup.html`. */
  readonly open: (file: string) => Promise<Page>
  /** Ends the service worker, as the browser does when it is idle. */
  readonly killServiceWorker: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Chromium with the extension, every `https` host mapped to the replica consoles. */
export async function launchBrowser(options: {
  readonly consolesPort: number
  readonly headless?: boolean
  readonly colorScheme?: 'light' | 'dark'
  readonly viewport?: { readonly width: number; readonly height: number } | null
}): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'plumbline-browser-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    headless: options.headless ?? true,
    ignoreHTTPSErrors: true,
    colorScheme: options.colorScheme ?? 'light',
    viewport: options.viewport === undefined ? { width: 1280, height: 800 } : options.viewport,
    args: [
      '--no-sandbox',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      `--disable-extensions-except=${demoExtension}`,
      `--load-extension=${demoExtension}`,
      `--host-resolver-rules=MAP *:443 127.0.0.1:${options.consolesPort}`,
    ],
  })
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))
  const extensionId = new URL(worker.url()).host
  const open = async (file: string) => {
    const page = await context.newPage()
    await page.goto(`chrome-extension://${extensionId}/${file}`)
    return page
  }
  return {
    context,
    extensionId,
    open,
    killServiceWorker: async () => {
      const page = await open('popup.html')
      const session = await context.newCDPSession(page)
      await session.send('ServiceWorker.enable')
      await session.send('ServiceWorker.stopAllWorkers')
      await page.close()
    },
    close: async () => {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}
