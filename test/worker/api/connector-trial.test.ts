import { expect, test } from 'vitest'
import { ConnectionError } from '../../../worker/connection.ts'
import { createToken } from '../../../worker/store/tokens.ts'
import { startApi } from './start.ts'

const externalId = 'plumbline-00000000-1111-2222-3333-444444444444'
const aws = { cloud: 'aws', name: 'Production', roleArn: 'arn:aws:iam::111122223333:role/Plumbline', externalId }
const other = { ...aws, roleArn: 'arn:aws:iam::444455556666:role/Plumbline' }
const azure = {
  ...{ cloud: 'azure', name: 'Web', clientSecret: 'azure-hunter2-planted' },
  tenantId: '11111111-2222-3333-4444-555555555555',
  clientId: '11111111-2222-3333-4444-666666666666',
  subscriptionId: '11111111-2222-3333-4444-777777777777',
}
const post = (body: unknown, token?: string) => ({ method: 'POST', body, ...(token && { token }) })
const colleague = async ({ database, time }: Awaited<ReturnType<typeof startApi>>) =>
  (await createToken(database, { name: 'A colleague', role: 'manager' }, time.now)).token

test('F016 a draft is tested before it is saved: the account that it reaches is told, and nothing is stored', async () => {
  const { call } = await startApi()
  expect(await call('/connectors/test', post(aws))).toMatchObject({ status: 200, json: { account: '111122223333' } })
  expect((await call('/connectors')).json.items).toEqual([])
  expect((await call('/connectors', post(aws))).json.settings.externalId).toBe(externalId)
})

test('F028 a draft that cannot sign in is told why and what to do', async () => {
  const { call, context } = await startApi()
  const refuse = () => Promise.reject(new ConnectionError('The role does not trust this worker.', 'Repeat step 1.'))
  Object.assign(context.engine, { reach: refuse })
  expect(await call('/connectors/test', post(aws))).toMatchObject({
    status: 422,
    json: { detail: 'The role does not trust this worker.', advice: 'Repeat step 1.' },
  })
})

test('F050 the secret of a draft goes to the engine sealed, and stays neither in the store nor in the log', async () => {
  const { call, context, database, lines } = await startApi()
  const seen: string[] = []
  const reach: typeof context.engine.reach = async ({ id, sealed = '', ...rest }) => {
    seen.push(JSON.stringify([sealed, rest]), context.secrets.unseal(sealed, id))
    return { account: azure.subscriptionId }
  }
  Object.assign(context.engine, { reach })
  expect((await call('/connectors/test', post(azure))).status).toBe(200)
  expect(seen[0]).not.toContain('planted')
  expect(seen[1]).toBe(azure.clientSecret)
  const audit = (await call('/audit')).text
  expect(audit).toContain('/api/connectors/test')
  const { rows } = await database.client.execute('SELECT * FROM connectors')
  expect(JSON.stringify([rows, audit, lines])).not.toContain('planted')
})

test('F037 an external id that was made for a connector opens no other account: neither tested, saved nor changed', async () => {
  const { call } = await startApi()
  await call('/connectors', post(aws))
  for (const path of ['/connectors/test', '/connectors']) {
    const { status, json } = await call(path, post(other))
    expect([status, json.detail]).toEqual([409, 'This external id was made for another connector.'])
  }
  const free = (await call('/connectors', post({ ...other, externalId: undefined }))).json
  const changed = await call(`/connectors/${free.id}`, { method: 'PATCH', body: { externalId } })
  expect(changed.status).toBe(409)
})

test('F037 an external id that somebody tests is theirs until it is saved; one of a company’s own may serve many', async () => {
  const api = await startApi()
  const { call, time } = api
  const another = await colleague(api)
  expect((await call('/connectors/test', post(aws))).status).toBe(200)
  for (const path of ['/connectors/test', '/connectors'])
    expect((await call(path, post(other, another))).json.detail).toContain('somebody else is making')
  const own = { ...other, externalId: 'our-company' }
  expect((await call('/connectors/test', post({ ...aws, externalId: 'our-company' }))).status).toBe(200)
  expect((await call('/connectors/test', post(own, another))).status).toBe(200)
  time.now = new Date(time.now.getTime() + 25 * 3_600_000)
  expect((await call('/connectors/test', post(other, another))).status).toBe(200)
})

test('a draft for an account that is connected, or without the external id that its role demands, is not tested', async () => {
  const { call } = await startApi()
  await call('/connectors', post(aws))
  expect((await call('/connectors/test', post({ ...aws, externalId: 'other' }))).json.detail).toContain('already')
  expect((await call('/connectors/test', post({ ...other, externalId: undefined }))).json.errors).toMatchObject([
    { field: 'externalId' },
  ])
})

test('whoever may not create connectors tests none, and nobody tests hundreds in a minute', async () => {
  const { call, reader, time } = await startApi()
  expect((await call('/connectors/test', post(aws, reader))).status).toBe(403)
  for (let count = 0; count < 20; count++) expect((await call('/connectors/test', post(aws))).status).toBe(200)
  expect((await call('/connectors/test', post(aws))).status).toBe(429)
  time.now = new Date(time.now.getTime() + 61_000)
  expect((await call('/connectors/test', post(aws))).status).toBe(200)
})

test('F037 an external id of somebody else’s draft is refused in a change and for the members of an organization too', async () => {
  const api = await startApi()
  const { call } = api
  const another = await colleague(api)
  const free = (await call('/connectors', post({ ...other, externalId: 'our-company' }, another))).json
  expect((await call('/connectors/test', post(aws))).status).toBe(200)
  const change = { method: 'PATCH', body: { externalId }, token: another }
  expect((await call(`/connectors/${free.id}`, change)).json.detail).toContain('somebody else is making')
  const organization = { ...other, type: 'organization', externalId: 'own', members: { externalId } }
  for (const path of ['/connectors/test', '/connectors'])
    expect((await call(path, post(organization, another))).json.detail).toContain('somebody else is making')
})

test('F037 drafts in great numbers push out nobody else’s external id', async () => {
  const api = await startApi()
  const { call, time } = api
  const another = await colleague(api)
  expect((await call('/connectors/test', post(aws))).status).toBe(200)
  const made = (count: number) => `plumbline-00000000-0000-0000-0000-${String(count).padStart(12, '0')}`
  for (let count = 0; count < 120; count++) {
    if (count % 20 === 0) time.now = new Date(time.now.getTime() + 61_000)
    const { status } = await call('/connectors/test', post({ ...other, externalId: made(count) }, another))
    expect(status).toBe(200)
  }
  time.now = new Date(time.now.getTime() + 61_000)
  expect((await call('/connectors/test', post(other, another))).status).toBe(409)
})

test('F037 a colleague changes a connector that was just made, and its name alone opens no question of external ids', async () => {
  const api = await startApi()
  const another = await colleague(api)
  const { id } = (await api.call('/connectors', post(aws))).json
  const change = { method: 'PATCH', body: { name: 'Renamed', externalId }, token: another }
  expect(await api.call(`/connectors/${id}`, change)).toMatchObject({ status: 200, json: { name: 'Renamed' } })
})
