import { expect, test } from 'vitest'
import { startClient } from './client.ts'
import { old, seedAccount, v1 } from './surroundings.ts'

test('a filter on the state finds the connectors that are told with it, and no others', async () => {
  const { send, call, database } = await startClient()
  await seedAccount(database)
  const told = async (state: string, hint: string | null) => {
    await database.write([{ sql: 'UPDATE connectors SET state = ?, hint = ?', args: [state, hint] }])
    const words = ['SUCCESS', 'PENDING', 'REGIONS_DISCOVERED', 'ERROR', 'regions_discovered']
    const found = await Promise.all(
      words.map(async (word) => (await send(`${v1}/aws/connectors?filter=state:${word}`)).json.totalElements),
    )
    return words.filter((_, index) => found[index] === 1)
  }
  expect(await told('Online', null)).toEqual(['SUCCESS'])
  expect(await told('Refreshing', 'Regions Discovered')).toEqual(['PENDING'])
  expect(await told('Pending', null)).toEqual(['PENDING'])
  expect(await told('Offline', null)).toEqual(['ERROR'])
  expect(await told('Online', 'Regions Discovered')).toEqual(['REGIONS_DISCOVERED', 'regions_discovered'])
  expect((await call('/connectors?query=state:"Regions Discovered"')).json).toMatchObject({
    items: [{ id: 'connector-1' }],
  })
  expect((await call('/connectors?query=state:Online')).json).toMatchObject({ items: [{ id: 'connector-1' }] })
})

test('evaluations of a tenancy of Oracle’s cloud are an empty page, with or without a slash at the end', async () => {
  const { send } = await startClient()
  for (const end of ['', '/']) {
    const { status, json } = await send(`${v1}/oci/evaluations${end}?tenantId=ocid1.tenancy.oc1..a&pageNo=0`)
    expect({ status, content: json.content, last: json.last }).toEqual({ status: 200, content: [], last: true })
  }
})

test('parameters that a script leaves empty are taken for absent', async () => {
  const { send } = await startClient()
  for (const base of [v1, old]) {
    const { status, json } = await send(`${base}/aws/connectors?pageNo=&pageSize=&filter=&sort=`)
    expect({ status, number: json.number, size: json.size }).toEqual({ status: 200, number: 0, size: 100 })
  }
  expect((await send(`${v1}/aws/connectors?pageSize=0`)).json.message).toBe('pageSize: pageSize is 1 or more.')
})

test('numbers are taken for the texts that they stand for', async () => {
  const { send, database, context } = await startClient()
  await seedAccount(database)
  const post = (path: string, body: object) => send(path, { method: 'POST', body: JSON.stringify(body) })
  const arn = 'arn:aws:iam::222233334444:role/R'
  const { status, json } = await post(`${v1}/aws/connectors`, { name: 2026, arn, externalId: 1533055678393 })
  expect({ status, name: json.name, externalId: json.externalId }).toEqual({
    ...{ status: 201, name: '2026', externalId: '1533055678393' },
  })
  const report = { reportName: 'R', cloudType: 'AWS', connectorIds: [1] }
  expect((await post(`${v1}/report/assessment/create`, report)).status).toBe(200)
  await context.reports.idle()
})

test('the answer to a change of an offline connector holds no error, which would be taken for one of the change', async () => {
  const { send, database } = await startClient()
  await seedAccount(database)
  await database.write([`UPDATE connectors SET state = 'Offline', stateReason = 'The role is gone.'`])
  const path = `${v1}/aws/connectors/connector-1`
  const changed = await send(path, { method: 'PUT', body: JSON.stringify({ externalId: '123456789' }) })
  expect(changed).toMatchObject({ status: 200, json: { state: 'ERROR', error: null } })
  expect((await send(path)).json.error).toBe('The role is gone.')
})

test('a connector that is to be disabled is not silently left running', async () => {
  const { send, database } = await startClient()
  await seedAccount(database)
  const path = `${v1}/aws/connectors/connector-1`
  const put = async (body: object) => await send(path, { method: 'PUT', body: JSON.stringify(body) })
  expect(await put({ isDisabled: true })).toMatchObject({ status: 400, json: { errorCode: 'BAD_REQUEST' } })
  expect((await put({ isDisabled: false, name: 'Kept' })).status).toBe(200)
  await database.write([`UPDATE connectors SET retired = '2026-01-01T00:00:00.000Z'`])
  expect((await put((await send(path)).json)).status).toBe(200)
})

test('the bearer that a password is exchanged for has the three parts that clients look for, and says when it ends', async () => {
  const { send, reader } = await startClient()
  const body = new URLSearchParams({ username: 'a', password: reader, token: 'true' })
  const { text } = await send('/auth', { method: 'POST', body })
  const [head, claims, ...rest] = text.split('.').map((part) => Buffer.from(part, 'base64url').toString())
  expect(rest).toHaveLength(1)
  expect(JSON.parse(head ?? '')).toEqual({ alg: 'HS256', typ: 'JWT' })
  expect(JSON.parse(claims ?? '')).toMatchObject({ exp: Date.parse('2026-01-01T04:00:00Z') / 1000 })
  const as = (bearer: string) =>
    send(`${v1}/aws/connectors`, { headers: { authorization: `Bearer ${bearer}` } }).then(({ status }) => status)
  expect(await as(text)).toBe(200)
  expect(await as(text.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).toBe(401)
})

test('that bearer signs in alone and before another one, on either surface; behind another one it does not', async () => {
  const { send, reader } = await startClient()
  const body = new URLSearchParams({ username: 'a', password: reader })
  const { text } = await send('/auth', { method: 'POST', body })
  const other = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl'
  for (const path of [`${v1}/aws/connectors`, '/cspm/summary']) {
    const as = async (authorization: string) => (await send(path, { headers: { authorization } })).status
    for (const bearer of [text, `${text},${other}`, `${text}, ${other}`, `${text} , ${other}`, `${text},`])
      expect(await as(`Bearer ${bearer}`), `${path} ${bearer}`).toBe(200)
    expect(await as(`Bearer ${other},${text}`)).toBe(401)
    expect(await as(`Bearer ,${text}`)).toBe(401)
  }
})

test('a page of another site cannot run connectors by a link, and whoever runs them so leaves a trace', async () => {
  const { send, call, database } = await startClient()
  await seedAccount(database)
  const path = '/cspm/connector?refresh=true'
  expect((await send(path, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
  expect((await call('/runs')).json.total).toBe(0)
  expect((await send(path)).status).toBe(200)
  expect((await call('/runs')).json.total).toBe(1)
  expect((await call('/audit')).json.items).toMatchObject([{ method: 'GET', route: '/cspm/connector', status: 200 }])
})
