import { expect, test } from 'vitest'
import { startClient } from '../cloudview/client.ts'
import { keysOf } from '../cloudview/keys.ts'
import { account, except, seedAccount } from '../cloudview/surroundings.ts'
import { manager } from '../start.ts'

const mandate = {
  ...{ slug: 'pci', number: 5, title: 'PCI DSS', version: '3.2.1', publisher: 'PCI', description: 'Cards.' },
  ...{ reference: 'https://example.com/', clouds: ['aws'] },
  requirements: [{ id: '1.2', title: 'Keep it in', controls: [45, 48] }],
}

async function startSeeded() {
  const client = await startClient({ mandates: [mandate] as never })
  await seedAccount(client.database)
  const bearer = { authorization: `Bearer ${manager}` }
  const get = (path: string) => client.send(`/cspm${path}`, { headers: bearer })
  const post = (path: string, body?: object) =>
    client.send(`/cspm${path}`, { method: 'POST', headers: bearer, ...(body ? { body: JSON.stringify(body) } : {}) })
  const remove = (path: string) => client.send(`/cspm${path}`, { method: 'DELETE', headers: bearer })
  return { ...client, get, post, remove }
}

const connectorKeys = [
  ...['id', 'connectorId', 'arn', 'externalId', 'baseAccountId', 'awsAccountId', 'state', 'totalAssets', 'name'],
  ...['description', 'provider', 'isChinaRegion', 'isGovCloud', 'isPortalConnector', 'error', 'error_message'],
  ...['lastSyncedOn', 'dateCreated', 'groups'],
].toSorted()

test('F291 what a connector needs is told: the account to trust, and an external id made for it', async () => {
  const { get } = await startSeeded()
  const { json } = await get('/connector/create-details?provider=aws')
  expect(json).toEqual({ provider: 'AWS', accountId: '999988887777', externalId: expect.stringMatching(/^\d{18}$/) })
  expect((await get('/connector/create-details?provider=aws')).json.externalId).not.toBe(json.externalId)
  expect((await get('/connector/create-details?provider=Azure')).json).toMatchObject({ accountId: null })
  expect((await get('/connector/create-details?provider=moon')).status).toBe(400)
})

test('F292 a connector is created from the fields that clients send', async () => {
  const { get, post } = await startSeeded()
  const body = {
    ...{ accountId: '4', name: 'New', provider: 'AWS', arn: 'arn:aws:iam::123456789012:role/Plumbline' },
    ...{ externalId: '1552540720996', isPortalConnector: false, httpMethod: 'POST' },
  }
  const { status, json } = await post('/connector', body)
  expect({ status, keys: keysOf(json) }).toEqual({ status: 200, keys: ['message'] })
  const { connectors } = (await get('/connector')).json
  expect(connectors.map(({ name }: { name: string }) => name)).toEqual(['New', 'Production'])
  const again = await post('/connector', body)
  expect(again.status).toBe(409)
  expect(keysOf(again.json)).toEqual(['Detail', 'ErrorCode', 'Message', 'ReferenceId'])
})

test('F293 connectors are listed and read with exactly their keys, found by number and by id, and run', async () => {
  const { get, call, send, reader } = await startSeeded()
  const { connectors } = (await get('/connector')).json
  expect(keysOf(connectors[0])).toEqual(connectorKeys)
  expect(connectors[0]).toMatchObject({ state: 'Online', totalAssets: '3', provider: 'AWS', awsAccountId: account })
  const { id } = connectors[0]
  expect((await get(`/connector/${id}`)).json).toEqual(connectors[0])
  expect((await get('/connector/connector-1')).json).toEqual(connectors[0])
  expect((await get('/connector?id=99')).json).toEqual({ connectors: [] })
  expect((await get('/connector/99')).status).toBe(404)
  const refused = await send('/cspm/connector?refresh=true', { password: reader })
  expect({ status: refused.status, keys: keysOf(refused.json) }).toEqual({ status: 403, keys: ['message'] })
  expect((await call('/runs')).json.total).toBe(0)
  expect((await get(`/connector?id=${id}&refresh=true`)).status).toBe(200)
  expect((await call('/runs')).json.total).toBe(1)
})

test('a connector is deleted by its number', async () => {
  const { get, remove } = await startSeeded()
  const [{ id }] = (await get('/connector')).json.connectors
  expect(keysOf((await remove(`/connector/${id}`)).json)).toEqual(['message'])
  expect((await get('/connector')).json).toEqual({ connectors: [] })
})

test('two tokens with a comma between sign in, and the account header is not looked at', async () => {
  const { send } = await startSeeded()
  const headers = { authorization: `Bearer ${manager},plb_an-access-token`, 'x-account-context': '4' }
  expect((await send('/cspm/summary', { headers })).status).toBe(200)
  const wrong = await send('/cspm/summary', { headers: { authorization: `Bearer plb_wrong,${manager}` } })
  expect({ status: wrong.status, code: wrong.json.ErrorCode }).toEqual({ status: 401, code: 'Unauthorized' })
})

test('policies, their controls and what to do about them have exactly their keys', async () => {
  const { get } = await startSeeded()
  const [policy] = (await get('/policies?provider=AWS')).json
  expect(keysOf(policy)).toEqual(['controlsCount', 'description', 'id', 'name', 'provider'])
  expect((await get('/policies?provider=GCP')).json).toEqual([])
  const controls = (await get(`/policy/${policy.id}/controls`)).json
  expect(controls.map(({ controlId }: { controlId: number }) => controlId)).toEqual([45, 48])
  expect(keysOf(controls[0])).toEqual(
    ['controlId', 'controlName', 'description', 'severity', 'remediationAvailable'].toSorted(),
  )
  expect((await get('/control/48/remediation')).json).toEqual({ message: '1. Open {name}.' })
  expect((await get('/control/x/remediation')).status).toBe(404)
})

test('F294 F295 a report on a mandate is configured, run and read, requirement by requirement', async () => {
  const { get, post, remove, context } = await startSeeded()
  const [{ id }] = (await get('/connector')).json.connectors
  const draft = {
    title: 'PCI',
    cloudtype: 'AWS',
    type: 'MANDATE_BASED',
    mandateId: 5,
    connectorIds: [id],
    policies: [],
  }
  expect(keysOf((await post('/report/configuration', draft)).json)).toEqual(['message'])
  expect((await post('/report/configuration', draft)).status).toBe(409)
  const { configurations } = (await get('/report/configuration?provider=AWS')).json
  expect(configurations).toMatchObject([{ title: 'PCI', mandateId: 5, connectorIds: [id], policies: [] }])
  const [{ reportId, ...listed }] = (await get('/report/list')).json
  expect(listed).toEqual({ title: 'PCI', cloudType: 'AWS', reportType: 'MANDATE_BASED', lastRunDate: null })
  expect((await get(`/report/${reportId}`)).json).toMatchObject({ totalEvaluationsCount: 0, lastRunDate: null })
  expect((await post(`/report/run?reportConfigId=${reportId}`)).status).toBe(200)
  await context.reports.idle()
  const { json } = await get(`/report/${reportId}`)
  expect(keysOf(json)).toEqual(
    [
      ...['title', 'reportId', 'accountId', 'mandatesCount', 'requirementsCount', 'controlsCount', 'policiesCount'],
      ...['totalEvaluationsCount', 'passCount', 'failCount', 'passPercent', 'failPercent', 'cloudType', 'reportType'],
      ...['mandateName', 'lastRunDate', 'dataLakeSearchUrl', 'requirements'],
    ].toSorted(),
  )
  expect(json).toMatchObject({
    ...{ accountId: account, passCount: 2, failCount: 1, totalEvaluationsCount: 4, passPercent: 50, failPercent: 25 },
    requirements: [{ requirementId: '1.2', requirementName: 'Keep it in', passCount: 2, failCount: 1 }],
  })
  const resources = (await get(`/report/${reportId}/control/48/resources`)).json
  expect(resources).toEqual([
    { resourceId: 'logs', resourceName: 'logs', resourceType: 'BUCKET', region: 'us-east-1', status: 'FAIL' },
  ])
  expect(keysOf((await remove(`/report/${reportId}`)).json)).toEqual(['message'])
  expect((await get('/report/list')).json).toEqual([])
  expect((await get(`/report/${reportId}`)).status).toBe(404)
})

test('resources are cut by top and skip, with what controls say of them; what is unknown is left out', async () => {
  const { get, database } = await startSeeded()
  await except(database, 48, 'logs')
  const { json } = await get(`/resources?provider=AWS&cloudAccountId=${account}&resourceType=BUCKET&top=1&skip=0`)
  expect(json.total).toBe(2)
  expect(keysOf(json.data[0])).toEqual(
    [
      ...['id', 'accountId', 'resourceName', 'resourceType', 'cloudAccountId', 'region', 'provider'],
      ...['dateDiscovered', 'dateLastFound', 'resourceEvaluation'],
    ].toSorted(),
  )
  expect(json.data[0].resourceEvaluation.map(({ status }: { status: string }) => status)).toEqual(['PASS', 'PASSE'])
  const [second] = (await get('/resources?resourceType=BUCKET&top=1&skip=1')).json.data
  expect(second.resourceEvaluation).toEqual([
    { controlId: 45, status: 'PASS', evaluatedOn: '2026-01-02T00:00:00.000Z' },
  ])
  expect((await get('/resources?skip=50')).json).toEqual({ total: 3, data: [] })
  const [detail] = (await get(`/resources/${second.id}`)).json
  expect(keysOf(detail)).toEqual(['details', 'id', 'resourceName', 'resourceType'])
  expect(detail.details).toEqual({ aclEveryone: ['READ'] })
  expect((await get('/resources/0')).status).toBe(404)
})

test('the summary counts connectors and resources, in all and by cloud', async () => {
  const { get } = await startSeeded()
  const one = { totalConnectors: 1, activeConnectors: 1, totalAssets: 3 }
  const none = { totalConnectors: 0, activeConnectors: 0, totalAssets: 0 }
  expect((await get('/summary')).json).toEqual({ ...one, byProvider: { AWS: one, Azure: none, GCP: none } })
})

test('usage is told for the days on which somebody looked', async () => {
  const { get, database } = await startSeeded()
  await database.write([
    `INSERT INTO snapshot_days (connector, day, at) SELECT no, '2026-01-02', '2026-01-02T01:00:00.000Z' FROM connectors`,
    `INSERT INTO resource_snapshots (connector, day, type, count, failing) SELECT no, '2026-01-02', 'aws.s3.bucket', 7, 1 FROM connectors`,
    `INSERT INTO resource_snapshots (connector, day, type, count, failing) SELECT no, '2026-01-02', 'aws.iam.user', 3, 1 FROM connectors`,
    `INSERT INTO snapshot_days (connector, day, at) SELECT no, '2026-01-04', '2026-01-04T01:00:00.000Z' FROM connectors`,
  ])
  expect((await get('/usage?startDate=2026-01-01&endDate=2026-01-04')).json).toEqual([
    { date: '2026-01-02', assetsCount: 10, connectorsCount: 1 },
    { date: '2026-01-04', assetsCount: 0, connectorsCount: 1 },
  ])
  expect((await get('/usage?startDate=2026-01-05&endDate=2026-01-04')).status).toBe(400)
  expect((await get('/usage')).status).toBe(400)
})
