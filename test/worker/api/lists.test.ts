import { expect, test } from 'vitest'
import { arn, seed } from './seed.ts'
import { startApi } from './start.ts'

async function startSeeded() {
  const api = await startApi()
  await seed(api.database, [
    { id: arn('alpha'), results: { 45: 'FAIL', 48: 'FAIL' }, config: { versioning: 'Enabled', rules: [{ port: 22 }] } },
    { id: arn('beta'), region: 'eu-west-1', results: { 45: 'PASS', 48: 'UNKNOWN' } },
    { id: arn('gamma'), region: 'eu-west-1', results: { 45: 'PASS' } },
    { id: 'arn:aws:iam::111122223333:user/ann', type: 'aws.iam.user', region: 'global', results: { 3: 'PASS' } },
  ])
  await seed(api.database, [{ id: arn('delta'), results: { 45: 'FAIL' } }], { id: 'other', account: '444455556666' })
  const find = async (list: string, query: string) => {
    const { json, status } = await api.call(`/${list}?query=${encodeURIComponent(query)}`)
    expect(status, `${query}: ${json.detail}`).toBe(200)
    expect(json.total, query).toBe(json.items.length)
    return json.items.map((item: { name?: string; cid: number; resource?: { name: string } }) =>
      list === 'evaluations' ? `${item.cid} ${item.resource?.name}` : (item.name ?? item.cid),
    )
  }
  return { ...api, find }
}

test('F108 a query narrows resources by what they are, where they are and what is configured', async () => {
  const { find } = await startSeeded()
  expect(await find('resources', 'resource.type:BUCKET and not region:eu-west-1')).toEqual(['alpha', 'delta'])
  expect(await find('resources', 'account.id:444455556666')).toEqual(['delta'])
  expect(await find('resources', 'config.versioning:Enabled')).toEqual(['alpha'])
  expect(await find('resources', 'config.rules.port:22 or name:ann')).toEqual(['alpha', 'ann'])
  expect(await find('resources', 'control.criticality:MEDIUM')).toEqual(['alpha', 'beta'])
  expect(await find('resources', 'region:nowhere')).toEqual([])
})

test('F108 a query narrows evaluations by control, place, result and resource', async () => {
  const { find } = await startSeeded()
  expect(await find('evaluations', 'service.type:IAM')).toEqual(['3 ann'])
  expect(await find('evaluations', 'policy.name:"Best Practices" and control.result:FAIL')).toEqual([
    '45 alpha',
    '45 delta',
    '48 alpha',
  ])
  expect(await find('evaluations', 'region:eu-west-1 and not control.result:PASS')).toEqual(['48 beta'])
  expect(await find('evaluations', 'resource.name:beta or cid:3')).toEqual(['3 ann', '45 beta', '48 beta'])
  expect(await find('evaluations', 'config.versioning:Enabled and control.criticality:HIGH')).toEqual(['45 alpha'])
})

test('F108 a query narrows controls', async () => {
  const { find } = await startSeeded()
  expect(await find('controls', 'service.type:S3 and control.criticality:HIGH')).toEqual([45])
  expect(await find('controls', 'policy.name:"AWS Best Practices Policy"')).toEqual([45, 48])
})

test('F108 a query narrows connectors', async () => {
  const { call, database } = await startSeeded()
  const find = async (query: string) =>
    (await call(`/connectors?query=${encodeURIComponent(query)}`)).json.items.map(({ name }: { name: string }) => name)
  await database.write([`UPDATE connectors SET name = 'Staging', state = 'Offline' WHERE id = 'other'`])
  expect(await find('account.id:444455556666')).toEqual(['Staging'])
  expect(await find('connector.state:Online and cloud:aws')).toEqual(['Production'])
  expect(await find('connector.name:stag or connector.uuid:connector-1')).toHaveLength(2)
  expect(await find('not connector.state:Online and cloud:azure')).toEqual([])
  expect((await call('/connectors?query=connector.state:Asleep')).status).toBe(400)
})

test('a mistaken query is a bad request that says where', async () => {
  const { call } = await startSeeded()
  for (const list of ['resources', 'evaluations', 'controls', 'connectors']) {
    const { status, json } = await call(`/${list}?query=${encodeURIComponent('regio:x')}`)
    expect(status).toBe(400)
    expect(json.errors[0]).toMatchObject({ field: 'query' })
    expect(json.detail).toMatch(/character 1/)
  }
})
