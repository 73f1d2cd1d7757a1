import { afterEach, beforeEach, expect, test } from 'vitest'
import { browser } from 'wxt/browser'
import { isPlainHttp, originPattern, parsePairingLink, parseWorker } from '../../../extension/sync/pairing-link.ts'
import { text } from '../../../extension/sync/text.ts'
import { backgroundRig, popup, problem, token, worker } from './background-rig.ts'
import { page } from './pages.ts'

let rig: ReturnType<typeof backgroundRig>
beforeEach(() => {
  rig = backgroundRig()
  rig.feed(page({ seq: 1 }))
})
afterEach(() => rig.background.syncer.cancel())

const pair = (address = worker, secret = token) => rig.askAs(popup, 'pair', { worker: address, token: secret })

test('a right address and token pair', async () => {
  expect(await pair()).toMatchObject({ answer: { paired: { worker, role: 'manager' } } })
  expect(rig.requests[0]).toMatchObject({ path: '/api/session', authorization: `Bearer ${token}` })
})

test('each thing that can be wrong has a sentence of its own', async () => {
  const said: unknown[] = []
  const hear = async (reply: Promise<unknown>) => said.push(((await reply) as { problem: string }).problem)

  await hear(pair('ftp://127.0.0.1'))
  await hear(pair(worker, 'plb_ with spaces'))
  await hear(pair('http://127.0.0.1:1'))
  rig.answers['/api/session'] = () => problem(401)
  await hear(pair())
  rig.answerWith('/api/session', { role: 'reader', syncVersion: 0 })
  await hear(pair())
  rig.answerWith('/api/session', { role: 'reader', syncVersion: 2 })
  await hear(pair())
  rig.answers['/api/session'] = () => new Response('<h1>Router</h1>')
  await hear(pair())
  rig.answers['/api/session'] = () => new Response('Unauthorized', { status: 401 })
  await hear(pair())
  rig.answers['/api/session'] = () => problem(500, 'The database is locked.')
  await hear(pair())

  expect(said).toEqual([
    text.badAddress,
    text.noToken,
    text.unreachable('http://127.0.0.1:1'),
    text.wrongToken,
    text.workerOlder,
    text.workerNewer,
    text.notPlumbline(worker),
    text.notPlumbline(worker),
    'The database is locked.',
  ])
  expect(await browser.storage.local.get(null)).toEqual({})
})

test('nothing is sent before the browser allows it, and pairing goes on as soon as it does', async () => {
  rig.allowed.is = false
  const asked = pair()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(rig.requests).toEqual([])
  rig.allow()
  expect(await asked).toMatchObject({ answer: { paired: { worker } } })
})

test('what already worked stays when a new pairing fails', async () => {
  await rig.paired()
  rig.answers['/api/session'] = () => problem(401)
  await pair(worker, 'plb_another-token')
  expect(await rig.askAs(popup, 'status', {})).toMatchObject({ answer: { paired: { worker } } })
})

test('a pairing link is read, and nothing else is', () => {
  expect(parsePairingLink(` ${worker}/pair#token=${token}\n`)).toEqual({ worker, token })
  expect(parsePairingLink(`https://plumbline.example/pair#token=${token}`)?.worker).toBe('https://plumbline.example')
  for (const text of [
    '',
    token,
    worker,
    `${worker}/pair#token=`,
    `${worker}/pair?token=${token}`,
    `javascript:alert(1)#token=${token}`,
    `http://user:secret@127.0.0.1:8787/pair#token=${token}`,
    `${worker}/pair#token=plb_a%0D%0AHost:x`,
  ]) {
    expect(parsePairingLink(text), text).toBeUndefined()
  }
})

test('an address may come without a scheme or with a path', () => {
  expect(parseWorker('127.0.0.1:8787')).toBe(worker)
  expect(parseWorker(' https://w.example/api/docs ')).toBe('https://w.example')
  expect(parseWorker('file:///etc/passwd')).toBeUndefined()
  expect(parseWorker('not an address')).toBeUndefined()
})

test('http beyond this machine is recognised', () => {
  expect(
    ['http://10.0.0.5:8787', 'http://127.0.0.1.evil.example', 'http://localhost.evil.example'].map(isPlainHttp),
  ).toEqual([true, true, true])
  expect([worker, 'http://localhost:1', 'http://[::1]:8787', 'https://10.0.0.5'].map(isPlainHttp)).toEqual([
    false,
    false,
    false,
    false,
  ])
})

test('only the origin of the worker is asked for', () => {
  expect(originPattern(worker)).toBe('http://127.0.0.1:8787/*')
})
