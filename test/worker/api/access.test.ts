import { expect, test } from 'vitest'
import { needs } from '../../../shared/permission.ts'
import { createToken, revokeToken } from '../../../worker/store/tokens.ts'
import { startApi } from './start.ts'

type Operation = { readonly 'x-plumbline-access': string }
type Description = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> }

const open = ['/api/health', '/api/sign-in', '/api/sign-in/token']
/** What one may change without a right to change anything: things of one’s own. */
const ownThings = /^\/api\/(session|me|searches|dashboards)\b/

test('every route refuses a request without a token, and one that changes something a reader’s', async () => {
  const { call, reader } = await startApi()
  const { json } = await call('/openapi.json', { token: null })
  const operations = Object.entries((json as Description).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
  )
  expect(operations.length).toBeGreaterThan(25)
  for (const { path, method, 'x-plumbline-access': access } of operations) {
    const address = path.replace(/\{\w+\}/g, '1')
    const status = async (token: string | null) => (await call(address, { method, token })).status
    expect(['open', ...needs], `${method} ${path} says who may use it`).toContain(access)
    expect(access === 'open', `${method} ${path} is open`).toBe(open.includes(path))
    if (access === 'open') continue
    expect(await status(null), `${method} ${path} without a token`).toBe(401)
    expect(await status('plb_wrong'), `${method} ${path} with a wrong token`).toBe(401)
    if (access !== 'read') expect(await status(reader), `${method} ${path} with a reader’s token`).toBe(403)
    if (method !== 'GET' && access === 'read') expect(path, `${method} ${path} changes something`).toMatch(ownThings)
  }
})

test('a missing, an unknown, an expired and a revoked token are told apart', async () => {
  const { call, database, time } = await startApi()
  const expires = '2026-01-01T01:00:00.000Z'
  const expiring = await createToken(database, { name: 'Short', role: 'reader', expires }, time.now)
  const revoked = await createToken(database, { name: 'Ended', role: 'reader' }, time.now)
  await revokeToken(database, revoked.id, time.now)
  expect((await call('/session', { token: expiring.token })).status).toBe(200)
  time.now = new Date(expires)
  const detail = async (token: string | null) => {
    const { status, json, headers } = await call('/session', { token })
    expect(status).toBe(401)
    expect(headers.get('www-authenticate')).toMatch(/^Bearer/)
    return json.detail
  }
  expect(await detail(null)).toMatch(/^Send a token/)
  expect(await detail('plb_nobody-knows-this-one')).toMatch(/does not know/)
  expect(await detail(expiring.token)).toMatch(/expired/)
  expect(await detail(revoked.token)).toMatch(/revoked/)
})

test('a token is stored hashed, and when it was last used is written once an hour', async () => {
  const { call, database, reader, time } = await startApi()
  const stored = JSON.stringify((await database.client.execute('SELECT * FROM tokens')).rows)
  expect(stored).not.toContain(reader)
  const lastUsed = async () =>
    (await call('/tokens')).json.items.find(({ role }: { role: string }) => role === 'reader').lastUsed
  await call('/session', { token: reader })
  expect(await lastUsed()).toBe('2026-01-01T00:00:00.000Z')
  time.now = new Date('2026-01-01T00:59:00.000Z')
  await call('/session', { token: reader })
  expect(await lastUsed()).toBe('2026-01-01T00:00:00.000Z')
  time.now = new Date('2026-01-01T01:00:00.000Z')
  await call('/session', { token: reader })
  expect(await lastUsed()).toBe('2026-01-01T01:00:00.000Z')
})

test('health needs no token and tells the versions', async () => {
  const { call } = await startApi()
  const { status, json } = await call('/health', { token: null })
  expect(status).toBe(200)
  expect(json).toEqual({ status: 'ok', version: '0.1.0', syncVersion: 1 })
})

test('health is ill when the database does not answer', async () => {
  const { call, context } = await startApi()
  context.database.client.close()
  expect((await call('/health', { token: null })).status).toBe(503)
})

test('the session names the role and the token, and not the token itself', async () => {
  const { call, reader } = await startApi()
  const { json, text } = await call('/session', { token: reader })
  expect(json).toMatchObject({ role: 'reader', token: { name: 'A reader' }, version: '0.1.0', syncVersion: 1 })
  expect(text).not.toContain(reader)
})

test('a name that was pointed at loopback gets nothing', async () => {
  const { app } = await startApi()
  expect((await app.request('http://evil.example.com:8787/api/health')).status).toBe(421)
  for (const host of ['127.0.0.1:8787', 'localhost:8787', '[::1]:8787']) {
    expect((await app.request(`http://${host}/api/health`)).status, host).toBe(200)
  }
})

test('a worker that others can reach answers to any name', async () => {
  const { app } = await startApi({ isLoopback: false })
  expect((await app.request('http://plumbline.example.com/api/health')).status).toBe(200)
})

test('extensions may read answers, web pages may not', async () => {
  const { app } = await startApi()
  const allowed = async (origin: string) => {
    const preflight = { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'GET' } }
    return (await app.request('http://127.0.0.1/api/session', preflight)).headers.get('access-control-allow-origin')
  }
  expect(await allowed('chrome-extension://abcdefghijklmnop')).toBe('chrome-extension://abcdefghijklmnop')
  expect(await allowed('moz-extension://0a1b-2c3d')).toBe('moz-extension://0a1b-2c3d')
  expect(await allowed('https://console.aws.amazon.com')).toBeNull()
  expect(await allowed('https://chrome-extension.example.com')).toBeNull()
})
