import { expect, test } from 'vitest'
import { manager, startApi } from './start.ts'

const problemType = 'application/problem+json'

test.each([
  ['an address that leads nowhere', '/nothing', {}, 404],
  ['an address outside the API', '/../nothing', {}, 404],
  ['a method that the address does not know', '/connectors', { method: 'PUT', body: {} }, 405],
  ['a body that is not JSON', '/tokens', { method: 'POST', body: '{"name":' }, 400],
  ['a body that does not fit', '/tokens', { method: 'POST', body: { name: '', role: 'king' } }, 400],
  ['a body of over 1 MB', '/tokens', { method: 'POST', body: { name: 'x'.repeat(1_100_000) } }, 413],
  ['a thing that is not there', '/connectors/none', {}, 404],
  ['no token', '/connectors', { token: null }, 401],
])('%s is told as problem details', async (_, path, init, status) => {
  const { call } = await startApi()
  const { status: answered, headers, json } = await call(path, init)
  expect(answered).toBe(status)
  expect(headers.get('content-type')).toBe(problemType)
  expect(json).toMatchObject({ type: 'about:blank', status, title: expect.any(String), detail: expect.any(String) })
})

test('a refused method names those that are known', async () => {
  const { call } = await startApi()
  const { headers } = await call('/connectors', { method: 'PUT', body: {} })
  expect(headers.get('allow')?.split(', ').sort()).toEqual(['GET', 'HEAD', 'POST'])
})

test('what is wrong with a body is told field by field', async () => {
  const { call } = await startApi()
  const body = { name: ' ', role: 'reader', door: 'window', colour: 'red' }
  const { json } = await call('/tokens', { method: 'POST', body })
  expect(json.errors.map(({ field }: { field: string }) => field).sort()).toEqual(['colour', 'door', 'name'])
})

test('an unknown query parameter is refused by name, on lists and on everything else', async () => {
  const { call } = await startApi()
  for (const path of ['/resources', '/evaluations', '/controls', '/connectors', '/summary', '/session', '/sync']) {
    const { status, json } = await call(`${path}?colour=red`)
    expect(status, path).toBe(400)
    expect(json.errors, path).toEqual([{ field: 'colour', message: 'There is no such field in the query.' }])
  }
})

test('a sort that is not offered, a page too large and a forged cursor are refused', async () => {
  const { call } = await startApi()
  for (const query of ['sort=hash', 'pageSize=501', 'pageSize=0', 'cursor=abc', 'cursor=W10', 'result=MAYBE']) {
    expect((await call(`/resources?${query}`)).status, query).toBe(400)
  }
})

test('the body of a change is JSON and says so', async () => {
  const { app } = await startApi()
  const headers = { authorization: `Bearer ${manager}`, 'content-type': 'text/plain' }
  const response = await app.request('http://127.0.0.1/api/tokens', { method: 'POST', headers, body: '{}' })
  expect(response.status).toBe(415)
  expect(response.headers.get('content-type')).toBe(problemType)
})

test('a failure that nobody foresaw is logged with its words and told without them', async () => {
  const { call, lines } = await startApi({
    engine: new Proxy({} as never, {
      get: () => () => Promise.reject(new Error('the innermost detail')),
    }),
  })
  await call('/connectors', {
    method: 'POST',
    body: { cloud: 'aws', name: 'A', roleArn: 'arn:aws:iam::111122223333:role/Plumbline' },
  })
  const [{ id }] = (await call('/connectors')).json.items
  const { status, text } = await call(`/connectors/${id}/test`, { method: 'POST' })
  expect(status).toBe(500)
  expect(text).not.toContain('innermost')
  expect(lines.join('')).toContain('innermost')
})

test('answers forbid framing, sniffing and storing', async () => {
  const { call } = await startApi()
  for (const path of ['/health', '/nothing', '/session']) {
    const { headers } = await call(path)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  }
})
