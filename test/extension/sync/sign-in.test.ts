import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { browser } from 'wxt/browser'
import { createSignIn } from '../../../extension/sync/sign-in.ts'
import { text } from '../../../extension/sync/text.ts'
import { backgroundRig, frame, popup, problem, token, worker } from './background-rig.ts'
import { page } from './pages.ts'

let rig: ReturnType<typeof backgroundRig>
beforeEach(async () => {
  rig = backgroundRig()
  await browser.tabs.create({ url: 'https://console.aws.amazon.com/' })
  rig.feed(page({ seq: 1 }))
  rig.answerWith('/api/sign-in', { offered: true, by: 'login.example.com', address: worker })
  rig.answerWith('/api/sign-in/token', { token, expires: '2026-01-01T12:00:00.000Z', name: 'Ann' })
})
afterEach(async () => {
  await browser.storage.session.clear()
  await rig.background.syncer.cancel()
})

const begin = () => rig.askAs(popup, 'signIn', { worker })

/** The tab that was opened last. */
async function openedTab() {
  const tabs = await browser.tabs.query({})
  const tab = tabs.at(-1)
  return { id: Number(tab?.id), url: String(tab?.url) }
}
const land = async (url: string) => browser.tabs.update((await openedTab()).id, { url })
const isPaired = async () => Boolean((await browser.storage.local.get('pairing')).pairing)

test('the worker’s offer is told, and anything else is none', async () => {
  const offer = async (address = worker) => (await rig.askAs(popup, 'offer', { worker: address })) as unknown
  expect(await offer()).toEqual({ answer: { by: 'login.example.com', address: worker } })
  rig.answerWith('/api/sign-in', { offered: false })
  expect(await offer()).toEqual({ answer: null })
  rig.answerWith('/api/sign-in', { offered: true, by: 'x', address: 'javascript:alert(1)' })
  expect(await offer()).toEqual({ answer: null })
  rig.answers['/api/sign-in'] = () => new Response('<h1>Router</h1>')
  expect(await offer()).toEqual({ answer: null })
  expect(await offer('http://127.0.0.1:1')).toEqual({ answer: null })
  expect(await offer('no address at all')).toEqual({ answer: null })
})

test('signing in opens a tab, and the code in its address pairs', async () => {
  await begin()
  const { id, url } = await openedTab()
  const { origin, pathname, searchParams } = new URL(url)
  expect([origin, pathname]).toEqual([worker, '/sign-in'])
  const challenge = searchParams.get('challenge')
  expect(challenge).toMatch(/^[\w-]{43}$/)

  await land(`${worker}/sign-in/done#code=the-code`)
  await vi.waitFor(async () => expect(await isPaired()).toBe(true), 3000)
  const sent = rig.requests.find(({ path }) => path === '/api/sign-in/token')
  expect(sent).toMatchObject({ authorization: null, body: { code: 'the-code' } })
  const { verifier } = (sent as { body: { verifier: string } }).body
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  expect(Buffer.from(hash).toString('base64url')).toBe(challenge)
  expect(await rig.askAs(popup, 'status', {})).toMatchObject({
    answer: { paired: { worker, role: 'manager', signedIn: true } },
  })
  expect(await browser.storage.session.get('signIn')).toEqual({})
  const tabs = await browser.tabs.query({})
  expect(tabs.map((tab) => tab.id)).not.toContain(id)
})

test('a code that a page of another origin, or another tab, carries is left alone', async () => {
  const accepted: string[] = []
  const { begin, resume } = createSignIn(async (_, given) => void accepted.push(given), 5)
  await begin(worker)
  const own = await openedTab()
  await browser.tabs.create({ url: `${worker}/sign-in/done#code=somebody-elses` })
  for (const url of [
    'https://evil.example.com/sign-in/done#code=1',
    `${worker}/pair#code=1`,
    `${worker}/sign-in/done#token=1`,
  ]) {
    await browser.tabs.update(own.id, { url })
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  expect(accepted).toEqual([])
  expect(rig.requests.filter(({ path }) => path === '/api/sign-in/token')).toEqual([])
  await browser.tabs.update(own.id, { url: `${worker}/sign-in/done#code=ours` })
  await resume()
  expect(accepted).toEqual([token])
})

test('a background that was ended in between goes on when it is next asked', async () => {
  const before = createSignIn(async () => undefined, 1_000_000)
  await before.begin(worker)
  await land(`${worker}/sign-in/done#code=the-code`)
  await rig.askAs(popup, 'status', {})
  await vi.waitFor(async () => expect(await isPaired()).toBe(true), 3000)
})

test('a code that the worker refuses pairs nothing, and is not tried again', async () => {
  const said = vi.spyOn(console, 'error').mockReturnValue()
  rig.answers['/api/sign-in/token'] = () => problem(403)
  const { begin, resume } = createSignIn(async () => expect.unreachable(), 5)
  await begin(worker)
  await land(`${worker}/sign-in/done#code=old`)
  await resume()
  await resume()
  expect(rig.requests.filter(({ path }) => path === '/api/sign-in/token')).toHaveLength(1)
  expect(said).toHaveBeenCalledOnce()
  expect(await isPaired()).toBe(false)
  said.mockRestore()
})

test('a closed tab ends the sign-in', async () => {
  const { begin, resume } = createSignIn(async () => expect.unreachable(), 5)
  await begin(worker)
  // The fake browser closes the tab, then looks for a window by its number.
  await browser.tabs.remove((await openedTab()).id).catch(() => undefined)
  await resume()
  expect(await browser.storage.session.get('signIn')).toEqual({})
})

test('nothing is opened without the browser’s permission, and content scripts begin nothing', async () => {
  const count = async () => (await browser.tabs.query({})).length
  const before = await count()
  expect(await rig.askAs(frame(1), 'signIn', { worker })).toEqual({ problem: text.notAllowed })
  expect(await rig.askAs(frame(1), 'offer', { worker })).toEqual({ problem: text.notAllowed })
  rig.allowed.is = false
  const asked = begin()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(await count()).toBe(before)
  rig.allow()
  await asked
  expect(await count()).toBe(before + 1)
})

test('unpairing signs out at the worker, and does not wait for it', async () => {
  await begin()
  await land(`${worker}/sign-in/done#code=the-code`)
  await vi.waitFor(async () => expect(await isPaired()).toBe(true), 3000)
  await rig.background.syncer.fresh()
  rig.requests.length = 0
  rig.answers['/api/session'] = () => new Promise(() => undefined)
  const ask = vi.spyOn(globalThis, 'fetch')
  await rig.askAs(popup, 'unpair', {})
  expect(rig.requests).toMatchObject([{ path: '/api/session', authorization: `Bearer ${token}` }])
  expect(ask.mock.calls.map(([, init]) => init?.method)).toEqual(['DELETE'])
  expect(await isPaired()).toBe(false)
})

test('when the session has ended, the person is told to sign in again', async () => {
  await begin()
  await land(`${worker}/sign-in/done#code=the-code`)
  await vi.waitFor(async () => expect(await isPaired()).toBe(true), 3000)
  await rig.background.syncer.fresh()
  rig.answers['/api/sync'] = () => problem(401)
  expect(await rig.askAs(popup, 'sync', {})).toMatchObject({ answer: { problem: text.signInEnded } })
})
