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
