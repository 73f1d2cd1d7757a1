import { expect, test } from 'vitest'
import { startApi } from './start.ts'

test('the description is of OpenAPI 3.1 and names the way to sign in', async () => {
  const { call } = await startApi()
  const { json } = await call('/openapi.json', { token: null })
  expect(json.openapi).toBe('3.1.0')
  expect(json.components.securitySchemes.token).toEqual({ type: 'http', scheme: 'bearer' })
  expect(Object.keys(json.paths['/api/connectors'].post.responses)).toEqual(['201', '400', '401', '403', '409', '413'])
  expect(json.paths['/api/health'].get.security).toEqual([])
  expect(json.paths['/api/resources'].get.security).toEqual([{ token: [] }])
})

test('every schema that the description names is in it', async () => {
  const { call } = await startApi()
  const { json, text } = await call('/openapi.json', { token: null })
  const named = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name as string)
  expect(named.length).toBeGreaterThan(20)
  for (const name of named) expect(json.components.schemas).toHaveProperty(name)
})

test('the page for people loads everything from the worker', async () => {
  const { call, app } = await startApi()
  const { text, headers } = await call('/docs', { token: null })
  expect(headers.get('content-security-policy')).toContain("script-src 'self';")
  const addresses = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address as string)
  expect(addresses).toHaveLength(3)
  for (const address of addresses) {
    expect(address).toMatch(/^\/api\/docs\//)
    const response = await app.request(`http://127.0.0.1${address}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toMatch(/^text\/(css|javascript)/)
    expect((await response.text()).length).toBeGreaterThan(50)
  }
  expect((await call('/docs/package.json', { token: null })).status).toBe(404)
})

test('the page of the pairing link holds no script and reads no token', async () => {
  const { app } = await startApi()
  const response = await app.request('http://127.0.0.1/pair')
  const text = await response.text()
  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
  expect(text).toContain('Paste this link into the extension')
  expect(text).not.toContain('<script')
})
