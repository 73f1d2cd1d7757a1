import { expect, test } from 'vitest'
import { createUser } from '../../../worker/store/users.ts'
import { start, startApi } from './start.ts'

type Api = Awaited<ReturnType<typeof startApi>>

/** Makes a user with a token of theirs. */
async function add({ call }: Api, name: string, roles: readonly string[], door?: 'ui' | 'api') {
  const { json } = await call('/users', { method: 'POST', body: { name, roles } })
  const made = await call('/tokens', { method: 'POST', body: { name: `Of ${name}`, user: json.id, door } })
  return { id: json.id as string, token: made.json.token as string, tokenId: made.json.id as string }
}

test('F299 F313 an administrator makes a user, gives roles and a pairing link; a reader makes nobody', async () => {
  const api = await startApi()
  const { id, token } = await add(api, 'Rita', ['reader'], 'ui')
  const session = await api.call('/session', { token })
  expect(session.json).toMatchObject({ name: 'Rita', role: 'reader', user: { id }, rights: ['read'] })
  expect(session.json.token).toMatchObject({ user: id, door: 'ui', expires: '2027-01-01T00:00:00.000Z' })
  const refused = await api.call('/users', { method: 'POST', body: { name: 'Sub', roles: ['reader'] }, token })
  expect(refused.status).toBe(403)
  expect(refused.json.detail).toContain('administer')
})

test('F297 the permissions of several roles add up', async () => {
  const api = await startApi()
  const role = { name: 'Makers', permissions: ['ui', 'create'] }
  const { json } = await api.call('/roles', { method: 'POST', body: role })
  const { token } = await add(api, 'Rita', ['reader', json.id])
  expect((await api.call('/session', { token })).json.rights).toEqual(['read', 'create'])
})

test('a user is renamed, gets other roles at once, and is deleted with the tokens', async () => {
  const api = await startApi()
  const { id, token } = await add(api, 'Rita', ['reader'])
  const changed = await api.call(`/users/${id}`, {
    method: 'PATCH',
    body: { name: 'Rita B.', email: 'rita@example.com', roles: ['manager', 'manager'] },
  })
  expect(changed.json).toMatchObject({ name: 'Rita B.', email: 'rita@example.com', roles: ['manager'] })
  expect((await api.call('/session', { token })).json.role).toBe('manager')
  const without = await api.call(`/users/${id}`, { method: 'PATCH', body: { email: null } })
  expect(without.json.email).toBeUndefined()

  await add(api, 'Max', ['manager'])
  expect((await api.call(`/users/${id}`, { method: 'DELETE' })).status).toBe(204)
  expect((await api.call(`/users/${id}`)).status).toBe(404)
  expect((await api.call('/session', { token })).status).toBe(401)
})

test('what a deleted user kept for themselves goes with them, and what they shared stays', async () => {
  const api = await startApi()
  const { id, token } = await add(api, 'Rita', ['reader'])
  for (const [title, shared] of [
    ['Mine', false],
    ['Ours', true],
  ] as const) {
    const search = { title, shared, list: 'evaluations', query: 'control.result:FAIL' }
    expect((await api.call('/searches', { method: 'POST', body: search, token })).status).toBe(201)
  }
  expect((await api.call(`/users/${id}`, { method: 'DELETE' })).status).toBe(204)
  const { items } = (await api.call('/searches?whose=all')).json
  expect(items.map(({ title }: { title: string }) => title)).toEqual(['Ours'])
})

test('an administrator gives a user’s token no longer life either', async () => {
  const api = await startApi()
  const { id, tokenId } = await add(api, 'Rita', ['reader'])
  const expires = '2027-01-01T00:00:00.001Z'
  expect((await api.call('/tokens', { method: 'POST', body: { name: 'Long', user: id, expires } })).status).toBe(400)
  const end = async (body: object) => (await api.call(`/tokens/${tokenId}`, { method: 'PATCH', body })).status
  expect(await end({ expires })).toBe(400)
  expect(await end({ expires: null })).toBe(400)
  expect(await end({ expires: '2026-02-01T00:00:00Z' })).toBe(200)
})

test('disabling revokes every token of a user for good', async () => {
  const api = await startApi()
  const { id, token, tokenId } = await add(api, 'Rita', ['reader'])
  await api.call(`/users/${id}`, { method: 'PATCH', body: { disabled: true } })
  expect((await api.call('/session', { token })).json.detail).toMatch(/revoked/)
  const enabled = await api.call(`/users/${id}`, { method: 'PATCH', body: { disabled: false } })
  expect(enabled.json.disabled).toBeUndefined()
  expect((await api.call('/session', { token })).status).toBe(401)
  expect((await api.call(`/tokens/${tokenId}`)).json.revoked).toBe(start.toISOString())
  const again = await api.call('/tokens', { method: 'POST', body: { name: 'New', user: id } })
  expect((await api.call('/session', { token: again.json.token })).status).toBe(200)
})

test('changes that are made at once are all kept: renaming does not enable somebody who is being disabled', async () => {
  const api = await startApi()
  const { id } = await add(api, 'Rita', ['reader'])
  const change = (body: object) => api.call(`/users/${id}`, { method: 'PATCH', body })
  await Promise.all([{ disabled: true }, { name: 'Rita B.' }, { roles: [] }].map(change))
  const { json } = await api.call(`/users/${id}`)
  expect(json).toMatchObject({ name: 'Rita B.', roles: [], disabled: start.toISOString() })
})

test('two administrators who are taken away at once leave one', async () => {
  const api = await startApi()
  const one = await add(api, 'Rita', ['manager'])
  const other = await add(api, 'Max', ['manager'])
  const answers = await Promise.all([one, other].map(({ id }) => api.call(`/users/${id}`, { method: 'DELETE' })))
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
})

test('a token for a user who is being deleted is refused, or goes with them', async () => {
  const api = await startApi()
  const { id } = await add(api, 'Rita', ['reader'])
  const body = { name: 'New', user: id }
  const [, made] = await Promise.all([
    api.call(`/users/${id}`, { method: 'DELETE' }),
    api.call('/tokens', { method: 'POST', body }),
  ])
  expect([201, 400]).toContain(made.status)
  expect((await api.call('/tokens')).json.items.some(({ user }: { user?: string }) => user === id)).toBe(false)
})

test('a disabled user opens nothing even with a token that was not revoked', async () => {
  const api = await startApi()
  const { id, token } = await add(api, 'Rita', ['reader'])
  await api.database.write([{ sql: `UPDATE users SET disabled = '2026' WHERE id = ?`, args: [id] }])
  expect((await api.call('/session', { token })).json.detail).toMatch(/disabled/)
})

test('the last user who may administer cannot be disabled, demoted or deleted', async () => {
  const api = await startApi()
  const admin = { name: 'Admins', permissions: ['ui', 'administer'] }
  const role = (await api.call('/roles', { method: 'POST', body: admin })).json.id
  const { id } = await add(api, 'Ada', [role])
  const refused = [
    await api.call(`/users/${id}`, { method: 'PATCH', body: { disabled: true } }),
    await api.call(`/users/${id}`, { method: 'PATCH', body: { roles: ['reader'] } }),
    await api.call(`/users/${id}`, { method: 'DELETE' }),
    await api.call(`/roles/${role}`, { method: 'PATCH', body: { permissions: ['ui', 'readonly'] } }),
  ]
  expect(refused.map(({ status }) => status)).toEqual([409, 409, 409, 409])
  expect(refused[0]?.json.advice).toContain('another user')

  await add(api, 'Bea', ['manager'])
  expect((await api.call(`/users/${id}`, { method: 'PATCH', body: { disabled: true } })).status).toBe(200)
})

test('a user has roles that exist, and a subject only where there is a provider', async () => {
  const { call } = await startApi()
  const make = (body: object) => call('/users', { method: 'POST', body })
  const noRole = await make({ name: 'Rita', roles: ['nobody'] })
  expect(noRole.status).toBe(400)
  expect(noRole.json.errors).toEqual([{ field: 'roles', message: 'There is no role with the id nobody.' }])
  expect((await make({ name: 'Rita', roles: [], subject: 's' })).status).toBe(400)
  expect((await make({ name: 'Rita', roles: [], email: 'no address' })).status).toBe(400)
})

test('two users cannot be the same subject of a provider', async () => {
  const { database } = await startApi()
  const draft = { name: 'Rita', roles: [], issuer: 'https://login.example.com', subject: 's' }
  expect(await createUser(database, draft, start)).toBeDefined()
  expect(await createUser(database, draft, start)).toBeUndefined()
})

test('when a user was last seen is written once an hour', async () => {
  const api = await startApi()
  const { id, token } = await add(api, 'Rita', ['reader'])
  const seenAfter = async (time: string) => {
    api.time.now = new Date(time)
    await api.call('/session', { token })
    return (await api.call(`/users/${id}`)).json.lastSeen
  }
  expect(await seenAfter('2026-01-01T00:10:00.000Z')).toBe('2026-01-01T00:10:00.000Z')
  expect(await seenAfter('2026-01-01T01:09:00.000Z')).toBe('2026-01-01T00:10:00.000Z')
  expect(await seenAfter('2026-01-01T01:10:00.000Z')).toBe('2026-01-01T01:10:00.000Z')
})

test('people make tokens for their programs, with their own rights at most and an end within a year', async () => {
  const api = await startApi()
  const rita = await add(api, 'Rita', ['manager'], 'ui')
  const make = (body: object, token = rita.token) => api.call('/me/tokens', { method: 'POST', body, token })
  const { status, json } = await make({ name: 'Laptop', readsOnly: true, expires: '2026-06-01T00:00:00Z' })
  expect(status).toBe(201)
  expect(json).toMatchObject({ user: rita.id, door: 'api', readsOnly: true, expires: '2026-06-01T00:00:00.000Z' })
  expect((await api.call('/session', { token: json.token })).json.rights).toEqual(['read'])
  const refused = await api.call('/users', { token: json.token })
  expect(refused.json).toMatchObject({ status: 403, detail: 'This token only reads.' })

  expect((await make({ name: 'Usual' })).json.expires).toBe('2026-04-01T00:00:00.000Z')
  expect((await make({ name: 'Long', expires: '2027-01-01T00:00:00.001Z' })).status).toBe(400)
  expect((await make({ name: 'Past', expires: '2025-12-31T00:00:00Z' })).status).toBe(400)

  await add(api, 'Max', ['manager'])
  await api.call(`/users/${rita.id}`, { method: 'PATCH', body: { roles: ['reader'] } })
  const full = (await make({ name: 'Full' })).json
  expect((await api.call('/session', { token: full.token })).json.rights).toEqual(['read'])
})

test('a program’s token makes no tokens, and a token of nobody has none of its own', async () => {
  const api = await startApi()
  const { token } = await add(api, 'Rita', ['manager'], 'api')
  const made = await api.call('/me/tokens', { method: 'POST', body: { name: 'Copy' }, token })
  expect(made.status).toBe(403)
  expect(made.json.detail).toContain('made by people')
  expect((await api.call('/me/tokens', { method: 'POST', body: { name: 'Copy' } })).status).toBe(409)
  expect((await api.call('/me/tokens')).json.items).toEqual([])
})

test('who signs out leaves no token behind; a token of nobody does not end that way', async () => {
  const api = await startApi()
  const { token } = await add(api, 'Rita', ['reader'], 'ui')
  expect((await api.call('/session', { method: 'DELETE', token })).status).toBe(204)
  expect((await api.call('/session', { token })).status).toBe(401)
  expect((await api.call('/session', { method: 'DELETE' })).status).toBe(409)
  expect((await api.call('/session')).status).toBe(200)
})

test('F307 whose roles let no program in makes no token for one', async () => {
  const api = await startApi()
  const role = { name: 'Browser only', permissions: ['ui', 'readonly'] }
  const { json } = await api.call('/roles', { method: 'POST', body: role })
  const { token } = await add(api, 'Rita', [json.id], 'ui')
  const made = await api.call('/me/tokens', { method: 'POST', body: { name: 'Laptop' }, token })
  expect(made.status).toBe(403)
  expect(made.json.detail).toContain('CLOUDVIEW API Access')
})

test('everybody sees and revokes their own tokens, and nobody else’s', async () => {
  const api = await startApi()
  const rita = await add(api, 'Rita', ['reader'], 'ui')
  const max = await add(api, 'Max', ['manager'], 'ui')
  const own = (await api.call('/me/tokens', { token: rita.token })).json.items
  expect(own.map(({ id }: { id: string }) => id)).toEqual([rita.tokenId])
  const other = await api.call(`/me/tokens/${max.tokenId}`, { method: 'DELETE', token: rita.token })
  expect(other.status).toBe(404)
  const ended = await api.call(`/me/tokens/${rita.tokenId}`, { method: 'DELETE', token: rita.token })
  expect(ended.status).toBe(204)
  expect((await api.call('/session', { token: rita.token })).status).toBe(401)
})
