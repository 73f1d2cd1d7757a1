import { expect, test } from 'vitest'
import { settleExceptions } from '../../../worker/store/exceptions/settle.ts'
import { arn, connectorId, seed } from './seed.ts'
import { start, startApi } from './start.ts'

const ends = '2026-06-01T00:00:00.000Z'
const words = { kind: 'accepted risk', reason: 'Public on purpose: the web site.', owner: 'ann@example.com' }

async function startSeeded() {
  const api = await startApi()
  await seed(api.database, [
    { id: arn('alpha'), results: { 45: 'FAIL', 48: 'FAIL' } },
    { id: arn('beta'), results: { 45: 'FAIL', 48: 'UNKNOWN' } },
    { id: arn('gamma'), results: { 45: 'PASS', 48: 'UNKNOWN' } },
  ])
  const make = (body: object, token?: string) =>
    api.call('/exceptions', { method: 'POST', body: { cid: 45, ...words, ends, ...body }, ...(token ? { token } : {}) })
  const posture = async (cid: number) => (await api.call(`/controls/${cid}`)).json.posture
  return { ...api, make, posture }
}

test('several findings are accepted at once, and count apart', async () => {
  const { make, posture, call } = await startSeeded()
  const { status, json } = await make({ resourceIds: [arn('alpha'), arn('beta'), arn('alpha')] })
  expect(status).toBe(201)
  expect(json.items).toMatchObject([
    {
      ...{ cid: 45, ...words, ends, state: 'active', title: 'Buckets are not public', holds: 1 },
      ...{ target: { resource: { id: arn('alpha'), name: 'alpha', account: '111122223333' } } },
      ...{ created: start.toISOString(), createdBy: expect.any(String) },
    },
    { target: { resource: { id: arn('beta') } }, holds: 1 },
  ])
  expect(await posture(45)).toEqual({ pass: 1, fail: 0, unknown: 0, excepted: 2 })
  expect(await posture(48)).toEqual({ pass: 0, fail: 1, unknown: 2, excepted: 0 })
  expect((await call(`/exceptions/${json.items[0].id}`)).json).toEqual(json.items[0])
})

test('findings in lists tell the exception that holds for them, and what the control says nevertheless', async () => {
  const { make, call } = await startSeeded()
  const [{ id }] = (await make({ resourceIds: [arn('alpha')] })).json.items
  const [found, ...others] = (await call('/evaluations?result=EXCEPTED')).json.items
  expect(others).toEqual([])
  expect(found).toMatchObject({ cid: 45, resourceId: arn('alpha'), result: 'FAIL', outcome: 'EXCEPTED' })
  expect(found.exception).toEqual({ id, ...words, ends })
  for (const path of ['/evaluations?result=FAIL', '/evaluations?result=PASS', '/evaluations?result=UNKNOWN']) {
    for (const item of (await call(path)).json.items) expect(item, path).not.toHaveProperty('exception')
  }
  const own = (await call(`/evaluations/resource?id=${arn('alpha')}`)).json.items
  expect(own.map(({ cid, exception }: { cid: number; exception?: object }) => [cid, exception])).toEqual([
    [45, found.exception],
    [48, undefined],
  ])
})

test('a preview says how many it would hold for, and changes nothing', async () => {
  const { call, posture, make } = await startSeeded()
  await make({ cid: 48, kind: 'verified by hand', resourceIds: [arn('beta')] })
  const preview = async (body: object) => (await call('/exceptions/preview', { method: 'POST', body })).json
  expect(await preview({ cid: 48, kind: 'verified by hand', account: '111122223333' })).toMatchObject({
    evaluations: 3,
    excepted: 1,
    items: [{ name: 'alpha', result: 'FAIL' }, { name: 'beta', result: 'UNKNOWN' }, { name: 'gamma' }],
  })
  expect(await preview({ cid: 48, kind: 'accepted risk', account: '111122223333' })).toMatchObject({ evaluations: 1 })
  expect(await preview({ cid: 48, kind: 'accepted risk', tag: { key: 'team' } })).toEqual({
    ...{ evaluations: 0, excepted: 0, items: [] },
  })
  expect(await posture(48)).toEqual({ pass: 0, fail: 1, unknown: 1, excepted: 1 })
})

test('every step is kept: who made, changed and withdrew it, and what was before', async () => {
  const { call, make, posture, time } = await startSeeded()
  const [{ id }] = (await make({ account: '111122223333' })).json.items
  time.now = new Date('2026-01-02T00:00:00.000Z')
  const changed = await call(`/exceptions/${id}`, { method: 'PATCH', body: { owner: 'bob@example.com' } })
  expect(changed.json).toMatchObject({ owner: 'bob@example.com', updated: time.now.toISOString(), holds: 2 })
  expect((await call(`/exceptions/${id}`, { method: 'PATCH', body: {} })).status).toBe(200)
  time.now = new Date('2026-01-03T00:00:00.000Z')
  for (let times = 0; times < 2; times++) {
    expect((await call(`/exceptions/${id}`, { method: 'DELETE' })).status).toBe(204)
  }
  expect((await call(`/exceptions/${id}`)).json).toMatchObject({ state: 'withdrawn', holds: 0 })
  expect(await posture(45)).toMatchObject({ fail: 2, excepted: 0 })
  const snapshot = { reason: words.reason, owner: words.owner, ends, state: 'active' }
  const by = expect.stringMatching(/./)
  expect((await call(`/exceptions/${id}/history`)).json.items).toEqual([
    { at: '2026-01-01T00:00:00.000Z', by, action: 'made', after: snapshot },
    {
      ...{ at: '2026-01-02T00:00:00.000Z', by, action: 'changed' },
      ...{ before: snapshot, after: { ...snapshot, owner: 'bob@example.com' } },
    },
    {
      ...{ at: '2026-01-03T00:00:00.000Z', by, action: 'withdrawn' },
      ...{ before: { ...snapshot, owner: 'bob@example.com' } },
      ...{ after: { ...snapshot, owner: 'bob@example.com', state: 'withdrawn' } },
    },
  ])
  expect((await call(`/exceptions/${id}`, { method: 'PATCH', body: { owner: 'x' } })).status).toBe(409)
})

test('a risk must end within two years; a false positive may stand', async () => {
  const { make, call } = await startSeeded()
  const account = '111122223333'
  const refusal = async (body: object) => {
    const { status, json } = await make({ account, ...body })
    expect(status).toBe(400)
    return json.errors
  }
  for (const kind of ['accepted risk', 'verified by hand']) {
    expect(await refusal({ kind, ends: undefined })).toMatchObject([{ field: 'ends', message: /needs an end/ }])
    expect(await refusal({ kind, ends: '2028-01-01T00:00:01Z' })).toMatchObject([{ field: 'ends' }])
  }
  expect(await refusal({ kind: 'false positive', ends: '2025-12-31T23:59:59Z' })).toMatchObject([{ field: 'ends' }])
  expect((await make({ account, ends: '2028-01-01T01:00:00+01:00' })).json.items[0].ends).toBe(
    '2028-01-01T00:00:00.000Z',
  )
  const [{ id, ends: end }] = (await make({ account, kind: 'false positive', ends: undefined })).json.items
  expect(end).toBeUndefined()
  const patch = async (body: object) => call(`/exceptions/${id}`, { method: 'PATCH', body })
  expect((await patch({ ends })).json.ends).toBe(ends)
  expect((await patch({ ends: null })).json.ends).toBeUndefined()
})

test('a draft that names nothing, too much, or what is not there is refused with the field', async () => {
  const { make } = await startSeeded()
  const field = async (body: object) => {
    const { status, json } = await make(body)
    return [status, json.errors?.[0]?.field]
  }
  const resourceIds = [arn('alpha')]
  expect(await field({})).toEqual([400, 'resourceIds'])
  expect(await field({ resourceIds, account: '111122223333' })).toEqual([400, 'resourceIds'])
  expect(await field({ resourceIds: [...resourceIds, arn('nothing')] })).toEqual([400, 'resourceIds.1'])
  expect(await field({ account: '999999999999' })).toEqual([400, 'account'])
  expect(await field({ cid: 4711, resourceIds })).toEqual([400, 'cid'])
  expect(await field({ resourceIds, reason: ' ' })).toEqual([400, 'reason'])
  expect(await field({ resourceIds, owner: undefined })).toEqual([400, 'owner'])
  expect(await field({ tag: { key: '' } })).toEqual([400, 'tag.key'])
  expect(await field({ resourceIds, state: 'active' })).toEqual([400, 'state'])
  expect((await make({ resourceIds: [...resourceIds, arn('beta')] })).status).toBe(201)
  expect((await make({ resourceIds: [arn('gamma'), arn('beta')] })).status).toBe(409)
  expect((await make({ resourceIds: [arn('gamma')] })).status).toBe(201)
})

test('exceptions are listed by state, control, kind, owner and end', async () => {
  const { call, make, time, database } = await startSeeded()
  await make({ resourceIds: [arn('alpha')], ends: '2026-01-11T00:00:00Z' })
  await make({ cid: 48, kind: 'false positive', tag: { key: 'team', value: 'shop' }, ends: '2026-01-06T00:00:00Z' })
  await make({ account: '111122223333', owner: 'Bob' })
  const find = async (query: string) => {
    const { json } = await call(`/exceptions?${query}`)
    expect(json.total, query).toBe(json.items.length)
    return json.items.map(({ target }: { target: object }) => Object.keys(target)[0])
  }
  expect(await find('')).toEqual(['account', 'tag', 'resource'])
  expect(await find('cid=48')).toEqual(['tag'])
  expect(await find('kind=accepted risk')).toEqual(['account', 'resource'])
  expect(await find('owner=BOB')).toEqual(['account'])
  expect(await find('expiringWithin=30')).toEqual(['tag', 'resource'])
  expect(await find('expiringWithin=5')).toEqual(['tag'])
  time.now = new Date('2026-01-06T00:00:00Z')
  await settleExceptions(database, time.now)
  expect(await find('state=active')).toEqual(['account', 'resource'])
  expect(await find('state=expired')).toEqual(['tag'])
  expect(await find('state=ended')).toEqual(['tag'])
  expect((await call('/exceptions?page=2&pageSize=2')).json).toMatchObject({ total: 3, items: [{ cid: 45 }] })
  expect((await call('/exceptions?state=asleep')).status).toBe(400)
  expect((await call('/exceptions/nothing')).status).toBe(404)
  expect((await call('/exceptions/nothing/history')).status).toBe(404)
})

test('a reader sees exceptions, and neither makes nor ends them', async () => {
  const { call, make, reader } = await startSeeded()
  const [{ id }] = (await make({ resourceIds: [arn('alpha')] })).json.items
  expect((await call(`/exceptions/${id}`, { token: reader })).status).toBe(200)
  expect((await make({ resourceIds: [arn('beta')] }, reader)).status).toBe(403)
  expect((await call(`/exceptions/${id}`, { method: 'DELETE', token: reader })).status).toBe(403)
})

test('an exception is readable after its connector was deleted', async () => {
  const { call, make } = await startSeeded()
  const [{ id }] = (await make({ resourceIds: [arn('alpha')] })).json.items
  expect((await call(`/connectors/${connectorId}`, { method: 'DELETE' })).status).toBe(204)
  expect((await call(`/exceptions/${id}`)).json).toMatchObject({
    ...{ target: { resource: { name: 'alpha' } }, state: 'active', holds: 0 },
  })
})

test('an exception whose end has come is not brought back by a later end', async () => {
  const { make, call, time, posture } = await startSeeded()
  const [{ id }] = (await make({ resourceIds: [arn('alpha')] })).json.items
  time.now = new Date(ends)
  const later = '2026-12-01T00:00:00.000Z'
  expect((await call(`/exceptions/${id}`, { method: 'PATCH', body: { ends: later } })).status).toBe(409)
  expect((await call(`/exceptions/${id}`)).json).toMatchObject({ state: 'expired', ends })
  expect(await posture(45)).toMatchObject({ fail: 2, excepted: 0 })
})
