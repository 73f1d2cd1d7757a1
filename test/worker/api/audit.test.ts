import { expect, test } from 'vitest'
import { addAudit } from '../../../worker/store/audit.ts'
import { startApi } from './start.ts'

test('every change leaves who, by which door, what and to which end; reading leaves nothing', async () => {
  const { call } = await startApi()
  await call('/connectors')
  const { json: user } = await call('/users', { method: 'POST', body: { name: 'Ada', roles: ['manager'] } })
  const { json: token } = await call('/tokens', { method: 'POST', body: { name: 'Link', user: user.id, door: 'ui' } })
  await call(`/users/${user.id}`, { method: 'PATCH', body: { name: 'Ada L.' }, token: token.token })
  const { json } = await call('/audit')
  expect(json.items).toEqual([
    {
      at: '2026-01-01T00:00:00.000Z',
      name: 'Ada',
      user: user.id,
      token: token.id,
      door: 'ui',
      method: 'PATCH',
      route: '/api/users/:id',
      target: { id: user.id },
      status: 200,
    },
    expect.objectContaining({ method: 'POST', route: '/api/tokens', target: { id: token.id }, status: 201 }),
    expect.objectContaining({
      method: 'POST',
      route: '/api/users',
      target: { id: user.id },
      token: 'admin',
      status: 201,
    }),
  ])
})

test('what was refused, was wrong or concerns one’s own things is in the log too', async () => {
  const { call, reader } = await startApi()
  await call('/connectors', { method: 'POST', body: {}, token: reader })
  await call('/connectors/1', { method: 'DELETE' })
  await call('/roles', { method: 'POST', body: 'no json' })
  await call('/me/tokens/1', { method: 'DELETE', token: reader })
  const { json } = await call('/audit')
  expect(json.items.map(({ name, route, status }: Record<string, unknown>) => [name, route, status])).toEqual([
    ['A reader', '/api/me/tokens/:id', 404],
    [expect.anything(), '/api/roles', 400],
    [expect.anything(), '/api/connectors/:id', 404],
    ['A reader', '/api/connectors', 403],
  ])
})

test('neither bodies nor secrets nor addresses are in the log', async () => {
  const { call, database } = await startApi()
  const secret = 'a-client-secret-that-nobody-may-see'
  await call('/connectors', {
    method: 'POST',
    body: { cloud: 'azure', name: 'Azure', tenantId: 't', clientId: 'c', subscriptionId: 's', clientSecret: secret },
  })
  const { json } = await call('/tokens', { method: 'POST', body: { name: 'Link', role: 'reader' } })
  const stored = JSON.stringify((await database.client.execute('SELECT * FROM audit')).rows)
  expect(stored).toContain(json.id)
  expect(stored).not.toContain(secret)
  expect(stored).not.toContain(json.token)
})

test('a password that was exchanged for a token is in the log with the token, and neither of the two', async () => {
  const { app, call, reader } = await startApi()
  const body = new URLSearchParams({ username: 'me\nanybody', password: reader })
  const response = await app.request('http://127.0.0.1/auth', { method: 'POST', body })
  expect(response.status).toBe(201)
  const made = (await response.text()).split('.').at(-1) ?? ''
  const { id } = (await call('/session', { token: made })).json.token
  const { json, text } = await call('/audit')
  expect(json.items).toMatchObject([{ name: 'A reader', token: id, door: 'api', route: '/auth', status: 201 }])
  for (const secret of [reader, made, 'anybody']) expect(text).not.toContain(secret)
})

test('tokens that do not open anything are noted, twenty of them in an hour', async () => {
  const { call, time } = await startApi()
  const failed = async () => (await call('/audit?refused=true')).json.items.length
  await call('/connectors', { token: null })
  expect(await failed()).toBe(0)
  for (let attempt = 0; attempt < 25; attempt++) await call('/connectors', { token: `plb_wrong-${attempt}` })
  expect(await failed()).toBe(20)
  time.now = new Date(time.now.getTime() + 3_600_000)
  await call('/connectors', { token: 'plb_wrong' })
  expect(await failed()).toBe(21)
})

test('whoever is refused again and again within an hour leaves thirty rows, and then one that counts for each kind', async () => {
  const { call, reader, time } = await startApi()
  const refused = async (query = '') => (await call(`/audit?refused=true&pageSize=100${query}`)).json.items
  const attempt = (id: number) => call(`/connectors/${id}`, { method: 'DELETE', token: reader })
  for (let id = 0; id < 30; id++) await attempt(id)
  await Promise.all([30, 31, 32, 33, 34].map(attempt))
  for (let times = 0; times < 3; times++) await call('/users', { method: 'POST', body: {}, token: reader })
  expect(await refused()).toHaveLength(32)
  const [users, connectors, last] = await refused()
  const who = { name: 'A reader', token: expect.any(String), status: 403, at: '2026-01-01T00:00:00.000Z', target: {} }
  expect(users).toEqual({ ...who, method: 'POST', route: '/api/users', times: 3 })
  expect(connectors).toEqual({ ...who, method: 'DELETE', route: '/api/connectors/:id', times: 5 })
  expect(last).toMatchObject({ target: { id: '29' } })
  expect(last).not.toHaveProperty('times')

  await call('/connectors/77', { method: 'DELETE' })
  expect((await refused())[0]).toMatchObject({ target: { id: '77' }, status: 404 })
  time.now = new Date(time.now.getTime() + 3_600_000)
  await attempt(35)
  expect((await refused())[0]).toMatchObject({ target: { id: '35' } })
})

test('a program that exchanges its token for new ones is counted as one', async () => {
  const { app, call, reader } = await startApi()
  for (let attempt = 0; attempt < 40; attempt++) {
    const body = new URLSearchParams({ username: 'a', password: reader })
    const token = await (await app.request('http://127.0.0.1/auth', { method: 'POST', body })).text()
    await call('/connectors/1', { method: 'DELETE', token: token.split('.').at(-1) ?? '' })
  }
  const { items } = (await call('/audit?refused=true&pageSize=100')).json
  expect(items).toHaveLength(31)
  expect(items[0]).toMatchObject({ times: 10 })
})

test('changes that were made are all in the log, however many', async () => {
  const { call } = await startApi()
  for (let no = 0; no < 40; no++) await call('/users', { method: 'POST', body: { name: `User ${no}`, roles: [] } })
  expect((await call('/audit?pageSize=100')).json.items).toHaveLength(40)
})

test('the log is filtered, and read page by page', async () => {
  const { call, reader, time } = await startApi()
  for (const id of ['1', '2', '3']) {
    time.now = new Date(time.now.getTime() + 1000)
    await call(`/connectors/${id}`, { method: 'DELETE', token: id === '2' ? reader : undefined })
  }
  const ids = async (query: string) =>
    (await call(`/audit?${query}`)).json.items.map(({ target }: { target: { id: string } }) => target.id)
  expect(await ids('')).toEqual(['3', '2', '1'])
  expect(await ids('token=admin')).toEqual(['3', '1'])
  expect(await ids('from=2026-01-01T00:00:02Z&until=2026-01-01T01:00:03%2B01:00')).toEqual(['2'])
  expect(await ids('method=POST')).toEqual([])
  expect(await ids('route=/api/connectors/:id&refused=true')).toEqual(['3', '2', '1'])
  expect(await ids('refused=false')).toEqual([])

  const first = (await call('/audit?pageSize=2')).json
  expect(first.items).toHaveLength(2)
  const second = (await call(`/audit?pageSize=2&cursor=${first.next}`)).json
  expect(second.items).toHaveLength(1)
  expect(second.next).toBeUndefined()
  expect((await call('/audit?cursor=nonsense')).status).toBe(400)
  expect((await call('/audit?until=9999-12-31T23:59:59-01:00')).status).toBe(400)
})

test('entries are kept 400 days', async () => {
  const { call, database } = await startApi()
  const entry = { method: 'POST', route: '/api/users', target: {}, status: 201 }
  await addAudit(database, { ...entry, at: '2025-01-01T00:00:00.000Z' })
  await addAudit(database, { ...entry, at: '2026-02-05T00:00:00.000Z' })
  expect((await call('/audit')).json.items).toHaveLength(2)
  await addAudit(database, { ...entry, at: '2026-02-05T00:00:00.001Z' })
  expect((await call('/audit')).json.items).toHaveLength(2)
})

test('only those who administer read the log', async () => {
  const { call, reader } = await startApi()
  expect((await call('/audit', { token: reader })).status).toBe(403)
})
