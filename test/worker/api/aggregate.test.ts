import { expect, test } from 'vitest'
import { arn, seed } from './seed.ts'
import { startApi } from './start.ts'

async function startSeeded() {
  const api = await startApi()
  await seed(api.database, [
    { id: arn('alpha'), results: { 45: 'FAIL', 48: 'FAIL' }, config: { versioning: 'Enabled', size: 7 } },
    { id: arn('beta'), region: 'eu-west-1', results: { 45: 'PASS', 48: 'UNKNOWN' }, config: { versioning: 'Off' } },
    { id: arn('gamma'), region: 'eu-west-1', results: { 45: 'PASS' }, config: { versioning: 'Enabled' } },
    { id: 'arn:aws:iam::111122223333:user/ann', type: 'aws.iam.user', region: 'global', results: { 3: 'PASS' } },
  ])
  await seed(api.database, [{ id: arn('delta'), results: { 45: 'FAIL' } }], { id: 'other', account: '444455556666' })
  await api.database.write([`UPDATE resources SET tags = '{"team":"web","a b":"1"}' WHERE name IN ('alpha', 'beta')`])
  const read = async (query: string) => (await api.call(`/aggregate?${query}`)).json
  return { ...api, read }
}

test('F145 F168 F170 a widget counts resources, whole and by type, narrowed by a query', async () => {
  const { read } = await startSeeded()
  expect(await read('')).toEqual({ count: 5, failing: 2, isPartial: false })
  expect(await read('groupBy=type')).toMatchObject({
    count: 5,
    groups: [
      { value: 'aws.s3.bucket', label: 'S3 bucket', count: 4, failing: 2 },
      { value: 'aws.iam.user', label: 'IAM user', count: 1, failing: 0 },
    ],
  })
  expect(await read('query=resource.type:S3 bucket and region:eu-west-1')).toMatchObject({ count: 2, failing: 0 })
})

test('F146 F148 F149 failures by criticality, worst accounts and worst controls', async () => {
  const { read } = await startSeeded()
  const failing = async (by: string) => (await read(`list=evaluations&result=FAIL&groupBy=${by}`)).groups
  expect(await failing('criticality')).toMatchObject([
    { value: 'HIGH', count: 2 },
    { value: 'MEDIUM', count: 1 },
  ])
  expect(await failing('account')).toMatchObject([
    { value: '111122223333', label: 'Production', count: 2 },
    { value: '444455556666', count: 1 },
  ])
  expect(await failing('control')).toMatchObject([
    { value: '45', label: 'Buckets are not public', count: 2 },
    { value: '48', count: 1 },
  ])
})

test('F147 the posture of regions: resources and failures', async () => {
  const { read } = await startSeeded()
  expect((await read('groupBy=region&sort=failing')).groups).toEqual([
    { value: 'us-east-1', count: 2, failing: 2 },
    { value: 'eu-west-1', count: 2, failing: 0 },
    { value: 'global', count: 1, failing: 0 },
  ])
})

test('F169 resources are grouped by a tag or a field of their configuration, up to a limit', async () => {
  const { read } = await startSeeded()
  expect((await read('groupBy=tag.team')).groups).toEqual([{ value: 'web', count: 2, failing: 1 }])
  expect((await read('groupBy=tag.a b')).groups).toEqual([{ value: '1', count: 2, failing: 1 }])
  expect((await read('groupBy=config.versioning')).groups).toEqual([
    { value: 'Enabled', count: 2, failing: 1 },
    { value: 'Off', count: 1, failing: 0 },
  ])
  expect(await read('groupBy=config.versioning&limit=1&text=a')).toMatchObject({
    groups: [{ value: 'Enabled' }],
    others: { groups: 1, count: 1, failing: 0 },
  })
})

test('what cannot be grouped by is a bad request', async () => {
  const { call } = await startSeeded()
  for (const wrong of ['tag."', 'config.a"b', 'config.', 'nothing', 'constructor', 'control']) {
    expect((await call(`/aggregate?groupBy=${encodeURIComponent(wrong)}`)).status, wrong).toBe(400)
  }
  expect((await call('/aggregate?list=evaluations&groupBy=tag.team')).status).toBe(400)
})

test('the changes of an evaluation are told, newest first, with what was seen before', async () => {
  const { call, database } = await startSeeded()
  const turn = (result: number, at: string) =>
    database.write([
      {
        sql: `UPDATE evaluations SET result = ?, evaluated = ?
              WHERE cid = 45 AND rid = (SELECT rid FROM resources WHERE name = 'alpha')`,
        args: [result, at],
      },
    ])
  await turn(0, '2026-01-03T00:00:00.000Z')
  await turn(1, '2026-01-04T00:00:00.000Z')
  const { json } = await call(`/evaluations/history?resourceId=${arn('alpha')}&cid=45`)
  expect(json.items).toMatchObject([
    { at: '2026-01-04T00:00:00.000Z', was: 'PASS', became: 'FAIL' },
    { at: '2026-01-03T00:00:00.000Z', was: 'FAIL', became: 'PASS', evidence: [{ setting: 'Versioning Status' }] },
  ])
  expect((await call('/evaluations/history?resourceId=none&cid=45')).status).toBe(404)
})
