import { expect, test } from 'vitest'
import { controlText, startOwn } from './own-start.ts'

type Api = Awaited<ReturnType<typeof startOwn>>
const mine = { cloud: 'aws', title: 'My doors (2)', description: 'Ours.', controls: [48, 4] }
const create = ({ call }: Api, changes = {}) => call('/own-policies', { method: 'POST', body: { ...mine, ...changes } })
const put = ({ call }: Api, body: unknown) => call('/own-policies/aws/my-doors-2', { method: 'PUT', body })

test('a policy of one’s own is listed with the built-in ones, and its controls and posture are its own', async () => {
  const api = await startOwn()
  await api.call('/own-controls', { method: 'POST', body: { text: controlText() } })
  const { status, json, headers } = await create(api, { controls: [48, 900_001] })
  expect(status).toBe(201)
  expect(headers.get('location')).toBe('/api/own-policies/aws/my-doors-2')
  expect(json).toMatchObject({ slug: 'own/aws/my-doors-2', name: 'my-doors-2', version: 1, missing: [] })
  await api.settled()
  const listed = (await api.call('/policies?pageSize=500')).json.items
  expect(listed.map(({ slug }: { slug: string }) => slug)).toEqual(
    expect.arrayContaining(['aws/best-practices', 'own/aws/my-doors-2']),
  )
  const detail = (await api.call('/policies/detail?slug=own/aws/my-doors-2')).json
  expect(detail).toMatchObject({
    title: 'My doors (2)',
    controls: [48, 900_001],
    posture: { pass: 2, fail: 2, unknown: 1 },
  })
  expect((await api.call('/controls?policy=own/aws/my-doors-2')).json.total).toBe(2)
  expect((await api.call('/controls/48')).json.policies).toContain('own/aws/my-doors-2')
  expect((await api.call('/resources?policy=own/aws/my-doors-2')).json.items.length).toBeGreaterThan(0)
})

test('every save of a policy is a version, which can be read and restored', async () => {
  const api = await startOwn()
  await create(api)
  api.time.now = new Date('2026-02-01T00:00:00.000Z')
  const saved = await put(api, { title: 'Fewer', description: '', controls: [48], basedOn: 1 })
  expect(saved.json).toMatchObject({ version: 2, title: 'Fewer', updated: api.time.now.toISOString() })
  expect((await put(api, { title: 'Late', controls: [48], basedOn: 1 })).status).toBe(409)
  const { items } = (await api.call('/own-policies/aws/my-doors-2/versions')).json
  expect(items).toMatchObject([
    { version: 2, controls: [48], at: api.time.now.toISOString() },
    { version: 1, controls: [48, 4], title: 'My doors (2)' },
  ])
  expect((await api.call('/own-policies/aws/my-doors-2/versions/1')).json.controls).toEqual([48, 4])
  expect((await api.call('/own-policies/aws/my-doors-2/versions/9')).status).toBe(404)
  const path = '/own-policies/aws/my-doors-2/versions/1/restore'
  expect((await api.call(path, { method: 'POST' })).json).toMatchObject({ version: 3, controls: [48, 4] })
  expect((await api.call('/policies/detail?slug=own/aws/my-doors-2')).json.controls).toEqual([48, 4])
})

test.each([
  [{ controls: [48, 77_777] }, 400, 'There is no control 77777 for aws.'],
  [{ controls: [48, 50_011] }, 400, 'There is no control 50011 for aws.'],
  [{ controls: [48, 48] }, 400, '48 is listed twice.'],
  [{ controls: [] }, 400, 'Too small'],
  [{ title: '' }, 400, 'Too small'],
  [{ name: 'No Spaces' }, 400, 'Lower-case letters'],
  [{ name: '../x' }, 400, 'Lower-case letters'],
  [{ cloud: 'oracle' }, 400, 'Invalid option'],
  [{ surprise: 1 }, 400, 'no such field'],
  [{}, 409, 'There is a policy own/aws/my-doors-2 already.'],
])('a policy with %j is refused', async (changes, status, message) => {
  const api = await startOwn()
  await create(api)
  const answer = await create(api, changes)
  expect([answer.status, answer.json.detail]).toEqual([status, expect.stringContaining(message)])
})

test('a control that a policy holds is deleted only when it is said that it leaves the policy', async () => {
  const api = await startOwn()
  await api.call('/own-controls', { method: 'POST', body: { text: controlText() } })
  await create(api, { controls: [48, 900_001] })
  const remove = (query = '') => api.call(`/own-controls/900001${query}`, { method: 'DELETE' })
  const refused = await remove()
  expect([refused.status, refused.json.detail]).toEqual([409, 'Control 900001 is in “My doors (2)”.'])
  expect((await remove('?policies=remove')).status).toBe(204)
  expect((await api.call('/own-policies/aws/my-doors-2')).json).toMatchObject({
    controls: [48],
    version: 2,
    missing: [],
  })
})

test('a policy is never left empty', async () => {
  const api = await startOwn()
  await api.call('/own-controls', { method: 'POST', body: { text: controlText() } })
  await create(api, { controls: [900_001] })
  const { status, json } = await api.call('/own-controls/900001?policies=remove', { method: 'DELETE' })
  expect([status, json.detail]).toEqual([409, expect.stringContaining('would be empty')])
})

test('a control that left the product is told as missing from a policy', async () => {
  const api = await startOwn()
  await create(api)
  await api.database.write([`UPDATE own_policies SET body = json_set(body, '$.controls', json('[48, 999]'))`])

  await api.engine.reload()
  expect((await api.call('/own-policies/aws/my-doors-2')).json.missing).toEqual([999])
})

test('a policy that is deleted leaves the lists and its controls; a report about it keeps it', async () => {
  const api = await startOwn()
  await create(api)
  await api.database.write([
    `INSERT INTO reports (title, cloud, policies, created, updated)
     VALUES ('Weekly', 'aws', '["own/aws/my-doors-2"]', '2026', '2026')`,
  ])
  const remove = () => api.call('/own-policies/aws/my-doors-2', { method: 'DELETE' })
  const refused = await remove()
  expect([refused.status, refused.json.detail]).toEqual([409, expect.stringContaining('“Weekly”')])
  await api.database.write(['DELETE FROM reports'])
  expect((await remove()).status).toBe(204)
  expect((await api.call('/policies/detail?slug=own/aws/my-doors-2')).status).toBe(404)
  expect((await api.call('/controls/48')).json.policies).not.toContain('own/aws/my-doors-2')
  expect((await api.call('/own-policies/aws/my-doors-2')).status).toBe(404)
})

test('F130 built-in policies are read-only', async () => {
  const api = await startOwn()
  for (const [method, body] of [
    ['PUT', { title: 'Mine', controls: [48] }],
    ['DELETE', undefined],
  ] as const) {
    const { status, json } = await api.call('/own-policies/aws/best-practices', { method, body })
    expect([status, json.detail], method).toEqual([409, expect.stringContaining('built in, and read-only')])
  }
})

test('the change feed tells of controls and policies of one’s own, and of their end', async () => {
  const api = await startOwn()
  const feed = async (after: number) => {
    const pages = []
    for (let from = after; ; ) {
      const { json } = await api.call(`/sync?after=${from}&epoch=${api.database.epoch}`)
      pages.push(json)
      if (!json.more) return pages
      from = json.seq
    }
  }
  const { seq } = (await feed(0)).at(-1)
  await api.call('/own-controls', { method: 'POST', body: { text: controlText() } })
  await create(api, { controls: [900_001] })
  const changed = await feed(seq)
  expect(changed.flatMap(({ controls }) => controls).map(({ cid }) => cid)).toContain(900_001)
  expect(changed.flatMap(({ policies }) => policies).map(({ slug }) => slug)).toContain('own/aws/my-doors-2')
  await api.call('/own-policies/aws/my-doors-2', { method: 'DELETE' })
  await api.call('/own-controls/900001', { method: 'DELETE' })
  const removed = (await feed(changed.at(-1).seq)).map((page) => page.removed)
  expect(removed.flatMap(({ controls }) => controls)).toContain(900_001)
  expect(removed.flatMap(({ policies }) => policies)).toContain('own/aws/my-doors-2')
})
