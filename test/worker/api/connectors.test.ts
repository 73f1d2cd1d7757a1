import { expect, test } from 'vitest'
import { ConnectionError } from '../../../worker/connection.ts'
import { arn, connectorId, seed } from './seed.ts'
import { fakeEngine, startApi } from './start.ts'

const aws = { cloud: 'aws', name: 'Production', roleArn: 'arn:aws:iam::111122223333:role/Plumbline' }
const azure = {
  cloud: 'azure',
  name: 'Web',
  tenantId: '11111111-2222-3333-4444-55555555AAAA',
  clientId: '11111111-2222-3333-4444-66666666bbbb',
  subscriptionId: '11111111-2222-3333-4444-77777777cccc',
  clientSecret: 'azure-hunter2-planted',
}
const key = {
  type: 'service_account',
  project_id: 'plumbline-demo',
  private_key: '-----BEGIN PRIVATE KEY-----\nZ2NwLXBsYW50ZWQ\n-----END PRIVATE KEY-----\n',
  client_email: 'plumbline@plumbline-demo.iam.gserviceaccount.com',
  universe_domain: 'dropped.example.com',
}
const gcp = { cloud: 'gcp', name: 'Demo', key }
const post = (body: unknown) => ({ method: 'POST', body })
const patch = (body: unknown) => ({ method: 'PATCH', body })

test('F016 F036 F037 a connector of AWS gets an external id unless one is given, and its first run is queued', async () => {
  const { call } = await startApi()
  const { status, json, headers } = await call('/connectors', post(aws))
  expect(status).toBe(201)
  expect(headers.get('location')).toBe(`/api/connectors/${json.id}`)
  expect(json).toMatchObject({ cloud: 'aws', account: '111122223333', state: 'Pending', frequency: 240 })
  expect(json.settings.externalId).toMatch(/^plumbline-[0-9a-f-]{36}$/)
  const runs = (await call(`/connectors/${json.id}/runs`)).json
  expect(runs).toMatchObject({ total: 1, items: [{ connectorId: json.id, state: 'queued', trigger: 'person' }] })

  const given = { ...aws, roleArn: 'arn:aws:iam::444455556666:role/Plumbline', externalId: 'my-own-id' }
  expect((await call('/connectors', post(given))).json.settings.externalId).toBe('my-own-id')
})

test('F050 F057 connectors of Azure and GCP keep their ids in the open and their secrets sealed', async () => {
  const { call, database, context } = await startApi()
  const web = (await call('/connectors', post(azure))).json
  const demo = (await call('/connectors', post(gcp))).json
  expect(web).toMatchObject({
    account: azure.subscriptionId,
    settings: { tenantId: azure.tenantId.toLowerCase(), clientId: azure.clientId },
  })
  expect(demo).toMatchObject({ account: 'plumbline-demo', settings: { clientEmail: key.client_email } })

  const { rows } = await database.client.execute('SELECT id, sealed FROM connectors')
  const sealed = new Map(rows.map((row) => [String(row.id), String(row.sealed)]))
  const open = (id: string) => context.secrets.unseal(sealed.get(id) ?? '', id)
  expect(open(web.id)).toBe(azure.clientSecret)
  expect(JSON.parse(open(demo.id))).toEqual({ ...key, universe_domain: undefined })
  expect([...sealed.values()].join()).not.toMatch(/planted|Z2Nw/)
})

test('there is one connector for an account', async () => {
  const { call } = await startApi()
  for (const draft of [aws, azure, gcp]) {
    expect((await call('/connectors', post(draft))).status).toBe(201)
    const again = await call('/connectors', post({ ...draft, name: 'Again' }))
    expect(again.status).toBe(409)
    expect(again.json.detail).toMatch(/^There is a connector for .* already\./)
  }
  expect((await call('/connectors')).json.items).toHaveLength(3)
  expect((await call('/connectors?cloud=gcp')).json.items).toHaveLength(1)
})

test('F019 what cannot be a connector is refused with a sentence for each field', async () => {
  const { call } = await startApi()
  const errors = async (body: unknown) => (await call('/connectors', post(body))).json.errors
  expect(await errors({ ...aws, roleArn: 'Plumbline' })).toEqual([
    { field: 'roleArn', message: expect.stringMatching(/^This is not the ARN of an IAM role/) },
  ])
  expect(await errors({ ...aws, frequency: 5 })).toMatchObject([{ field: 'frequency' }])
  expect(await errors({ ...gcp, key: { ...key, type: 'authorized_user' } })).toMatchObject([{ field: 'key.type' }])
  expect(await errors({ ...azure, clientSecret: '' })).toMatchObject([{ field: 'clientSecret' }])
  expect(await errors({ ...aws, clientSecret: 'x' })).toMatchObject([{ field: 'clientSecret' }])
})

test('a connector is renamed, and its secret is replaced whole', async () => {
  const { call, database, context } = await startApi()
  const { id } = (await call('/connectors', post(azure))).json
  const changed = await call(
    `/connectors/${id}`,
    patch({ name: 'Shop', frequency: 60, clientSecret: 'azure-new-planted' }),
  )
  expect(changed.json).toMatchObject({ id, name: 'Shop', frequency: 60, account: azure.subscriptionId })
  const { rows } = await database.client.execute('SELECT sealed FROM connectors')
  expect(context.secrets.unseal(String(rows[0]?.sealed), id)).toBe('azure-new-planted')
})

test('a connector stays with its cloud and its account', async () => {
  const { call } = await startApi()
  const { id } = (await call('/connectors', post(aws))).json
  const other = await call(`/connectors/${id}`, patch({ roleArn: 'arn:aws:iam::444455556666:role/Plumbline' }))
  expect(other.status).toBe(409)
  expect(other.json.detail).toContain('Create another one for 444455556666')
  const foreign = await call(`/connectors/${id}`, patch({ clientSecret: 'x' }))
  expect(foreign.json.errors).toMatchObject([{ field: 'clientSecret' }])
  const renamed = await call(`/connectors/${id}`, patch({ roleArn: 'arn:aws:iam::111122223333:role/Other' }))
  expect(renamed.json.settings.roleArn).toMatch(/Other$/)
})

test('a test says which account is reached', async () => {
  const { call } = await startApi()
  const { id } = (await call('/connectors', post(aws))).json
  expect(await call(`/connectors/${id}/test`, { method: 'POST' })).toMatchObject({
    status: 200,
    json: { account: '111122223333' },
  })
})

test('a test that cannot sign in says why and what to do', async () => {
  const { call, context } = await startApi()
  const { id } = (await call('/connectors', post(aws))).json
  // Errors of the engine come from another thread, as copies.
  const copy = Object.assign(new Error('The role does not trust this worker.'), {
    name: 'ConnectionError',
    advice: 'Repeat step 1.',
  })
  for (const error of [new ConnectionError('The role does not trust this worker.', 'Repeat step 1.'), copy]) {
    Object.assign(context.engine, { test: () => Promise.reject(error) })
    const { status, json } = await call(`/connectors/${id}/test`, { method: 'POST' })
    expect(status).toBe(422)
    expect(json).toMatchObject({ detail: 'The role does not trust this worker.', advice: 'Repeat step 1.' })
  }
})

test('F022 a run is queued once, shown, and cancelled', async () => {
  const { call } = await startApi()
  const { id } = (await call('/connectors', post(aws))).json
  const again = await call(`/connectors/${id}/run`, { method: 'POST' })
  expect(again.status).toBe(202)
  const [run] = (await call('/runs')).json.items
  expect(again.json.id).toBe(run.id)
  expect((await call(`/runs/${run.id}`)).json).toEqual(run)
  const cancelled = await call(`/runs/${run.id}/cancel`, { method: 'POST' })
  expect(cancelled.json.state).toBe('cancelled')
  expect((await call('/runs?state=cancelled')).json.total).toBe(1)
  expect((await call('/runs?state=queued')).json.total).toBe(0)
})

test('F033 the errors of a run are told operation by operation', async () => {
  const { call, database } = await startApi()
  const { id } = (await call('/connectors', post(aws))).json
  const [run] = (await call(`/connectors/${id}/runs`)).json.items
  const values = (operation: string, permission: string | null, count: number) => ({
    sql: `INSERT INTO run_errors (run, type, region, operation, permission, reason, count) VALUES (?, 'aws.s3.bucket', 'global', ?, ?, 'No.', ?)`,
    args: [run.id, operation, permission, count],
  })
  await database.write([values('s3:GetBucketAcl', 's3:GetBucketAcl', 3), values('s3:ListBuckets', null, 1)])
  const common = { type: 'aws.s3.bucket', region: 'global', reason: 'No.' }
  expect((await call(`/runs/${run.id}/errors`)).json.items).toEqual([
    { ...common, operation: 's3:GetBucketAcl', permission: 's3:GetBucketAcl', count: 3 },
    { ...common, operation: 's3:ListBuckets', count: 1 },
  ])
})

test('a deleted connector takes its resources and evaluations along, and caches learn of it', async () => {
  const { call, database } = await startApi()
  await seed(database, [
    { id: arn('a'), results: { 45: 'FAIL', 48: 'PASS' } },
    { id: arn('b'), results: { 45: 'PASS' } },
  ])
  await seed(database, [{ id: arn('c'), results: { 45: 'FAIL' } }], { id: 'other', account: '444455556666' })
  const { seq, epoch } = (await call('/sync')).json
  await call(`/connectors/${connectorId}/run`, { method: 'POST' })

  expect((await call(`/connectors/${connectorId}`, { method: 'DELETE' })).status).toBe(204)
  expect((await call(`/connectors/${connectorId}`)).status).toBe(404)
  expect((await call('/resources')).json).toMatchObject({ total: 1, items: [{ id: arn('c') }] })
  expect((await call('/evaluations')).json.total).toBe(1)
  const { removed } = (await call(`/sync?after=${seq}&epoch=${epoch}`)).json
  expect(removed).toMatchObject({ connectors: [connectorId], resources: expect.arrayContaining([expect.any(Number)]) })
  expect((await call('/summary')).json.evaluations).toEqual({ pass: 0, fail: 1, unknown: 0, excepted: 0 })
})

test('a connector whose run does not end is not deleted under its feet', async () => {
  const { call, context, database, time } = await startApi()
  await seed(database, [{ id: arn('a') }])
  Object.assign(
    context.engine,
    fakeEngine(database, () => time.now),
    { cancel: async () => {} },
  )
  await call(`/connectors/${connectorId}/run`, { method: 'POST' })
  expect((await call(`/connectors/${connectorId}`, { method: 'DELETE' })).status).toBe(409)
  expect((await call('/resources')).json.total).toBe(1)
})

test('the guide holds what the account’s side needs, made from the permissions of the types', async () => {
  const { call } = await startApi()
  const { json } = await call('/connectors/guide?cloud=aws')
  expect(json).toMatchObject({
    cloud: 'aws',
    type: 'cspm',
    principal: '999988887777',
    permissions: ['ec2:DescribeRegions', 's3:GetBucketAcl', 's3:ListAllMyBuckets'],
  })
  const fileOf = (name: string) => json.files.find((one: { name: string }) => one.name === name).content
  for (const name of ['plumbline-role.template.json', 'plumbline-trust-policy.json'])
    expect(fileOf(name)).toContain(json.externalId)
  expect(fileOf('plumbline-reads-policy.json')).toContain('s3:GetBucketAcl')
  const inventory = (await call('/connectors/guide?cloud=aws&type=inventory&partition=aws-cn')).json
  expect(inventory.permissions).not.toContain('s3:GetBucketAcl')
  expect(JSON.stringify(inventory.files)).toContain('arn:aws-cn:iam::999988887777:root')
  expect((await call('/connectors/guide?cloud=azure')).json.files[0].content).toContain('Actions')
  expect((await call('/connectors/guide?cloud=gcp')).json.commands.join()).toContain('gcloud')
  expect((await call('/connectors/guide?cloud=aws&principal=me')).status).toBe(400)
  expect((await call('/connectors/guide?cloud=aws&type=everything')).status).toBe(400)
})

test('F041 F047 F048 the template of a role is a file with the external id that was asked for', async () => {
  const { call } = await startApi()
  const { json, headers, text } = await call('/connectors/aws/template?externalId=my-own-id&principal=444455556666')
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+\.json"$/)
  expect(json.Parameters.TrustedPrincipal.Default).toBe('444455556666')
  expect(text).toContain('"sts:ExternalId": "my-own-id"')
  const organization = await call('/connectors/aws/template?externalId=my-own-id&type=organization')
  expect(organization.text).toContain('organizations:List*')
  const member = await call('/connectors/aws/member-template?externalId=my-own-id')
  expect(member.headers.get('content-disposition')).toContain('plumbline-member-role.template.json')
  expect(Object.keys(member.json.Outputs)).toEqual(['RoleName'])
})

test.each(['template', 'member-template'])('no %s is made without an external id', async (name) => {
  const { call } = await startApi()
  const { status, json } = await call(`/connectors/aws/${name}`)
  expect(status).toBe(400)
  expect(json.detail).toBe('externalId: A template needs the external id of its connector. The guide makes one up.')
  expect((await call(`/connectors/aws/${name}?externalId=%24(whoami)`)).json.detail).toContain('2 to 1,224')
})

test('no secret is in any answer or log line of a whole session', async () => {
  const { call, lines, reader, context } = await startApi()
  const planted = ['azure-hunter2-planted', 'azure-new-planted', 'Z2NwLXBsYW50ZWQ', 'plb_manager-0123', reader]
  const answers: string[] = []
  const ask = async (path: string, init = {}) => {
    const answer = await call(path, init)
    answers.push(answer.text, JSON.stringify([...answer.headers]))
    return answer.json
  }
  const web = await ask('/connectors', post(azure))
  const demo = await ask('/connectors', post(gcp))
  await ask('/connectors', post({ ...azure, subscriptionId: 'wrong' }))
  await ask('/connectors', post({ ...gcp, key: { ...key, project_id: 7 } }))
  await ask('/connectors', post(gcp))
  await ask('/connectors', { method: 'POST', body: `{"clientSecret":"azure-hunter2-planted",` })
  await ask(`/connectors/${web.id}`, patch({ clientSecret: 'azure-new-planted' }))
  await ask(`/connectors/${demo.id}`, patch({ key }))
  const leak = new Error(`Refused: Bearer ${reader}, ${key.private_key}`, {
    cause: { clientSecret: 'azure-new-planted' },
  })
  Object.assign(context.engine, { test: () => Promise.reject(leak) })
  for (const id of [web.id, demo.id]) {
    await ask(`/connectors/${id}/test`, { method: 'POST' })
    for (const path of ['', '/runs']) await ask(`/connectors/${id}${path}`)
  }
  for (const path of ['/connectors', '/tokens', '/session', '/runs', '/sync', '/resources']) await ask(path)
  await ask('/session', { token: reader })
  context.log.error({ clientSecret: 'azure-new-planted', connector: { key }, headers: { authorization: reader } }, 'x')

  expect(lines.length).toBeGreaterThan(15)
  for (const secret of planted) {
    expect(
      answers.filter((text) => text.includes(secret)),
      secret,
    ).toEqual([])
    expect(
      lines.filter((line) => line.includes(secret)),
      secret,
    ).toEqual([])
  }
})
