import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import type { Reply } from '../../extension/sync/ask.ts'
import type { MessageKind, Messages } from '../../extension/sync/messages.ts'
import { findChromium } from '../chromium.ts'
import { root } from '../world.ts'

declare const chrome: { readonly runtime: { readonly sendMessage: (message: unknown) => Promise<unknown> } }

/** The build that is already allowed to reach a worker on loopback: `npm run build:demo`. */
export const demoExtension = join(root, '.output/chrome-mv3-demo')

export type Browser = {
  readonly context: BrowserContext
  readonly extensionId: string
  /** A page of the extension, such as `popup.html`. */
  readonly open: (file: string) => Promise<Page>
  /** Asks the background, as a page of the extension does. */
  readonly ask: <Kind extends MessageKind>(
    kind: Kind,
    request: Messages[Kind]['request'],
  ) => Promise<Messages[Kind]['answer']>
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
  const ask: Browser['ask'] = async (kind, request) => {
    const page = await open('popup.html')
    const reply = (await page.evaluate((question) => chrome.runtime.sendMessage(question), { kind, request })) as Reply<
      typeof kind
    >
    await page.close()
    if ('problem' in reply) throw new Error(reply.problem)
    return reply.answer
  }
  return {
    context,
    extensionId,
    open,
    ask,
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
