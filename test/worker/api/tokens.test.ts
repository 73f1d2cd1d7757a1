import { describe, expect, test } from 'vitest'
import { ensureAdminToken } from '../../../worker/store/tokens.ts'
import { manager, start, startApi } from './start.ts'

const made = { name: 'Browser', role: 'reader' }

test('a token is made, shown once, renamed, and revoked', async () => {
  const { call } = await startApi()
  const created = await call('/tokens', { method: 'POST', body: made })
  expect(created.status).toBe(201)
  const { id, token } = created.json
  expect(token).toMatch(/^plb_[\w-]{43}$/)
  expect((await call('/session', { token })).json.role).toBe('reader')

  expect((await call(`/tokens/${id}`)).text).not.toContain(token)
  const renamed = await call(`/tokens/${id}`, { method: 'PATCH', body: { name: 'Laptop' } })
  expect(renamed.json).toMatchObject({ id, name: 'Laptop', role: 'reader' })

  expect((await call(`/tokens/${id}`, { method: 'DELETE' })).status).toBe(204)
  expect((await call('/session', { token })).status).toBe(401)
  expect((await call(`/tokens/${id}`)).json.revoked).toBe(start.toISOString())
})

test('an end is kept in UTC, can be moved and taken away, and lies ahead', async () => {
  const { call } = await startApi()
  const { json } = await call('/tokens', { method: 'POST', body: { ...made, expires: '2026-06-01T02:00:00+02:00' } })
  expect(json.expires).toBe('2026-06-01T00:00:00.000Z')
  const moved = await call(`/tokens/${json.id}`, { method: 'PATCH', body: { expires: null } })
  expect(moved.json.expires).toBeUndefined()
  for (const expires of ['9999-12-31T23:59:59-01:00', '0000-01-01T00:00:00+01:00', 'soon', '']) {
    expect((await call('/tokens', { method: 'POST', body: { ...made, expires } })).status, expires).toBe(400)
  }
  const past = await call('/tokens', { method: 'POST', body: { ...made, expires: '2025-01-01T00:00:00Z' } })
  expect(past.status).toBe(400)
  expect(past.json.detail).toMatch(/still to come/)
})

test('the first start makes a manager’s token, the next one does not', async () => {
  const { database } = await startApi()
  await database.write(['DELETE FROM tokens'])
  const first = await ensureAdminToken(database, undefined, start)
  expect(first).toMatch(/^plb_/)
  expect(await ensureAdminToken(database, undefined, start)).toBeUndefined()
})

test('when the last manager’s token was revoked, the next start makes a new one', async () => {
  const { call, database } = await startApi()
  expect((await call('/tokens/admin', { method: 'DELETE' })).status).toBe(204)
  const token = await ensureAdminToken(database, undefined, start)
  expect((await call('/session', { token: token ?? '' })).json.role).toBe('manager')
})

test('a given admin token opens at once and takes the place of the one before', async () => {
  const { call, database } = await startApi()
  const given = 'another-token-of-more-than-24-letters'
  expect(await ensureAdminToken(database, given, start)).toBeUndefined()
  expect((await call('/session', { token: given })).json.role).toBe('manager')
  expect((await call('/session', { token: manager })).status).toBe(401)
})

test('a token that is known already can be given as the admin token', async () => {
  const { call, database, reader } = await startApi()
  await ensureAdminToken(database, reader, start)
  expect((await call('/session', { token: reader })).json.role).toBe('manager')
})

test('the row of a token that came to its end goes a month later', async () => {
  const { call, time } = await startApi()
  const { json } = await call('/tokens', { method: 'POST', body: { ...made, expires: '2026-03-01T00:00:00Z' } })
  const isThereAt = async (now: string) => {
    time.now = new Date(now)
    await call('/tokens', { method: 'POST', body: made })
    return (await call(`/tokens/${json.id}`)).status === 200
  }
  expect(await isThereAt('2026-03-31T00:00:00Z')).toBe(true)
  expect(await isThereAt('2026-03-31T00:00:01Z')).toBe(false)
})

test('the row of a short one, as each sign-in makes, stays as long as it lived', async () => {
  const { call, time } = await startApi()
  const { json } = await call('/tokens', { method: 'POST', body: { ...made, expires: '2026-01-01T04:00:00Z' } })
  const isThereAt = async (now: string) => {
    time.now = new Date(now)
    await call('/tokens', { method: 'POST', body: made })
    return (await call(`/tokens/${json.id}`)).status === 200
  }
  expect(await isThereAt('2026-01-01T07:59:00Z')).toBe(true)
  expect(await isThereAt('2026-01-01T08:01:00Z')).toBe(false)
})

describe('what a token of nobody kept for itself', () => {
  type Api = Awaited<ReturnType<typeof startApi>>

  /** A search, a dashboard and a template of its own, one of each that all may see, and its choice of what it sees first. */
  async function keep({ call }: Api, token: string) {
    const as = (path: string, body?: object, method = 'POST') => call(path, { method, body, token })
    const search = { list: 'resources', query: 'tag.team:blue' }
    for (const shared of [false, true]) {
      const title = shared ? 'For all' : 'Mine'
      expect((await as('/searches', { ...search, title, shared })).status).toBe(201)
      const { status, json } = await as('/dashboards', { title, shared, widgets: [] })
      expect(status).toBe(201)
      expect((await as(`/dashboards/${json.id}/default`, undefined, 'PUT')).status).toBe(204)
    }
    const widget = { type: 'count', title: 'Mine', list: 'resources', query: 'tag.team:blue' }
    expect((await as('/dashboards/templates', { widget })).status).toBe(201)
  }
  const left = async ({ database }: Api) =>
    (
      await database.client.execute(
        `SELECT 'search ' || title AS thing FROM saved_searches UNION ALL SELECT 'dashboard ' || title FROM dashboards
         UNION ALL SELECT 'default' FROM default_dashboards UNION ALL SELECT 'template ' || title FROM widget_templates`,
      )
    ).rows.map(({ thing }) => thing)
  const all = ['search Mine', 'search For all', 'dashboard Mine', 'dashboard For all', 'default', 'template Mine']
  const shared = ['search For all', 'dashboard For all']

  test('goes when it is revoked, and what it shared stays', async () => {
    const api = await startApi()
    const { json } = await api.call('/tokens', { method: 'POST', body: { name: 'P', role: 'manager' } })
    await keep(api, json.token)
    await keep(api, api.reader)
    expect(await left(api)).toHaveLength(2 * all.length)
    await api.call(`/tokens/${json.id}`, { method: 'DELETE' })
    expect((await left(api)).toSorted()).toEqual([...all, ...shared].toSorted())
    expect((await api.call('/searches?whose=mine', { token: api.reader })).json.total).toBe(2)
  })

  test('goes with its row when it came to its end, and not while that may be moved', async () => {
    const api = await startApi()
    const { call, time } = api
    const body = { name: 'P', role: 'reader', expires: '2026-01-02T00:00:00Z' }
    const { json } = await call('/tokens', { method: 'POST', body })
    await keep(api, json.token)
    const another = () => call('/tokens', { method: 'POST', body: { name: 'Q', role: 'reader' } })
    time.now = new Date('2026-01-02T12:00:00.000Z')
    await another()
    expect(await left(api)).toHaveLength(all.length)
    time.now = new Date('2026-01-04T00:00:00.000Z')
    await another()
    expect(await left(api)).toEqual(shared)
  })

  test('stays where the worker’s own token gets another one in its place', async () => {
    const api = await startApi()
    await keep(api, manager)
    const next = 'plb_the-next-one-0123456789abcdefghijklmnop'
    await ensureAdminToken(api.database, next, api.time.now)
    expect((await api.call('/searches?whose=mine', { token: next })).json.total).toBe(2)
    expect(await left(api)).toHaveLength(all.length)
  })
})

test('what a token was exchanged for ends with it: when it is revoked, when its end moves, when another takes its place', async () => {
  const { app, call, database } = await startApi()
  const exchange = async (password: string) => {
    const body = new URLSearchParams({ username: 'me', password })
    const response = await app.request('http://127.0.0.1/auth', { method: 'POST', body })
    return (await response.text()).split('.').at(-1) ?? ''
  }
  const status = async (token: string) => (await call('/session', { token })).status
  const { id, token } = (await call('/tokens', { method: 'POST', body: made })).json
  const first = await exchange(token)
  const second = await exchange(first)
  expect((await call('/session', { token: second })).json.token).toMatchObject({ parent: id, door: 'api' })
  await call(`/tokens/${id}`, { method: 'PATCH', body: { expires: '2026-01-01T01:00:00Z' } })
  expect((await call('/session', { token: second })).json.token.expires).toBe('2026-01-01T01:00:00.000Z')
  await call(`/tokens/${id}`, { method: 'PATCH', body: { expires: null } })
  expect((await call('/session', { token: second })).json.token.expires).toBe('2026-01-01T01:00:00.000Z')
  await call(`/tokens/${id}`, { method: 'DELETE' })
  expect([await status(first), await status(second)]).toEqual([401, 401])

  const ofManager = await exchange(manager)
  expect(await status(ofManager)).toBe(200)
  await ensureAdminToken(database, 'another-token-of-more-than-24-letters', start)
  expect(await status(ofManager)).toBe(401)
  expect(await status('another-token-of-more-than-24-letters')).toBe(200)
})

test('the tokens of before have both doors, and a token for one door says which', async () => {
  const { call } = await startApi()
  expect((await call('/tokens', { method: 'POST', body: made })).json.door).toBeUndefined()
  const { json } = await call('/tokens', { method: 'POST', body: { ...made, door: 'api' } })
  expect((await call('/session', { token: json.token })).json.token).toMatchObject({ role: 'reader', door: 'api' })
})
