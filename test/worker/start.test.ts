import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeDataFolder } from '../../worker/data-folder.ts'
import { addressOf, greeting } from '../../worker/greeting.ts'
import { listen } from '../../worker/listen.ts'
import { createLog, withoutSecrets } from '../../worker/log.ts'

const facts = {
  version: '0.1.0',
  root: '/project',
  settings: { host: '127.0.0.1' },
  port: 8787,
  newToken: undefined,
}
const fetch = () => new Response('hello')

test('a first start shows the pairing link, with the token where no server sees it', () => {
  const text = greeting({ ...facts, newToken: 'plb_new' })
  expect(text).toContain('http://127.0.0.1:8787/pair#token=plb_new')
  expect(text).toContain('/project/.output/chrome-mv3')
  expect(text).toContain('/project/.output/firefox-mv3/manifest.json')
  expect(text).not.toContain('Warning')
})

test('a later start shows no token, and says how to get a new one', () => {
  expect(greeting(facts)).toContain('PLUMBLINE_ADMIN_TOKEN')
  expect(greeting(facts)).not.toContain('#token=')
})

test('a token that the operator gave is not printed', () => {
  const text = greeting({ ...facts, settings: { host: '127.0.0.1', adminToken: 'given-token' } })
  expect(text).not.toContain('given-token')
  expect(text).toContain('token of PLUMBLINE_ADMIN_TOKEN')
})

test('a worker that other machines reach begins with a warning', () => {
  expect(greeting({ ...facts, settings: { host: '0.0.0.0' } })).toMatch(/^Warning: with PLUMBLINE_HOST=0\.0\.0\.0 /)
})

test('the address is one that this machine can open', () => {
  expect(addressOf('0.0.0.0', 80)).toBe('http://127.0.0.1:80')
  expect(addressOf('::1', 80)).toBe('http://[::1]:80')
  expect(addressOf('plumbline.lan', 80)).toBe('http://plumbline.lan:80')
})

test('a taken port is told in one line with another one to take', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo
  const failure = await listen({ fetch, host: '127.0.0.1', port }).catch((error: Error) => error.message)
  other.close()
  expect(failure).toMatch(new RegExp(`^Port ${port} is taken, .* PLUMBLINE_PORT=\\d+$`))
})

test('an address that is not this machine’s is told in one line', async () => {
  const failure = await listen({ fetch, host: '192.0.2.1', port: 0 }).catch((error: Error) => error.message)
  expect(failure).toBe('This machine has no address 192.0.2.1. Choose one that it has: PLUMBLINE_HOST=127.0.0.1')
})

test('what is under way is answered before the worker stops', async () => {
  let release = () => {}
  const slow = new Promise<void>((resolve) => {
    release = resolve
  })
  const listener = await listen({
    fetch: async () => {
      await slow
      return new Response('late')
    },
    host: '127.0.0.1',
    port: 0,
  })
  const answer = globalThis.fetch(`http://127.0.0.1:${listener.port}/`).then((response) => response.text())
  await new Promise((resolve) => setTimeout(resolve, 50))
  const closed = listener.close()
  release()
  expect(await answer).toBe('late')
  await closed
})

test('a data folder that cannot be one is told in one line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-data-'))
  const file = join(folder, 'file')
  writeFileSync(file, '')
  expect(() => makeDataFolder(file)).toThrow(/^The data folder .* is a file\. Choose another one/)
  expect(() => makeDataFolder(join(file, 'below'))).toThrow(/^The data folder .* lies below something that is a file\./)
  makeDataFolder(join(folder, 'a', 'b'))
  makeDataFolder(join(folder, 'a', 'b'))
})

test('a log line tells every reason of an error that has several', () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => void lines.push(line) })
  const refused = new AggregateError([
    new Error('connect ECONNREFUSED ::1'),
    new Error('connect ECONNREFUSED 127.0.0.1'),
  ])
  log.error({ err: new Error('fetch failed', { cause: refused }) }, 'failed')
  expect(lines[0]).toMatch(/ECONNREFUSED ::1.*ECONNREFUSED 127\.0\.0\.1/)
})

test('log lines hide secrets by their field, and by their shape where a text quotes them', () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => void lines.push(line) })
  const token = 'plb_0123456789abcdefghijklmnopqrstuvwxyz'
  const pem = '-----BEGIN PRIVATE KEY-----\nplanted\n-----END PRIVATE KEY-----\n'
  log.info({ clientSecret: 'planted', a: { b: { token: 'planted' } }, name: 'kept' }, `said ${token}`)
  log.error({ err: new Error(`quoted ${pem}`, { cause: new Error('Authorization: Bearer planted-token') }) }, 'failed')
  log.error({ err: Object.assign(new Error('x'), { config: { headers: 'planted' } }) }, 'failed')
  log.error({ err: new Error('x', { cause: new URLSearchParams({ code: 'planted' }) }) }, 'failed')
  log.error({ err: new Error('quoted eyJhbGciOi.eyJzdWIiOi.planted') }, 'failed')
  expect(lines.join('')).not.toMatch(/planted|plb_0123|\[object/)
  expect(lines[0]).toContain('kept')
  expect(withoutSecrets('libsql://db?authToken=planted&x=1')).toBe('libsql://db?authToken=[hidden]&x=1')
})
