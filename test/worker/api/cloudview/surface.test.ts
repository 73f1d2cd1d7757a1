import { expect, test } from 'vitest'
import { needs } from '../../../../shared/permission.ts'
import { manager } from '../start.ts'
import { startClient } from './client.ts'
import { keysOf } from './keys.ts'
import { seedAccount, v1 } from './surroundings.ts'

type Operation = { readonly 'x-plumbline-access': string; readonly responses: Readonly<Record<string, unknown>> }

test.each(['/cloudview-api/v3/api-docs', '/cspm/openapi.json'])(
  'every route of %s says who may use it, and refuses everybody else in the surface’s words',
  async (address) => {
    const { app, call, reader } = await startClient()
    const { paths } = (await (await app.request(`http://127.0.0.1${address}`)).json()) as {
      paths: Record<string, Record<string, Operation>>
    }
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
    )
    expect(operations.length).toBeGreaterThan(15)
    for (const { path, method, responses, 'x-plumbline-access': access } of operations) {
      expect(['open', ...needs], `${method} ${path}`).toContain(access)
      expect(access === 'open', `${method} ${path} is open`).toBe(path.startsWith('/auth'))
      const address = path
        .replace('{cloud}', 'aws')
        .replace('{noun}', 'awsassetdataconnector')
        .replace(/\{\w+\}/g, '1')
      const as = async (token?: string) => {
        const headers = new Headers(token ? { authorization: `Bearer ${token}` } : {})
        const response = await app.request(`http://127.0.0.1${address}`, { method, headers })
        expect(Object.keys(responses), `${method} ${path} declares ${response.status}`).toContain(
          String(response.status),
        )
        return response
      }
      await as(manager)
      if (access === 'open') continue
      expect((await as()).status, `${method} ${path} without a token`).toBe(401)
      expect((await as('plb_wrong')).status, `${method} ${path} with a wrong one`).toBe(401)
      if (access !== 'read') expect((await as(reader)).status, `${method} ${path} as a reader`).toBe(403)
      const mayRead = method === 'GET' || path.includes('/search/')
      if (!mayRead) expect(access, `${method} ${path} changes something`).not.toBe('read')
    }
    expect(Object.keys((await call('/openapi.json')).json.paths).every((path) => path.startsWith('/api/'))).toBe(true)
  },
)

test('a client signs in with a user name and a password, or with a bearer', async () => {
  const { app, send } = await startClient()
  const refused = await app.request(`http://127.0.0.1${v1}/aws/connectors`)
  expect(refused.status).toBe(401)
  expect(refused.headers.get('www-authenticate')).toMatch(/^Basic/)
  expect(keysOf((await refused.json()) as object)).toEqual(['errorCode', 'message'])
  expect((await send(`${v1}/aws/connectors`)).status).toBe(200)
  expect((await send(`${v1}/aws/connectors`, { password: 'plb_wrong' })).status).toBe(401)
  const bearer = { authorization: `Bearer ${manager}`, 'content-type': 'application/json' }
  expect((await send(`${v1}/aws/connectors`, { headers: bearer })).status).toBe(200)
})

test('a password is exchanged for a bearer of four hours, with the rights of the one who asks', async () => {
  const { app, send, reader, time } = await startClient()
  const post = (password: string) =>
    app.request('http://127.0.0.1/auth', {
      method: 'POST',
      body: new URLSearchParams({ username: 'a', password, token: 'true', permissions: 'true' }),
    })
  const response = await post(reader)
  expect(response.status).toBe(201)
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/)
  const token = await response.text()
  const as = (path: string, method = 'GET') => send(path, { method, headers: { authorization: `Bearer ${token}` } })
  expect((await as(`${v1}/aws/connectors`)).status).toBe(200)
  expect((await as(`${v1}/aws/connectors/run`, 'POST')).status).toBe(403)
  time.now = new Date('2026-01-01T03:59:00Z')
  const longer = await (await post(token)).text()
  time.now = new Date('2026-01-01T04:00:00Z')
  expect((await as(`${v1}/aws/connectors`)).status).toBe(401)
  expect((await send(`${v1}/aws/connectors`, { headers: { authorization: `Bearer ${longer}` } })).status).toBe(401)
  expect((await post('wrong')).status).toBe(401)
})

test('a client of OpenID Connect sends its secret in a header', async () => {
  const { app, send } = await startClient()
  const headers = { clientId: 'x', clientSecret: manager }
  const response = await app.request('http://127.0.0.1/auth/oidc', { method: 'POST', headers })
  expect(response.status).toBe(201)
  const bearer = { authorization: `Bearer ${await response.text()}` }
  expect((await send(`${v1}/aws/connectors`, { headers: bearer })).status).toBe(200)
  expect((await app.request('http://127.0.0.1/auth/oidc', { method: 'POST' })).status).toBe(401)
})

test('a page of another site cannot change anything with the password that a browser keeps', async () => {
  const { send, database } = await startClient()
  await seedAccount(database)
  const post = (headers: Readonly<Record<string, string>>) =>
    send(`${v1}/aws/connectors/run`, { method: 'POST', body: '["connector-1"]', type: 'text/plain', headers })
  expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await post({ origin: 'https://evil.example.com' })).status).toBe(403)
  expect((await post({ 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1' })).status).toBe(200)
})

test('what clients check before they start is there: the version, and the limits on every answer', async () => {
  const { send } = await startClient()
  for (const path of ['/msp/about.php', `${v1}/aws/connectors`, `${v1}/nothing`]) {
    const { headers } = await send(path)
    for (const name of ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-concurrency-limit-limit']) {
      expect(Number(headers.get(name)), `${name} of ${path}`).toBeGreaterThan(0)
    }
    expect(headers.get('x-ratelimit-towait-sec')).toBe('0')
  }
  expect((await send('/msp/about.php')).text).toContain('Plumbline 0.1.0')
  expect((await send('/msp/about.php', { password: 'wrong' })).status).toBe(401)
})

test('addresses and methods that are not there are refused in the words of each surface', async () => {
  const { send } = await startClient()
  expect(keysOf((await send(`${v1}/nothing`)).json)).toEqual(['errorCode', 'message'])
  const method = await send(`${v1}/aws/connectors`, { method: 'PATCH' })
  expect(method).toMatchObject({ status: 405, json: { errorCode: 'METHOD_NOT_ALLOWED' } })
  expect(keysOf((await send('/cspm/nothing')).json)).toEqual(['Detail', 'ErrorCode', 'Message', 'ReferenceId'])
  expect((await send('/api/nothing')).json).toMatchObject({ status: 404 })
})

test('a body that is too large is refused', async () => {
  const { send } = await startClient()
  const { status, json } = await send(`${v1}/aws/connectors`, { method: 'POST', body: 'x'.repeat(1_100_000) })
  expect({ status, code: json.errorCode }).toEqual({ status: 413, code: 'PAYLOAD_TOO_LARGE' })
})

test('F274 the Swagger UI of both surfaces is served with its assets, and offers a user name and password', async () => {
  const { app, send } = await startClient()
  const { text, headers } = await send('/cloudview-api/swagger-ui.html')
  expect(headers.get('content-security-policy')).toContain("script-src 'self';")
  const addresses = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address as string)
  expect(addresses).toHaveLength(4)
  for (const address of addresses) {
    const response = await app.request(`http://127.0.0.1${address}`)
    expect(response.status, address).toBe(200)
    expect(response.headers.get('content-type')).toMatch(/^text\/(css|javascript)/)
  }
  const start = (await send('/cloudview-api/swagger-ui/start.js')).text
  for (const url of ['/cloudview-api/v3/api-docs', '/cspm/openapi.json', '/api/openapi.json']) {
    expect(start).toContain(`'${url}'`)
    expect((await send(url)).json.openapi).toBe('3.1.0')
  }
  const { components } = (await send('/cloudview-api/v3/api-docs')).json
  expect(components.securitySchemes.basic).toEqual({ type: 'http', scheme: 'basic' })
})

test('a control has its page where scripts link to, and what stands in it is text', async () => {
  const { send, database } = await startClient()
  await seedAccount(database)
  await database.write([
    `UPDATE controls SET body = json_set(body, '$.title', '<script>alert(1)</script>') WHERE cid = 48`,
  ])
  const { text, headers } = await send('/cloudview/controls/cid-48.html')
  expect(text).toContain('&lt;script&gt;')
  expect(text).not.toContain('<script')
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
  expect((await send('/cloudview/controls/cid-99.html')).status).toBe(404)
})

test('F296 the descriptions hold calls to try, and the addresses in them are there', async () => {
  const { send, database } = await startClient()
  await seedAccount(database)
  for (const address of ['/cloudview-api/v3/api-docs', '/cspm/openapi.json']) {
    const { description } = (await send(address)).json.info
    const calls = [...description.matchAll(/curl (.*)"\$WORKER([^"]+)"( -d)?/g)] as RegExpMatchArray[]
    expect(calls.length).toBeGreaterThan(2)
    for (const [, options = '', path = '', data] of calls) {
      const method = data || /-X POST|-d /.test(options) ? 'POST' : 'GET'
      const { status, json } = await send(path, { method })
      expect(status, path).not.toBe(405)
      expect(JSON.stringify(json ?? ''), path).not.toContain('nothing at this address')
    }
  }
})

test('F275 the paths are the same under whichever name leads to a worker that others can reach', async () => {
  const { app } = await startClient({ isLoopback: false })
  const authorization = `Basic ${Buffer.from(`me:${manager}`).toString('base64')}`
  for (const host of ['qualysguard.example.com', 'gateway.example.com']) {
    const response = await app.request(`https://${host}${v1}/aws/connectors`, { headers: { authorization } })
    expect(response.status, host).toBe(200)
  }
})
