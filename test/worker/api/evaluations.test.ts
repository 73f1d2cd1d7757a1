import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { seqText, takeSeq } from '../../../worker/store/seq.ts'
import { arn, connectorId, seed } from './seed.ts'
import { manager, startApi } from './start.ts'

async function startSeeded() {
  const api = await startApi()
  await seed(api.database, [
    { id: arn('alpha'), results: { 45: 'FAIL', 48: 'FAIL' } },
    { id: arn('beta'), region: 'eu-west-1', results: { 45: 'PASS', 48: 'UNKNOWN' } },
    { id: 'arn:aws:iam::111122223333:root', type: 'aws.account', region: 'global', results: { 3: 'UNKNOWN' } },
  ])
  await seed(api.database, [{ id: arn('delta'), results: { 45: 'FAIL' } }], { id: 'other', account: '444455556666' })
  const pairs = async (query: string) => {
    const { json } = await api.call(`/evaluations?${query}`)
    return json.items.map((item: { cid: number; resource: { name: string } }) => `${item.cid} ${item.resource.name}`)
  }
  return { ...api, pairs }
}

test('F107 F111 evaluations are narrowed by every filter', async () => {
  const { pairs } = await startSeeded()
  expect(await pairs('')).toEqual(['3 root', '45 alpha', '45 beta', '45 delta', '48 alpha', '48 beta'])
  expect(await pairs('cid=45')).toEqual(['45 alpha', '45 beta', '45 delta'])
  expect(await pairs('result=FAIL')).toEqual(['45 alpha', '45 delta', '48 alpha'])
  expect(await pairs('result=UNKNOWN')).toEqual(['3 root', '48 beta'])
  expect(await pairs('result=PASS')).toEqual(['45 beta'])
  expect(await pairs('criticality=MEDIUM')).toEqual(['48 alpha', '48 beta'])
  expect(await pairs('account=444455556666')).toEqual(['45 delta'])
  expect(await pairs(`connector=${connectorId}&cid=45`)).toEqual(['45 alpha', '45 beta'])
  expect(await pairs('region=eu-west-1')).toEqual(['45 beta', '48 beta'])
  expect(await pairs('type=aws.iam.user')).toEqual(['3 root'])
  expect(await pairs('service=s3&result=UNKNOWN')).toEqual(['48 beta'])
  expect(await pairs('policy=aws/best-practices&region=eu-west-1')).toEqual(['45 beta', '48 beta'])
  expect(await pairs('text=ELT')).toEqual(['45 delta'])
  expect(await pairs('text=nothing')).toEqual([])
  expect(await pairs('cloud=azure')).toEqual([])
})

test('pages of evaluations hold each one once, and their total is that of the filter', async () => {
  const { call } = await startSeeded()
  for (const filter of ['', '&result=FAIL', '&account=111122223333', '&text=a']) {
    const whole = (await call(`/evaluations?pageSize=500${filter}`)).json
    const paged: unknown[] = []
    for (let cursor = ''; ; ) {
      const { json } = await call(`/evaluations?pageSize=2${filter}${cursor}`)
      expect(json.total).toBe(whole.total)
      paged.push(...json.items)
      if (!json.next) break
      cursor = `&cursor=${json.next}`
    }
    expect(paged).toEqual(whole.items)
    if (!filter.includes('text')) expect(whole.total).toBe(whole.items.length)
  }
})

test('an UNKNOWN that stands for resources that could not be listed says so', async () => {
  const { call } = await startSeeded()
  const { items } = (await call('/evaluations?result=UNKNOWN')).json
  expect(items).toMatchObject([
    { cid: 3, appliesTo: 'account', resource: { type: 'aws.account' } },
    { cid: 48, appliesTo: 'resource' },
  ])
})

test('the evaluations of one resource are told by its id', async () => {
  const { call } = await startSeeded()
  const of = async (query: string) =>
    (await call(`/evaluations/resource?id=${arn('alpha')}${query}`)).json.items.map(({ cid }: { cid: number }) => cid)
  expect(await of('')).toEqual([45, 48])
  expect(await of('&cid=48')).toEqual([48])
  expect(await of('&result=PASS')).toEqual([])
  expect((await call('/evaluations/resource?id=nothing')).status).toBe(404)
})

test('F113 F114 F115 F116 a finding keeps when it was first evaluated, last reopened and last fixed', async () => {
  const { call, database } = await startSeeded()
  const times = ['2026-01-03T00:00:00.000Z', '2026-01-04T00:00:00.000Z']
  await database.write([
    { sql: 'UPDATE evaluations SET "lastReopened" = ?, "lastFixed" = ? WHERE cid = 48', args: times },
  ])
  const [item] = (await call(`/evaluations?cid=48`)).json.items
  expect(item).toMatchObject({
    firstEvaluated: '2026-01-01T00:00:00.000Z',
    lastEvaluated: '2026-01-02T00:00:00.000Z',
    lastReopened: times[0],
    lastFixed: times[1],
  })
})

test('F118 a re-evaluation asks the engine and answers with what it found', async () => {
  const { call, context, database } = await startSeeded()
  const asked: unknown[] = []
  Object.assign(context.engine, {
    reevaluate: async (...args: unknown[]) => {
      asked.push(args)
      await database.write([takeSeq, `UPDATE evaluations SET result = 0, seq = ${seqText} WHERE cid = 48`])
      return []
    },
  })
  const body = { resourceId: arn('alpha'), cid: 48 }
  const { status, json } = await call('/evaluations/reevaluate', { method: 'POST', body })
  expect(status).toBe(200)
  expect(asked).toEqual([[arn('alpha'), 48]])
  expect(json).toMatchObject({ gone: false, items: [{ cid: 48, result: 'PASS' }] })
  expect((await call('/evaluations/reevaluate', { method: 'POST', body: { ...body, resourceId: 'x' } })).status).toBe(
    404,
  )
  expect((await call('/evaluations/reevaluate', { method: 'POST', body: { ...body, cid: 999 } })).status).toBe(404)
  expect(asked).toHaveLength(1)
})

test('a resource that a re-evaluation no longer finds is gone', async () => {
  const { call, context, database } = await startSeeded()
  Object.assign(context.engine, {
    reevaluate: async (id: string) => {
      await database.write([
        takeSeq,
        { sql: `UPDATE resources SET gone = '2026', seq = ${seqText} WHERE id = ?`, args: [id] },
      ])
      return []
    },
  })
  const { json } = await call('/evaluations/reevaluate', { method: 'POST', body: { resourceId: arn('alpha') } })
  expect(json).toEqual({ id: arn('alpha'), gone: true, items: [] })
})

test('the summary counts what the lists hold', async () => {
  const { call } = await startSeeded()
  const { json } = await call('/summary')
  expect(json.evaluations).toEqual({ pass: 1, fail: 3, unknown: 2, excepted: 0 })
  expect(json.topControls[0]).toEqual({ cid: 45, fail: 2 })
})

test('the change feed is sent packed to who can unpack it', async () => {
  const { app, call } = await startSeeded()
  const request = (encoding: string) =>
    app.request('http://127.0.0.1/api/sync', {
      headers: { authorization: `Bearer ${manager}`, 'accept-encoding': encoding },
    })
  const packed = await request('gzip')
  expect(packed.headers.get('content-encoding')).toBe('gzip')
  const page = JSON.parse(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString())
  expect(page).toEqual(await (await request('identity')).json())
  expect(page.evaluations).toHaveLength(5)
  const next = (await call(`/sync?after=${page.seq}&epoch=${page.epoch}`)).json
  expect(next).toMatchObject({ seq: page.seq, more: false, evaluations: [], resources: [] })
})
