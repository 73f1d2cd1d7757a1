import { browser } from 'wxt/browser'
import * as z from 'zod/mini'
import type { Offer } from './messages.ts'
import { isAllowed } from './pairing.ts'
import { isToken, parseWorker } from './pairing-link.ts'
import { readCapped } from './read-capped.ts'
import { text } from './text.ts'
import { WorkerProblem } from './worker-problem.ts'

/** Where a sign-in is: the secret that its code is worth something with, and the tab that it happens in. */
type Pending = { readonly worker: string; readonly verifier: string; readonly tab: number; readonly until: number }

const key = 'signIn'
/** As long as the worker waits, in milliseconds. */
const patience = 600_000

const offerSchema = z.object({
  offered: z.literal(true),
  by: z.string().check(z.minLength(1), z.maxLength(300)),
  address: z.string().check(z.maxLength(500)),
})
const tokenSchema = z.object({ token: z.string().check(z.refine(isToken)) })

/** Whether people can sign in at this worker, and with whom; `null` also where nothing answers. */
export async function readOffer(address: string): Promise<Offer | null> {
  const worker = parseWorker(address)
  if (!worker) return null
  const answer = await call(worker, '/api/sign-in').catch(() => undefined)
  const offer = offerSchema.safeParse(answer)
  const at = offer.success ? parseWorker(offer.data.address) : undefined
  return offer.success && at ? { by: offer.data.by, address: at } : null
}

/**
 * Signing in with the provider of a worker, in a tab. While that goes on the tab's address is looked at, which the host
 * permission for the worker allows on the worker's own pages alone: behind `#` it brings a code in the end. What is
 * pending is kept for the browser's session, for the background may be ended in between.
 */
export function createSignIn(accept: (worker: string, token: string) => Promise<void>, pause = 1000) {
  let watching: Promise<void> | undefined

  async function watch(): Promise<void> {
    while (await step(accept)) await new Promise((resolve) => setTimeout(resolve, pause))
  }

  /** Goes on where a sign-in is pending. Whatever goes wrong: the tab's page says to begin again. */
  function resume(): Promise<void> {
    watching ??= watch()
      .catch((error) => console.error('Plumbline: signing in failed', error))
      .finally(() => {
        watching = undefined
      })
    return watching
  }

  return {
    resume,
    /** Opens the tab. Throws `WorkerProblem`. */
    async begin(address: string): Promise<void> {
      const worker = parseWorker(address)
      if (!worker) throw new WorkerProblem(text.badAddress)
      if (!(await isAllowed(worker))) throw new WorkerProblem(text.noPermission(worker))
      const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)))
      const challenge = base64url(await sha256(verifier))
      const { id: tab } = await browser.tabs.create({ url: `${worker}/sign-in?challenge=${challenge}` })
      if (tab === undefined) throw new WorkerProblem(text.unexpected)
      const pending: Pending = { worker, verifier, tab, until: Date.now() + patience }
      await browser.storage.session.set({ [key]: pending })
      void resume()
    },
  }
}

/** Looks at the tab once; whether to look again. */
async function step(accept: (worker: string, token: string) => Promise<void>): Promise<boolean> {
  const pending = (await browser.storage.session.get(key))[key] as Pending | undefined
  if (!pending) return false
  const tab = await browser.tabs.get(pending.tab).catch(() => undefined)
  const code = codeOf(tab?.url, pending.worker)
  if (tab && !code && Date.now() < pending.until) return true
  await browser.storage.session.remove(key)
  if (!code) return false
  const body = { code, verifier: pending.verifier }
  const { token } = tokenSchema.parse(await call(pending.worker, '/api/sign-in/token', body))
  await accept(pending.worker, token)
  await browser.tabs.remove(pending.tab).catch(() => undefined)
  return false
}

function codeOf(address: string | undefined, worker: string): string | undefined {
  const url = URL.parse(address ?? '')
  if (url?.origin !== worker || url.pathname !== '/sign-in/done') return undefined
  return new URLSearchParams(url.hash.slice(1)).get('code') ?? undefined
}

/** Throws whatever is wrong. */
async function call(worker: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(new URL(path, worker), {
    ...(body !== undefined && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
    signal: AbortSignal.timeout(10_000),
    redirect: 'error',
    credentials: 'omit',
    cache: 'no-store',
  })
  const answer = await readCapped(response, 100_000)
  if (!response.ok) throw new WorkerProblem(text.failed(response.status))
  return JSON.parse(answer)
}

const sha256 = async (words: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(words)))

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
