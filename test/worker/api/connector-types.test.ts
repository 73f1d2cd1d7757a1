import { expect, test } from 'vitest'
import { readDueTimes, setConnectorState } from '../../../worker/store/connector-state.ts'
import { findConnector } from '../../../worker/store/connectors.ts'
import type { Database } from '../../../worker/store/database.ts'
import { readAccountConnectors, saveMembers } from '../../../worker/store/members.ts'
import { startApi } from './start.ts'

const post = (body: unknown) => ({ method: 'POST', body })
const patch = (body: unknown) => ({ method: 'PATCH', body })
const roleArn = 'arn:aws:iam::111122223333:role/Plumbline'
const aws = { cloud: 'aws', name: 'Production', roleArn }
const organization = { ...aws, type: 'organization', name: 'All', externalId: 'own-id' }
const azure = {
  ...{ cloud: 'azure', name: 'Web', tenantId: '11111111-2222-3333-4444-555555555555', clientSecret: 'planted' },
  ...{ clientId: '11111111-2222-3333-4444-666666666666', subscriptionId: '11111111-2222-3333-4444-777777777777' },
}

/** Makes members of an organization connector, as its run would. */
async function addMembers(db: Database, id: string, accounts: readonly string[]): Promise<readonly string[]> {
  const { rows } = await db.client.execute({ sql: 'SELECT no FROM connectors WHERE id = ?', args: [id] })
  const create = accounts.map((account) => ({
    ...{ account, name: account, externalId: 'own-id', type: 'cspm' as const },
    roleArn: `arn:aws:iam::${account}:role/PlumblineMember`,
  }))
  return saveMembers(db, Number(rows[0]?.no), { create, update: [], retire: [] }, new Date())
}

test('a connector of AWS is of the type cspm unless another one is asked for; those of other clouds have none', async () => {
  const { call } = await startApi()
  expect((await call('/connectors', post(aws))).json.type).toBe('cspm')
  const other = { ...aws, roleArn: roleArn.replace('1111', '4444'), type: 'inventory' }
  expect((await call('/connectors', post(other))).json.type).toBe('inventory')
  const web = (await call('/connectors', post(azure))).json
  expect(web).not.toHaveProperty('type')
  expect((await call(`/connectors/${web.id}`, patch({ type: 'cspm' }))).json.errors).toMatchObject([{ field: 'type' }])
  expect((await call('/connectors', post({ ...aws, type: 'everything' }))).status).toBe(400)
  const members = { ...other, members: { roleName: 'Member' } }
  expect((await call('/connectors', post(members))).json.errors).toMatchObject([{ field: 'members' }])
})

test('a type is changed, and the connector says what its role needs until it has run', async () => {
  const { call } = await startApi()
  const { id } = (await call('/connectors', post({ ...aws, type: 'inventory' }))).json
  const { status, json } = await call(`/connectors/${id}`, patch({ type: 'remediation' }))
  expect(status).toBe(200)
  expect(json).toMatchObject({
    type: 'remediation',
    stateReason: 'The type was changed from inventory to remediation; the next run goes by it.',
    stateAdvice: expect.stringContaining('guide of the type remediation'),
  })
  const renamed = await call(`/connectors/${id}`, patch({ name: 'Renamed', type: 'remediation' }))
  expect(renamed.json).toMatchObject({ type: 'remediation', name: 'Renamed', stateReason: json.stateReason })
})

test('an organization connector names no account of its own, and has defaults for its members', async () => {
  const { call } = await startApi()
  const { json } = await call('/connectors', post(organization))
  expect(json).toMatchObject({
    type: 'organization',
    settings: { externalId: 'own-id', members: { roleName: 'PlumblineMember', externalId: 'own-id', type: 'cspm' } },
  })
  expect(json).not.toHaveProperty('account')
  expect((await call('/connectors', post(aws))).status).toBe(201)
  const again = await call('/connectors', post({ ...organization, name: 'Again' }))
  expect(again.json).toMatchObject({ status: 409, detail: expect.stringContaining('for this organization already') })
})

test('what the members are to be is changed field by field', async () => {
  const { call } = await startApi()
  const { id } = (await call('/connectors', post({ ...organization, members: { externalId: 'their-id' } }))).json
  const { json } = await call(`/connectors/${id}`, patch({ members: { roleName: 'Reader' } }))
  expect(json.settings.members).toEqual({ roleName: 'Reader', externalId: 'their-id', type: 'cspm' })
  const wrong = await call(`/connectors/${id}`, patch({ members: { roleName: roleArn } }))
  expect(wrong.json.detail).toContain('not its ARN')
  expect((await call(`/connectors/${id}`, patch({ members: { type: 'organization' } }))).status).toBe(400)
})

test('a connector and an organization do not turn into one another', async () => {
  const { call } = await startApi()
  const one = (await call('/connectors', post(aws))).json
  const all = (await call('/connectors', post(organization))).json
  const up = await call(`/connectors/${one.id}`, patch({ type: 'organization' }))
  expect(up.json).toMatchObject({ status: 409, detail: expect.stringContaining('cannot become an organization') })
  const down = await call(`/connectors/${all.id}`, patch({ type: 'cspm' }))
  expect(down.json).toMatchObject({ status: 409, advice: expect.stringContaining('keep its members') })
})

test('members are listed by their organization, and take their role from it', async () => {
  const { call, database } = await startApi()
  const { id } = (await call('/connectors', post(organization))).json
  const [member] = await addMembers(database, id, ['444455556666', '777788889999'])
  const { items } = (await call(`/connectors?parent=${id}`)).json
  expect(items.map(({ account, parent }: { account: string; parent: string }) => [account, parent])).toEqual([
    ['444455556666', id],
    ['777788889999', id],
  ])
  for (const change of [{ externalId: 'new-id' }, { type: 'inventory' }, { roleArn }])
    expect((await call(`/connectors/${member}`, patch(change))).json).toMatchObject({
      ...{ status: 409, advice: expect.stringContaining(id) },
    })
  expect((await call(`/connectors/${member}`, patch({ name: 'Mine' }))).json.name).toBe('Mine')
  expect((await call(`/connectors/${member}`, { method: 'DELETE' })).json).toMatchObject({
    ...{ status: 409, advice: expect.stringContaining(id) },
  })
})

test.each([
  ['delete', 0],
  ['keep', 2],
] as const)('an organization is deleted when it is said that its members are to %s', async (wish, left) => {
  const { call, database } = await startApi()
  const { id } = (await call('/connectors', post(organization))).json
  await addMembers(database, id, ['444455556666', '777788889999'])
  const undecided = await call(`/connectors/${id}`, { method: 'DELETE' })
  expect(undecided.json).toMatchObject({ status: 409, advice: expect.stringContaining('members=keep') })
  expect((await call(`/connectors/${id}?members=${wish}`, { method: 'DELETE' })).status).toBe(204)
  const { items } = (await call('/connectors')).json
  expect(items).toHaveLength(left)
  for (const one of items) expect(one).not.toHaveProperty('parent')
})

test('a retired member is not due, is not run, and may be deleted', async () => {
  const { call, database, time } = await startApi()
  const { id } = (await call('/connectors', post(organization))).json
  const [first = '', second] = await addMembers(database, id, ['444455556666', '777788889999'])
  await call(`/connectors/${first}/run`, { method: 'POST' })
  const { no } = (await readAccountConnectors(database)).find((one) => one.id === first) ?? { no: 0 }
  const retire = [{ no, id: first, reason: 'The account 444455556666 is closed.' }]
  await saveMembers(database, 1, { create: [], update: [], retire }, time.now)
  expect(await findConnector(database, first)).toMatchObject({ state: 'Offline', retired: time.now.toISOString() })
  expect((await readDueTimes(database)).map((due) => due.id).sort()).toEqual([id, second].sort())
  expect((await call(`/connectors/${first}/runs`)).json.items).toMatchObject([
    { state: 'cancelled', reason: 'The account 444455556666 is closed.' },
  ])
  expect((await call(`/connectors/${first}/run`, { method: 'POST' })).json).toMatchObject({
    ...{ status: 409, detail: 'The account 444455556666 is closed.', advice: expect.any(String) },
  })
  expect((await call(`/connectors/${first}`, { method: 'DELETE' })).status).toBe(204)
})

test('a run that ends after its member was retired does not bring it online', async () => {
  const { call, database, time } = await startApi()
  const { id } = (await call('/connectors', post(organization))).json
  const [member = ''] = await addMembers(database, id, ['444455556666'])
  const { no } = (await readAccountConnectors(database))[0] ?? { no: 0 }
  const retire = [{ no, id: member, reason: 'The account 444455556666 is closed.' }]
  await saveMembers(database, 1, { create: [], update: [], retire }, time.now)
  await database.write(setConnectorState(no, { state: 'Online', lastRun: new Date('2026-02-02') }))
  expect(await findConnector(database, member)).toMatchObject({
    ...{ state: 'Offline', stateReason: 'The account 444455556666 is closed.', lastRun: '2026-02-02T00:00:00.000Z' },
  })
})

test('an account that was connected since the plan was made is left alone', async () => {
  const { call, database } = await startApi()
  const { id } = (await call('/connectors', post(organization))).json
  await call('/connectors', post(aws))
  expect(await addMembers(database, id, ['111122223333'])).toEqual([])
  expect((await call(`/connectors?parent=${id}`)).json.items).toEqual([])
})
