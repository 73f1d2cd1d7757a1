import { expect, test } from 'vitest'
import { startApi } from './start.ts'

const draft = { title: 'Failing in Ireland', list: 'evaluations', query: 'result:FAIL and region:eu-west-1' }

type Api = Awaited<ReturnType<typeof startApi>>
const save = async ({ call }: Api, body: object, token?: string) =>
  call('/searches', { method: 'POST', body, ...(token === undefined ? {} : { token }) })

test('F315 a query is saved under a title, by readers, too, and changed by its owner', async () => {
  const api = await startApi()
  const { call, reader, time } = api
  const { status, json } = await save(api, draft, reader)
  expect([status, json]).toEqual([
    201,
    {
      ...draft,
      ...{ id: expect.any(String), shared: false, mine: true, owner: 'A reader' },
      ...{ created: '2026-01-01T00:00:00.000Z', updated: '2026-01-01T00:00:00.000Z' },
    },
  ])
  time.now = new Date('2026-01-02T00:00:00.000Z')
  const patch = { title: 'Failing', query: 'result:FAIL', shared: true }
  const changed = await call(`/searches/${json.id}`, { method: 'PATCH', body: patch, token: reader })
  expect(changed.json).toMatchObject({ ...patch, list: 'evaluations', updated: '2026-01-02T00:00:00.000Z' })
  expect((await call(`/searches/${json.id}`, { token: reader })).json).toEqual(changed.json)
})

test('F315 a query that its list does not understand is not saved', async () => {
  const api = await startApi()
  const wrong = await save(api, { ...draft, query: 'regoin:eu-west-1' })
  expect([wrong.status, wrong.json.errors]).toEqual([
    400,
    [{ field: 'query', message: expect.stringContaining('region') }],
  ])
  expect((await save(api, { ...draft, query: ' ' })).status).toBe(400)
  expect((await save(api, { ...draft, title: 'a\nb' })).status).toBe(400)
  const { json } = await save(api, draft)
  const patch = await api.call(`/searches/${json.id}`, { method: 'PATCH', body: { query: 'result:MAYBE' } })
  expect(patch.status).toBe(400)
  expect((await api.call(`/searches/${json.id}`)).json.query).toBe(draft.query)
})

test('F316 saved searches are listed by list and title, with one title for a list only once', async () => {
  const api = await startApi()
  const { json: second } = await save(api, { ...draft, title: 'B' })
  await save(api, { ...draft, title: 'A' })
  await save(api, { title: 'A', list: 'resources', query: 'tag.team:blue' })
  const titles = async (query = '') =>
    (await api.call(`/searches${query}`)).json.items.map((one: typeof draft) => `${one.list} ${one.title}`)
  expect(await titles()).toEqual(['evaluations A', 'evaluations B', 'resources A'])
  expect(await titles('?list=resources')).toEqual(['resources A'])
  expect(await titles('?pageSize=1&page=2')).toEqual(['evaluations B'])
  expect((await save(api, { ...draft, title: 'A' })).status).toBe(409)
  const renamed = await api.call(`/searches/${second.id}`, { method: 'PATCH', body: { title: 'A' } })
  expect([renamed.status, renamed.json.detail]).toEqual([409, expect.stringContaining('another title')])
})

test('F317 a saved search is deleted by its owner, or by those who administer', async () => {
  const api = await startApi()
  const { call, reader } = api
  const { json: managers } = await save(api, { ...draft, shared: true })
  expect((await call(`/searches/${managers.id}`, { method: 'DELETE', token: reader })).status).toBe(403)
  const { json: readers } = await save(api, draft, reader)
  expect((await call(`/searches/${readers.id}`, { method: 'DELETE' })).status).toBe(204)
  expect((await call(`/searches/${managers.id}`, { method: 'DELETE' })).status).toBe(204)
  expect((await call('/searches?whose=all')).json).toMatchObject({ total: 0 })
  expect((await call(`/searches/${managers.id}`, { method: 'DELETE' })).status).toBe(404)
})

test('F318 shared searches are seen by everybody, others by their owner alone', async () => {
  const api = await startApi()
  const { call, reader } = api
  const { json: secret } = await save(api, draft)
  const { json: shared } = await save(api, { ...draft, title: 'For all', shared: true })
  const { items } = (await call('/searches', { token: reader })).json
  expect(items).toMatchObject([{ id: shared.id, mine: false, owner: expect.any(String) }])
  expect((await call('/searches?whose=mine', { token: reader })).json.items).toEqual([])
  expect((await call(`/searches/${secret.id}`, { token: reader })).status).toBe(404)
  expect((await call('/searches?whose=all', { token: reader })).status).toBe(403)
  const patch = { method: 'PATCH', body: { title: 'Mine now' }, token: reader }
  expect((await call(`/searches/${shared.id}`, patch)).status).toBe(403)
  expect((await call(`/searches/${secret.id}`, patch)).status).toBe(404)
  await save(api, draft, reader)
  expect((await call('/searches?whose=mine')).json.total).toBe(2)
  expect((await call('/searches?whose=all')).json.total).toBe(3)
})
