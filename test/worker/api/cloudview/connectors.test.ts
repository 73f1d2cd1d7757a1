import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { arn, seed } from '../seed.ts'
import { startClient } from './client.ts'
import * as keys from './keys.ts'
import { old, seedAccount, v1 } from './surroundings.ts'

const example = readFileSync(join(import.meta.dirname, 'golden', 'example-4.json'), 'utf8')
const secret = 'a-client-secret-that-nobody-may-see'
const azure = JSON.stringify({
  name: 'Azure',
  directoryId: '11111111-2222-3333-4444-555555555555',
  subscriptionId: '22222222-2222-3333-4444-555555555555',
  applicationId: '33333333-2222-3333-4444-555555555555',
  authenticationKey: secret,
  isGovCloud: false,
})
const key = JSON.stringify({
  type: 'service_account',
  project_id: 'my-project',
  private_key: '-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----\n',
  client_email: 'plumbline@my-project.iam.gserviceaccount.com',
})

function gcpForm(fields: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData()
  form.set('name', 'GCP')
  form.set('projectId', 'my-project')
  form.set('configFile', new File([key], 'key.json', { type: 'application/json' }))
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

test('F279 connectors are told page by page, with exactly the keys of each cloud', async () => {
  const { send, database } = await startClient()
  await seedAccount(database)
  await send(`${v1}/azure/connectors`, { method: 'POST', body: azure })
  await send(`${v1}/gcp/connectors`, { method: 'POST', body: gcpForm() })
  for (const [cloud, expected] of [
    ['aws', keys.awsConnector],
    ['azure', keys.azureConnector],
    ['gcp', keys.gcpConnector],
  ] as const) {
    const { json } = await send(`${v1}/${cloud}/connectors`)
    expect(keys.keysOf(json)).toEqual(keys.page.toSorted())
    expect(keys.keysOf(json.content[0])).toEqual(expected.toSorted())
    const before = (await send(`${old}/${cloud}/connectors?pageNo=1&pageSize=50`)).json
    expect(keys.keysOf(before)).toEqual(keys.oldPage.toSorted())
  }
})

test('a connector tells its dates as Java writes them, and its state in the words of CloudView', async () => {
  const { send, database } = await startClient()
  await seedAccount(database)
  const stateIs = async (state: string, hint: string | null, reason: string | null = null) => {
    await database.write([
      { sql: 'UPDATE connectors SET state = ?, hint = ?, stateReason = ?', args: [state, hint, reason] },
    ])
    return (await send(`${v1}/aws/connectors/connector-1`)).json
  }
  const healthy = await stateIs('Online', null)
  expect(healthy).toMatchObject({
    ...{ state: 'SUCCESS', totalAssets: 3, awsAccountId: '111122223333', baseAccountId: '999988887777', error: null },
    ...{ lastSyncedOn: 'Fri Jan 02 00:00:00 UTC 2026', pollingFrequency: { hours: 4, minutes: 0 } },
  })
  expect(healthy.lastSyncedOn).toMatch(/^[A-Z][a-z]{2} [A-Z][a-z]{2} \d{2} \d{2}:\d{2}:\d{2} UTC \d{4}$/)
  expect(await stateIs('Pending', null)).toMatchObject({ state: 'PENDING' })
  expect(await stateIs('Refreshing', null)).toMatchObject({ state: 'PENDING' })
  expect(await stateIs('Online', 'Regions Discovered')).toMatchObject({ state: 'REGIONS_DISCOVERED' })
  expect(await stateIs('Offline', null, 'The role is gone.')).toMatchObject({
    state: 'ERROR',
    error: 'The role is gone.',
  })
})

test('F281 one connector is told with the same keys, and one that is not there with the text Not Found', async () => {
  const { send, database } = await startClient()
  await seedAccount(database)
  for (const base of [v1, old]) {
    const { json } = await send(`${base}/aws/connectors/connector-1`)
    expect(keys.keysOf(json)).toEqual(keys.awsConnector.toSorted())
    const missing = await send(`${base}/aws/connectors/nothing`)
    expect(missing).toMatchObject({ status: 404, text: 'Not Found' })
    expect(missing.headers.get('content-type')).toMatch(/^text\/plain/)
    expect((await send(`${base}/azure/connectors/connector-1`)).status).toBe(404)
  }
})

test('F283 the guide’s example of a POST creates a connector, and its answer alone names the account to trust', async () => {
  const { send, call } = await startClient()
  const { status, json } = await send(`${old}/aws/connectors`, {
    method: 'POST',
    body: example,
    type: 'application/json',
  })
  expect(status).toBe(201)
  expect(keys.keysOf(json)).toEqual([...keys.awsConnector, 'qualysAccountId'].toSorted())
  expect(json).toMatchObject({ externalId: '1533055678393', qualysAccountId: '999988887777', error: null })
  expect((await send(`${old}/aws/connectors/${json.connectorId}`)).json).not.toHaveProperty('qualysAccountId')
  expect((await call(`/connectors/${json.connectorId}`)).json).toMatchObject({
    name: 'From the examples',
    type: 'cspm',
  })
  expect((await call(`/runs?connector=${json.connectorId}`)).json.total).toBe(1)
})

test('what a client sends besides, and what it leaves empty, does not stand in the way', async () => {
  const { send } = await startClient()
  const body = JSON.stringify({
    ...JSON.parse(example),
    connectorId: '',
    state: null,
    isPortalConnector: 'true',
    more: [1],
  })
  expect((await send(`${v1}/aws/connectors`, { method: 'POST', body })).status).toBe(201)
  const again = await send(`${v1}/aws/connectors`, { method: 'POST', body })
  // 409 would be taken for a rate limit.
  expect(again).toMatchObject({ status: 400, json: { errorCode: 'CONFLICT' } })
})

test('what is wrong with a connector is said in the client’s own words', async () => {
  const { send } = await startClient()
  const post = (body: string, cloud = 'aws') => send(`${v1}/${cloud}/connectors`, { method: 'POST', body })
  expect((await post(JSON.stringify({ name: 'x', arn: 'no' }))).json.message).toMatch(/^arn: This is not the ARN/)
  expect((await post('{}', 'azure')).json.message).toContain('authenticationKey:')
  expect((await post('{')).json).toEqual({ errorCode: 'BAD_REQUEST', message: 'The body is not valid JSON.' })
  const gcp = await send(`${v1}/gcp/connectors`, { method: 'POST', body: gcpForm({ configFile: 'no' }) })
  expect(gcp).toMatchObject({ status: 400, json: { message: expect.stringContaining('configFile') } })
})

test('a secret is in no answer and in no line of the log', async () => {
  const { send, lines } = await startClient()
  const answers = [
    await send(`${v1}/azure/connectors`, { method: 'POST', body: azure }),
    await send(`${v1}/gcp/connectors`, { method: 'POST', body: gcpForm({ dummy: 'x' }) }),
    await send(`${v1}/azure/connectors`),
    await send(`${v1}/gcp/connectors`),
  ]
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 200, 200])
  const told = answers.map(({ text }) => text).join('\n') + lines.join('\n')
  expect(told).not.toContain(secret)
  expect(told).not.toContain('PRIVATE KEY')
})

test('F284 a PUT changes what it names and leaves the rest', async () => {
  const { send, database } = await startClient()
  await seedAccount(database)
  const path = `${old}/aws/connectors/connector-1`
  const put = await send(path, {
    method: 'PUT',
    body: JSON.stringify({ name: 'Renamed', arn: '', qualysAccountId: '1' }),
  })
  expect(put).toMatchObject({ status: 200, json: { name: 'Renamed', arn: 'arn:aws:iam::111122223333:role/Plumbline' } })
  const { json } = await send(`${v1}/gcp/connectors`, { method: 'POST', body: gcpForm() })
  const form = new FormData()
  form.set('dummy', 'x')
  form.set('description', 'Kept key')
  const changed = await send(`${v1}/gcp/connectors/${json.connectorId}`, { method: 'PUT', body: form })
  expect(changed).toMatchObject({ status: 200, json: { name: 'GCP', description: 'Kept key' } })
})

test('F286 connectors are run by their ids, all of them or none', async () => {
  const { send, call, database } = await startClient()
  await seedAccount(database)
  const run = (ids: string) => send(`${old}/aws/connectors/run`, { method: 'POST', body: ids })
  expect(await run('["connector-1","nothing"]')).toMatchObject({ status: 404 })
  expect((await call('/runs')).json.total).toBe(0)
  expect(await run('["connector-1"]')).toMatchObject({ status: 200, json: ['connector-1'] })
  expect((await call('/runs')).json.total).toBe(1)
  expect(await run('')).toMatchObject({ status: 400 })
})

test('F287 connectors are deleted in each of the three forms that clients send', async () => {
  const { send, database } = await startClient()
  for (const [index, form] of ['["a","b"]', '{"connectorIds":["a","b"]}', undefined].entries()) {
    await seed(database, [{ id: arn(`x-${index}`) }], { id: 'a', account: `${index}00000000001` })
    await seed(database, [], { id: 'b', account: `${index}00000000002` })
    const path = `${old}/aws/connectors${form === undefined ? '?connectorIds=a,b' : ''}`
    const { status, text } = await send(path, { method: 'DELETE', ...(form ? { body: form } : {}) })
    expect({ status, text }).toEqual({ status: 204, text: '' })
    expect((await send(`${v1}/aws/connectors`)).json.content).toEqual([])
  }
})

test('F282 what failed when a connector ran is told page by page', async () => {
  const { send, database } = await startClient()
  await seedAccount(database)
  await database.write([
    `UPDATE connectors SET state = 'Offline', stateReason = 'The role is gone.'`,
    `INSERT INTO runs (id, connector, state, trigger, queued, ended) SELECT 'r', no, 'partial', 'person', '2026', '2026-01-02T00:00:00.000Z' FROM connectors`,
    `INSERT INTO run_errors (run, type, region, operation, permission, reason, count)
       VALUES ('r', 'aws.s3.bucket', 'global', 's3:GetBucketAcl', 's3:GetBucketAcl', 'Refused.', 2)`,
  ])
  const { json } = await send(`${old}/aws/connectors/connector-1/errors?pageNo=1&pageSize=50`)
  expect(json.content).toMatchObject([
    { message: 'The role is gone.', occurredOn: '2026-01-02T00:00:00+0000' },
    { operation: 's3:GetBucketAcl', resourceType: 'BUCKET', region: 'global', message: 'Refused.', count: 2 },
  ])
  expect(keys.keysOf(json)).toEqual(keys.oldPage.toSorted())
})

test('F280 the account that roles have to trust is told as text, and by v1 as an object', async () => {
  const { send } = await startClient()
  expect((await send(`${old}/aws/connectors/qualysAwsAccountId`)).text).toBe('999988887777')
  expect((await send(`${v1}/aws/connectors/awsBaseAccountId`)).json).toEqual({
    ...{ globalAccountId: '999988887777', chinaAccountId: null, govAccountId: null },
    ...{ customerGlobalAccount: null, customerChinaAccount: null, customerGovAccount: null },
  })
})

test('F285 the template of a role is made for the external id that is asked for', async () => {
  const { send } = await startClient()
  const { json, headers } = await send(`${old}/aws/connectors/aws/download?externalId=1533055678393`)
  expect(JSON.stringify(json)).toContain('"sts:ExternalId":"1533055678393"')
  expect(headers.get('content-disposition')).toMatch(/^attachment/)
  expect((await send(`${old}/aws/connectors/aws/download`)).status).toBe(400)
})

test('connectors are found by name and state, and sorted by when they last ran', async () => {
  const { send, database } = await startClient()
  await seed(database, [], { id: 'a', account: '111111111111' })
  await seed(database, [], { id: 'b', account: '222222222222' })
  await database.write([
    `UPDATE connectors SET name = 'First', lastRun = '2026-01-01T00:00:00Z', state = 'Offline' WHERE id = 'a'`,
    `UPDATE connectors SET name = 'Second', lastRun = '2026-01-02T00:00:00Z' WHERE id = 'b'`,
  ])
  const found = async (query: string) =>
    (await send(`${v1}/aws/connectors?${query}`)).json.content.map(({ name }: { name: string }) => name)
  expect(await found('filter=name:second')).toEqual(['Second'])
  expect(await found('filter=state:ERROR')).toEqual(['First'])
  expect(await found('sort=lastSyncedOn:desc')).toEqual(['Second', 'First'])
  expect(await found('sort=lastSyncedOn:asc')).toEqual(['First', 'Second'])
})

test('a cloud without connectors is an empty page', async () => {
  const { send } = await startClient()
  for (const cloud of ['azure', 'gcp', 'oci']) {
    expect(await send(`${v1}/${cloud}/connectors`)).toMatchObject({ status: 200, json: { content: [], empty: true } })
  }
  expect((await send(`${v1}/moon/connectors`)).status).toBe(400)
})
