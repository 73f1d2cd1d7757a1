import { expect, test } from 'vitest'
import { startClient } from './client.ts'
import { seedAccount } from './surroundings.ts'

const base = '/qps/rest/3.0'
const arn = 'arn:aws:iam::222233334444:role/R'

async function startQps() {
  const client = await startClient()
  await seedAccount(client.database)
  const post = (path: string, request?: object) =>
    client.send(`${base}/${path}`, {
      ...{ method: 'POST', type: 'application/json' },
      ...(request && { body: JSON.stringify({ ServiceRequest: request }) }),
    })
  return { ...client, post }
}

test('a connector is created, read, changed, run and deleted by its number', async () => {
  const { post, send, call } = await startQps()
  const wire = {
    ...{ name: 'New', arn, externalId: '1533055678393', runFrequency: '240', disabled: false, allRegions: true },
    ...{ activation: { set: { ActivationModule: ['CLOUDVIEW'] } }, defaultTags: { set: { TagSimple: [] } } },
  }
  const { status, json } = await post('create/am/awsassetdataconnector', { data: { AwsAssetDataConnector: wire } })
  expect(status).toBe(200)
  expect(json.ServiceResponse).toMatchObject({ responseCode: 'SUCCESS', count: 1 })
  const made = json.ServiceResponse.data[0].AwsAssetDataConnector
  expect(made).toMatchObject({
    ...{ name: 'New', arn, externalId: '1533055678393', runFrequency: 240, disabled: 'false', allRegions: 'true' },
    ...{ connectorState: 'PENDING', type: 'AWS', awsAccountId: '222233334444', qualysAwsAccountId: '999988887777' },
  })
  const one = `am/awsassetdataconnector/${made.id}`
  expect((await send(`${base}/get/${one}`)).json.ServiceResponse.data).toEqual([{ AwsAssetDataConnector: made }])
  const changed = await post(`update/${one}`, { data: { AwsAssetDataConnector: { name: 'Renamed' } } })
  expect(changed.json.ServiceResponse.data).toEqual([{ AwsAssetDataConnector: { id: made.id } }])
  expect((await call(`/connectors/${made.cloudviewUuid}`)).json).toMatchObject({ name: 'Renamed', frequency: 240 })
  expect((await post(`run/${one}`)).status).toBe(200)
  expect((await post(`delete/${one}`)).json.ServiceResponse.data).toEqual([{ AwsAssetDataConnector: { id: made.id } }])
  const gone = await send(`${base}/get/${one}`)
  expect(gone).toMatchObject({ status: 404, json: { ServiceResponse: { responseCode: 'NOT_FOUND' } } })
})

test('connectors are searched by what they are equal to, page by page', async () => {
  const { post, database } = await startQps()
  const search = async (request?: object) =>
    (await post('search/am/awsassetdataconnector', request)).json.ServiceResponse
  const by = (field: string, value: unknown, operator = 'EQUALS') =>
    search({ filters: { Criteria: [{ field, operator, value }] } })
  expect(await search()).toMatchObject({ count: 1, hasMoreRecords: 'false' })
  expect(await by('awsAccountId', '111122223333')).toMatchObject({ count: 1 })
  expect(await by('id', 1)).toMatchObject({ count: 1 })
  expect(await by('name', 'Nothing')).toMatchObject({ count: 0, data: [] })
  expect(await by('name', 'Production', 'NOT EQUALS')).toMatchObject({ responseCode: 'INVALID_REQUEST' })
  expect(await by('constructor', 'x')).toMatchObject({ responseCode: 'INVALID_REQUEST' })
  expect(await search({ preferences: { startFromOffset: 2, limitResults: 1 } })).toMatchObject({ count: 0 })
  const stateIs = async (state: string) => {
    await database.write([{ sql: 'UPDATE connectors SET state = ?', args: [state] }])
    return (await search()).data[0].AwsAssetDataConnector.connectorState
  }
  expect(await Promise.resolve(stateIs('Refreshing'))).toBe('RUNNING')
  expect(await stateIs('Online')).toBe('FINISHED_SUCCESS')
  expect(await stateIs('Offline')).toBe('FINISHED_ERRORS')
})

test('keys are taken from where these clients put them, and told to nobody', async () => {
  const { post, lines } = await startQps()
  const authRecord = {
    ...{ applicationId: '33333333-2222-3333-4444-555555555555', directoryId: '11111111-2222-3333-4444-555555555555' },
    ...{ subscriptionId: '22222222-2222-3333-4444-555555555555', authenticationKey: 'a-secret-of-azure' },
  }
  const key = {
    ...{ type: 'service_account', project_id: 'my-project', client_email: 'a@my-project.iam.gserviceaccount.com' },
    private_key: '-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----\n',
  }
  const azure = await post('create/am/azureassetdataconnector', {
    data: { AzureAssetDataConnector: { name: 'Azure', authRecord } },
  })
  const gcp = await post('create/am/gcpassetdataconnector', {
    data: { GcpAssetDataConnector: { name: 'GCP', type: 'GCP', runFrequency: 240, authRecord: key } },
  })
  const { authenticationKey, ...told } = authRecord
  expect(azure.json.ServiceResponse.data[0].AzureAssetDataConnector.authRecord).toEqual(told)
  const { id, ...made } = gcp.json.ServiceResponse.data[0].GcpAssetDataConnector
  expect(made.authRecord).toEqual({ projectId: 'my-project' })
  const kept = await post(`update/am/gcpassetdataconnector/${id}`, {
    data: { GcpAssetDataConnector: { description: 'Kept key', authRecord: { projectId: 'my-project' } } },
  })
  expect(kept.status).toBe(200)
  const everything = azure.text + gcp.text + lines.join('\n')
  expect(everything).not.toContain(authenticationKey)
  expect(everything).not.toContain('PRIVATE KEY')
})

test('what these paths do not do is refused in their envelope', async () => {
  const { post, send } = await startQps()
  const create = (AwsAssetDataConnector: object) =>
    post('create/am/awsassetdataconnector', { data: { AwsAssetDataConnector } })
  for (const { status, json } of [
    await create({ name: 'x', arn, disabled: true }),
    await create({ name: 'x', arn: 'no' }),
    await post('create/am/awsassetdataconnector', { data: {} }),
    await send(`${base}/search/am/awsassetdataconnector`, {
      method: 'POST',
      body: '<ServiceRequest/>',
      type: 'text/xml',
    }),
    await send(`${base}/get/am/azureassetdataconnector/1`),
    await send(`${base}/search/am/awsassetdataconnector`, { method: 'POST', password: 'plb_wrong' }),
  ]) {
    expect(status).toBeGreaterThanOrEqual(400)
    expect(json.ServiceResponse.responseErrorDetails.errorMessage).toMatch(/\w/)
  }
})
