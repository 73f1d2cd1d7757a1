import { Events, OAuth2Server } from 'oauth2-mock-server'
import { expect, onTestFinished, test } from 'vitest'
import { text } from '../../extension/popup/text.ts'
import { listen } from '../../worker/listen.ts'
import { createProvider } from '../../worker/oidc.ts'
import { startApi } from '../worker/api/start.ts'
import { launchBrowser } from './browser.ts'

/** A provider that takes everybody for Ann. */
async function startProvider(): Promise<string> {
  const provider = new OAuth2Server()
  await provider.issuer.keys.generate('RS256')
  await provider.start(0, 'localhost')
  onTestFinished(() => provider.stop())
  const ann = { sub: 'ann-1', name: 'Ann', groups: ['team'] }
  provider.service.on(Events.BeforeTokenSigning, ({ payload }: { payload: object }) => Object.assign(payload, ann))
  return String(provider.issuer.url)
}

type Answer = (request: Request) => Response | Promise<Response>

/** A worker's API at an address of its own, where people sign in with the provider. */
async function startWorkerWith(issuer: string) {
  let answer: Answer = () => new Response(null, { status: 503 })
  const { port, close } = await listen({ fetch: (request) => answer(request), host: '127.0.0.1', port: 0 })
  onTestFinished(close)
  const url = `http://127.0.0.1:${port}`
  const roles = { team: ['reader'] }
  const settings = { issuer, clientId: 'plumbline', scope: 'openid', groupsClaim: 'groups', roles, publicUrl: url }
  const api = await startApi({ signIn: createProvider(settings), clock: () => new Date() })
  answer = (request) => api.app.fetch(request)
  return { ...api, url }
}

test('in Chromium somebody types the worker’s address, signs in with the provider, and is paired', async () => {
  const worker = await startWorkerWith(await startProvider())
  const browser = await launchBrowser({ consolesPort: 9 })
  onTestFinished(() => browser.close())
  const popup = await browser.open('popup.html')
  await popup.getByRole('button', { name: text.byHand }).click()
  await popup.getByLabel(text.address).fill(worker.url)
  await popup.getByRole('button', { name: text.signIn('localhost') }).click()

  const paired = async () => (await browser.ask('status', {})).paired
  await expect.poll(paired, { timeout: 15_000 }).toEqual({ worker: worker.url, role: 'reader', signedIn: true })
  const open = browser.context.pages().map((page) => page.url())
  expect(open.filter((url) => url.includes('/sign-in'))).toEqual([])

  const { items } = (await worker.call('/users')).json
  expect(items).toMatchObject([{ name: 'Ann', groupRoles: ['reader'] }])
  await popup.getByRole('button', { name: text.unpair }).click()
  await popup.getByRole('button', { name: text.unpairYes }).click()
  const tokens = async () => (await worker.call(`/tokens`)).json.items.find(({ user }: { user?: string }) => user)
  await expect.poll(tokens).toHaveProperty('revoked')
})
