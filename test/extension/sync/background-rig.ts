import { vi } from 'vitest'
import { browser } from 'wxt/browser'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import type { Reply } from '../../../extension/sync/ask.ts'
import { openCache } from '../../../extension/sync/cache.ts'
import { createBackground } from '../../../extension/sync/create-background.ts'
import type { Broadcast, MessageKind, Messages } from '../../../extension/sync/messages.ts'
import { type Sender, serve } from '../../../extension/sync/serve.ts'
import type { SyncPage } from '../../../shared/sync.ts'

export const worker = 'http://127.0.0.1:8787'
export const token = 'plb_a-secret-of-the-worker'

export const popup: Sender = { id: fakeBrowser.runtime.id, url: 'chrome-extension://test-extension-id/popup.html' }

/** A frame of a console tab. */
export const frame = (tab: number, frameId = 0): Sender => ({
  id: fakeBrowser.runtime.id,
  url: 'https://eu-west-1.console.aws.amazon.com/s3/buckets',
  frameId,
  tab: { id: tab } as NonNullable<Sender['tab']>,
})

type Answer = () => Response | Promise<Response>

const json = (body: unknown, status = 200, type = 'application/json') =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': type } })

export const problem = (status: number, detail = 'No.') => json({ status, detail }, status, 'application/problem+json')

/** The background in a browser whose network holds one worker, of which tests say what it answers. */
export function backgroundRig() {
  fakeBrowser.reset()
  const cache = openCache(`rig-${Math.random()}`)
  const allowed = { is: true }
  const waiting = new Set<() => void>()
  const answers: Record<string, Answer> = {
    '/api/session': () => json({ role: 'manager', syncVersion: 1, version: '0.1.0' }),
    '/api/sync': () => problem(503),
    '/api/evaluations/reevaluate': () => json([]),
  }
  const requests: { path: string; authorization: string | null; body?: unknown }[] = []
  const told: { tab?: number; frameId?: number; broadcast: Broadcast }[] = []
  const badge: Record<string, unknown> = {}
  const set = (name: string) => async (value: object) => {
    Object.assign(badge, { [name]: Object.values(value)[0] })
  }

  vi.stubGlobal('fetch', async (url: URL, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    requests.push({
      path: url.pathname + url.search,
      authorization: headers.get('authorization'),
      ...(init.body ? { body: JSON.parse(String(init.body)) } : {}),
    })
    const answer = url.origin === worker ? answers[url.pathname] : undefined
    if (!answer) throw new TypeError('Failed to fetch')
    return answer()
  })
  Object.assign(browser.permissions, {
    contains: async () => allowed.is,
    onAdded: {
      addListener: (listener: () => void) => waiting.add(listener),
      removeListener: (listener: () => void) => waiting.delete(listener),
    },
  })
  Object.assign(browser.action, {
    setBadgeText: set('text'),
    setTitle: set('title'),
    setBadgeBackgroundColor: set('color'),
    setBadgeTextColor: set('textColor'),
  })
  Object.assign(browser.tabs as object, {
    sendMessage: async (tab: number, broadcast: Broadcast, options?: object) => {
      told.push({ tab, broadcast, ...options })
    },
  })
  Object.assign(browser.runtime as object, {
    sendMessage: async (broadcast: Broadcast) => {
      told.push({ broadcast })
    },
  })

  const background = createBackground(cache)
  serve(background.handlers)

  /** What comes back over the wire, envelope and all; undefined when nobody answers. */
  async function send(message: unknown, sender: Sender): Promise<Reply | undefined> {
    const { promise, resolve } = Promise.withResolvers<Reply | undefined>()
    const taken: unknown[] = await fakeBrowser.runtime.onMessage.trigger(message, sender, resolve)
    return taken.includes(true) ? promise : undefined
  }

  async function askAs<K extends MessageKind>(sender: Sender, kind: K, request: Messages[K]['request']) {
    return (await send({ kind, request }, sender)) as Reply<K>
  }

  return {
    cache,
    background,
    allowed,
    answers,
    requests,
    told,
    badge,
    send,
    askAs,
    /** The person presses Allow. */
    allow() {
      allowed.is = true
      for (const listener of waiting) listener()
    },
    /** The pages that the worker sends, one after the other; then the last one's position, unchanged. */
    feed(...pages: SyncPage[]) {
      const rest = [...pages]
      let last = pages.at(-1) as SyncPage
      answers['/api/sync'] = () => {
        last = rest.shift() ?? { ...last, controls: [], policies: [], connectors: [], resources: [], evaluations: [] }
        return json(last)
      }
    },
    answerWith(path: string, body: unknown, status = 200) {
      answers[path] = () => json(body, status)
    },
    /** Pairs, and waits for the first sync. */
    async paired() {
      const reply = await askAs(popup, 'pair', { worker, token })
      await background.syncer.run()
      return reply
    },
  }
}
