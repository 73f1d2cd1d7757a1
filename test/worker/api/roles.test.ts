import { describe, expect, test } from 'vitest'
import {
  builtInRoles,
  conflictOf,
  type Door,
  type Permission,
  permissionLabels,
  permissions,
  rightsOf,
} from '../../../shared/permission.ts'
import { startApi } from './start.ts'

type Api = Awaited<ReturnType<typeof startApi>>

/** A token of a role with these permissions, for one door. */
async function tokenWith({ call }: Api, held: readonly Permission[], door?: Door): Promise<string> {
  const role = await call('/roles', { method: 'POST', body: { name: held.join(), permissions: held } })
  const made = await call('/tokens', { method: 'POST', body: { name: 'One', role: role.json.id, door } })
  return made.json.token
}

const draft = { cloud: 'aws', name: 'New', roleArn: 'arn:aws:iam::111122223333:role/P', externalId: 'plumbline-2' }

describe('what the roles of CloudView let do', () => {
  test('F308 a reader sees connectors, controls, policies and resources', async () => {
    const { call, reader } = await startApi()
    for (const path of ['/connectors', '/controls', '/policies', '/resources', '/evaluations', '/runs', '/mandates']) {
      expect((await call(path, { token: reader })).status, path).toBe(200)
    }
  })

  test('F309 a reader makes no connector, and evaluates nothing', async () => {
    const { call, reader } = await startApi()
    const status = async (path: string, body: object) =>
      (await call(path, { method: 'POST', body, token: reader })).status
    expect(await status('/connectors', draft)).toBe(403)
    expect(await status('/evaluations/reevaluate', { resourceId: 'arn:aws:s3:::one' })).toBe(403)
    expect(await status('/connectors/1/run', {})).toBe(403)
  })

  test('F302 F303 F304 to create, to update and to delete are told apart', async () => {
    const api = await startApi()
    const rights = async (one: Permission) =>
      (await api.call('/session', { token: await tokenWith(api, ['api', one]) })).json.rights
    expect(await rights('create')).toEqual(['read', 'create'])
    expect(await rights('update')).toEqual(['read', 'update'])
    expect(await rights('delete')).toEqual(['read', 'delete'])
    const status = async (one: Permission, method: string, path: string) =>
      (await api.call(path, { method, token: await tokenWith(api, ['ui', one]), body: {} })).status
    expect(await status('create', 'POST', '/connectors')).not.toBe(403)
    expect(await status('update', 'POST', '/connectors')).toBe(403)
    expect(await status('update', 'PATCH', '/connectors/1')).not.toBe(403)
    expect(await status('delete', 'PATCH', '/connectors/1')).toBe(403)
    expect(await status('delete', 'DELETE', '/connectors/1')).toBe(404)
  })

  test('F298 F310 full access to the interface without any for programs', () => {
    const held: readonly Permission[] = ['ui', 'create', 'update', 'delete']
    expect(rightsOf(held, 'ui')).toEqual(['read', 'create', 'update', 'delete'])
    expect(rightsOf(held, 'api')).toEqual([])
  })

  test('F298 F311 an interface that only shows', () => {
    expect(rightsOf(['ui', 'readonly'], 'ui')).toEqual(['read'])
    expect(rightsOf(['ui', 'readonly'], 'api')).toEqual([])
  })

  test('F301 read-only access must be cleared for full access in a role, and adds nothing to take away in another', async () => {
    const { call } = await startApi()
    const make = (held: readonly Permission[]) =>
      call('/roles', { method: 'POST', body: { name: held.join(), permissions: held } })
    for (const other of ['create', 'update', 'delete'] as const) {
      const { status, json } = await make(['ui', 'readonly', other])
      expect(status).toBe(400)
      expect(json.detail).toMatch(new RegExp(`must be cleared for full access.*${other}`))
    }
    expect(conflictOf(['readonly', 'ui', 'api', 'api-readonly', 'administer'])).toBeUndefined()
  })
})

describe('F305 F306 F307 the two doors', () => {
  test('a token of the extension needs the permission ui', async () => {
    const api = await startApi()
    const token = await tokenWith(api, ['api', 'create'], 'ui')
    const { status, json } = await api.call('/session', { token })
    expect(status).toBe(403)
    expect(json.detail).toContain('CLOUDVIEW UI Access')
  })

  test('a token for programs needs the permission api or api-readonly', async () => {
    const api = await startApi()
    const token = await tokenWith(api, ['ui', 'create'], 'api')
    const { status, json } = await api.call('/session', { token })
    expect(status).toBe(403)
    expect(json.detail).toContain('CLOUDVIEW API Access')
  })

  test('F300 with api-readonly alone programs read, and change nothing', async () => {
    const api = await startApi()
    const token = await tokenWith(api, ['ui', 'api-readonly', 'create', 'administer'], 'api')
    expect((await api.call('/connectors', { token })).status).toBe(200)
    const refused = await api.call('/connectors', { method: 'POST', body: draft, token })
    expect(refused.status).toBe(403)
    expect(refused.json.detail).toContain('read only')
    expect((await api.call('/users', { token })).status).toBe(403)
  })

  test('the doors alone show nothing', () => {
    expect(rightsOf(['ui', 'api'], 'ui')).toEqual([])
    expect(rightsOf(['ui', 'api'], 'api')).toEqual([])
    expect(rightsOf(['create'])).toEqual([])
  })

  test('a token without a door of its own has the rights of both', () => {
    expect(rightsOf(['api-readonly', 'ui', 'update'])).toEqual(['read', 'update'])
  })
})

test('the seven permissions of CloudView have its names, and the built-in roles are consistent', async () => {
  const { call } = await startApi()
  const { json } = await call('/roles')
  expect(json.permissions).toEqual(permissions.map((id) => ({ id, label: permissionLabels[id] })))
  expect(Object.values(permissionLabels)).toEqual(
    expect.arrayContaining([
      'CLOUDVIEW UI Access',
      'CLOUDVIEW API Access',
      'CLOUDVIEW API Readonly Access',
      'CLOUDVIEW Readonly Access',
      'Create CLOUDVIEW Profile',
      'Update CLOUDVIEW Profile',
      'Delete CLOUDVIEW Profile',
    ]),
  )
  expect(json.items).toEqual(builtInRoles)
  for (const role of builtInRoles) expect(conflictOf(role.permissions), role.id).toBeUndefined()
})

test('F312 a role is made, changed for whoever has it, and deleted when nobody has', async () => {
  const api = await startApi()
  const { call } = api
  const made = await call('/roles', { method: 'POST', body: { name: 'Makers', permissions: ['create', 'ui', 'ui'] } })
  expect(made.status).toBe(201)
  expect(made.json).toMatchObject({ name: 'Makers', description: '', permissions: ['ui', 'create'], builtIn: false })
  const { id } = made.json
  const token = (await call('/tokens', { method: 'POST', body: { name: 'One', role: id } })).json
  const changed = await call(`/roles/${id}`, { method: 'PATCH', body: { permissions: ['ui', 'update'] } })
  expect(changed.json).toMatchObject({ name: 'Makers', permissions: ['ui', 'update'] })
  expect((await call('/session', { token: token.token })).json.rights).toEqual(['read', 'update'])

  expect((await call(`/roles/${id}`, { method: 'DELETE' })).status).toBe(409)
  await call(`/tokens/${token.id}`, { method: 'DELETE' })
  expect((await call(`/roles/${id}`, { method: 'DELETE' })).status).toBe(204)
  expect((await call(`/roles/${id}`)).status).toBe(404)
})

test('a role that users have stays', async () => {
  const { call } = await startApi()
  const { json } = await call('/roles', { method: 'POST', body: { name: 'Makers', permissions: ['create'] } })
  await call('/users', { method: 'POST', body: { name: 'Rita', roles: [json.id] } })
  expect((await call(`/roles/${json.id}`, { method: 'DELETE' })).status).toBe(409)
})

test('built-in roles stay as they are, and names are used once', async () => {
  const { call } = await startApi()
  for (const id of ['reader', 'manager']) {
    expect((await call(`/roles/${id}`, { method: 'PATCH', body: { name: 'Mine' } })).status).toBe(409)
    expect((await call(`/roles/${id}`, { method: 'DELETE' })).status).toBe(409)
  }
  const make = (name: string) => call('/roles', { method: 'POST', body: { name, permissions: [] } })
  const first = await make('Makers')
  expect((await make('Makers')).status).toBe(409)
  expect((await make('Reader')).status).toBe(409)
  const second = await make('Others')
  const renamed = await call(`/roles/${second.json.id}`, { method: 'PATCH', body: { name: 'Makers' } })
  expect(renamed.status).toBe(409)
  expect((await call(`/roles/${first.json.id}`, { method: 'PATCH', body: {} })).status).toBe(200)
})

test('names stand on one line, so that no list of them can be made to lie', async () => {
  const { call } = await startApi()
  for (const name of ['Ann\nMax', 'Ann\u0000', 'Ann\u001b[2J', '\u202ennA', 'Ann\u2028Max']) {
    for (const [path, body] of [
      ['/roles', { name, permissions: [] }],
      ['/users', { name, roles: [] }],
      ['/tokens', { name, role: 'reader' }],
    ] as const) {
      expect((await call(path, { method: 'POST', body })).status, `${path} ${JSON.stringify(name)}`).toBe(400)
    }
  }
  expect((await call('/users', { method: 'POST', body: { name: 'Zoë O’Neil 李', roles: [] } })).status).toBe(201)
})

test('a token asks for a role that exists, or a user, and not for both', async () => {
  const { call } = await startApi()
  const status = async (body: object) => (await call('/tokens', { method: 'POST', body })).status
  expect(await status({ name: 'One' })).toBe(400)
  expect(await status({ name: 'One', role: 'nobody' })).toBe(400)
  expect(await status({ name: 'One', user: 'nobody' })).toBe(400)
  expect(await status({ name: 'One', user: 'nobody', role: 'reader' })).toBe(400)
})
