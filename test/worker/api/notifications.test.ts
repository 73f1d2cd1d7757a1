import { expect, test } from 'vitest'
import { startMailServer } from '../notify/mail-server.ts'
import { startReceiver } from '../notify/receiver.ts'
import { seed } from './seed.ts'
import { startApi } from './start.ts'

type Api = Awaited<ReturnType<typeof startApi>>

const channelOf = (api: Api) => (body: object, token?: string) =>
  api.call('/notifications/channels', { method: 'POST', body: { name: 'One', ...body }, ...(token ? { token } : {}) })

test('what is secret of a channel is sealed, shown once or never, and replaced whole', async () => {
  const api = await startApi()
  const { call, database, lines } = api
  const url = 'https://hooks.example.com/hidden-path?key=hidden-key'
  const made = await channelOf(api)({ kind: 'webhook', url })
  expect(made.status).toBe(201)
  const { secret, ...shown } = made.json
  expect(secret).toMatch(/^whsec_.{40,}$/)
  expect(shown).toEqual({
    id: expect.any(String),
    kind: 'webhook',
    name: 'One',
    host: 'hooks.example.com',
    created: expect.any(String),
    updated: expect.any(String),
  })
  const mail = await channelOf(api)({
    kind: 'email',
    smtp: 'smtps://me:hidden-word@smtp.example.com',
    from: 'a@example.com',
    to: ['b@example.com'],
  })
  expect(mail.json).toMatchObject({ host: 'smtp.example.com', from: 'a@example.com', to: ['b@example.com'] })
  const patch = (id: string, body: object) => call(`/notifications/channels/${id}`, { method: 'PATCH', body })
  expect((await patch(shown.id, { name: 'Two', url: 'https://other.example.com/hidden-too' })).json).toMatchObject({
    name: 'Two',
    host: 'other.example.com',
  })
  expect((await patch(shown.id, { smtp: 'smtp://x.example.com' })).json.errors).toMatchObject([{ field: 'smtp' }])
  const stored = JSON.stringify((await database.client.execute('SELECT * FROM notification_channels')).rows)
  const list = await call('/notifications/channels')
  for (const text of [stored, list.text, lines.join('\n')]) expect(text).not.toMatch(/hidden|whsec/)
})

test('a channel is tested, and its failure is told in plain words', async () => {
  const api = await startApi()
  const receiver = await startReceiver()
  const testOf = async (body: object) => {
    const { id } = (await channelOf(api)(body)).json
    return (await api.call(`/notifications/channels/${id}/test`, { method: 'POST' })).json
  }
  for (const kind of ['webhook', 'slack', 'teams'])
    expect(await testOf({ kind, url: receiver.url }), kind).toEqual({ sent: true })
  expect(receiver.received.map(({ body }) => JSON.parse(body))).toMatchObject([
    { type: 'test', sections: [] },
    { text: 'Plumbline: a test', blocks: [{ type: 'header' }, { type: 'section' }] },
    { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' }] },
  ])
  receiver.answer.status = 404
  expect(await testOf({ kind: 'slack', url: receiver.url })).toEqual({
    sent: false,
    reason: 'The address answered with status 404.',
  })
  expect(await testOf({ kind: 'slack', url: 'https://10.1.2.3/x' })).toMatchObject({
    sent: false,
    reason: /PLUMBLINE_NOTIFY_PRIVATE=1/,
  })
})

test('an e-mail is sent, with the password where one is asked for', async () => {
  const api = await startApi()
  const { mails, port } = await startMailServer({ password: 'p@ss' })
  const testOf = async (smtp: string) => {
    const body = { kind: 'email', smtp, from: 'plumbline@example.com', to: ['ann@example.com', 'bob@example.com'] }
    const { id } = (await channelOf(api)(body)).json
    return (await api.call(`/notifications/channels/${id}/test`, { method: 'POST' })).json
  }
  expect(await testOf(`smtp://me:p%40ss@127.0.0.1:${port}`)).toEqual({ sent: true })
  expect(mails).toHaveLength(1)
  expect(mails[0]).toMatch(
    /^From: plumbline@example.com\r\nTo: ann@example.com, bob@example.com\r\nSubject: Plumbline: a test\r\n/,
  )
  expect(await testOf(`smtp://me:wrong@127.0.0.1:${port}`)).toEqual({
    sent: false,
    reason: 'The mail server refused the user or the password (535).',
  })
  expect(await testOf('smtp://127.0.0.1:1')).toEqual({
    sent: false,
    reason: expect.stringMatching(/^Nobody listens|^The connection failed/),
  })
  expect(await testOf('smtp://10.1.2.3')).toMatchObject({ sent: false, reason: /private network/ })
})

test('a test of an e-mail channel says which receivers were refused', async () => {
  const api = await startApi()
  const refusals = { 'bob@example.com': '550 5.1.1 there is no hidden-word here', 'cid@example.com': '450 later' }
  const { port, receivers } = await startMailServer({ refusals })
  const to = ['ann@example.com', 'bob@example.com', 'cid@example.com']
  const testOf = async (receivers: readonly string[]) => {
    const smtp = `smtp://127.0.0.1:${port}`
    const { id } = (await channelOf(api)({ kind: 'email', smtp, from: 'plumbline@example.com', to: receivers })).json
    return (await api.call(`/notifications/channels/${id}/test`, { method: 'POST' })).json
  }
  expect(await testOf(to)).toEqual({
    sent: false,
    reason: 'The mail server refused bob@example.com (550), cid@example.com (450). The other receivers have got it.',
  })
  expect(receivers).toEqual([['ann@example.com']])
  expect(await testOf(to.slice(1, 2))).toEqual({
    sent: false,
    reason: 'The mail server refused every receiver: bob@example.com (550).',
  })
})

test('only addresses that messages may go to are taken', async () => {
  const api = await startApi({ isLoopback: false })
  for (const url of ['http://127.0.0.1/x', 'http://example.com/x', 'ftp://example.com', 'nonsense', 'https://'])
    expect((await channelOf(api)({ kind: 'slack', url })).json.errors, url).toMatchObject([{ field: 'url' }])
  expect((await channelOf(api)({ kind: 'pigeon', url: 'https://example.com' })).status).toBe(400)
  expect((await channelOf(api)({ kind: 'email', smtp: 'https://x', from: 'a', to: [] })).status).toBe(400)
})

test('rules are made, changed and deleted; a channel that one uses stays', async () => {
  const api = await startApi()
  const { call } = api
  await seed(api.database, [])
  const { id: channel } = (await channelOf(api)({ kind: 'slack', url: 'https://hooks.example.com/x' })).json
  const make = (body: object) =>
    call('/notifications/rules', {
      method: 'POST',
      body: { name: 'High', events: ['new failure'], channels: [channel], ...body },
    })
  const { status, json } = await make({})
  expect(status).toBe(201)
  const defaults = { criticality: 'LOW', query: '', digest: { every: 'run' }, enabled: true }
  expect(json).toMatchObject({ name: 'High', events: ['new failure'], channels: [channel], ...defaults })
  const field = async (body: object) => (await make(body)).json.errors?.[0]?.field
  expect(await field({ channels: ['none'] })).toBe('channels.0')
  expect(await field({ query: 'nonsense.token: 5' })).toBe('query')
  expect(await field({ events: [] })).toBe('events')
  expect(await field({ digest: { every: 'day', at: '9', timeZone: 'Europe/Zurich' } })).toBe('digest.at')
  expect(await field({ digest: { every: 'day', at: '09:00', timeZone: 'Mars/North' } })).toBe('digest.timeZone')
  expect((await call(`/notifications/channels/${channel}`, { method: 'DELETE' })).status).toBe(409)
  const rule = `/notifications/rules/${json.id}`
  const digest = { every: 'day', at: '09:00', timeZone: 'Europe/Zurich' }
  expect((await call(rule, { method: 'PATCH', body: { digest, criticality: 'HIGH' } })).json).toEqual({
    ...json,
    digest,
    criticality: 'HIGH',
  })
  expect((await call('/notifications/rules')).json.items).toHaveLength(1)
  expect((await call(rule, { method: 'DELETE' })).status).toBe(204)
  expect((await call(rule)).status).toBe(404)
  expect((await call(`/notifications/channels/${channel}`, { method: 'DELETE' })).status).toBe(204)
  expect((await call(`/notifications/channels/${channel}`)).status).toBe(404)
})

test('a reader sees channels and rules, and changes none', async () => {
  const api = await startApi()
  const { call, reader: token } = api
  expect((await call('/notifications/channels', { token })).status).toBe(200)
  expect((await call('/notifications/deliveries', { token })).json).toEqual({
    items: [],
    total: 0,
    page: 1,
    pageSize: 100,
  })
  expect((await channelOf(api)({ kind: 'slack', url: 'https://hooks.example.com/x' }, token)).status).toBe(403)
})

test('who changes other things makes no channel, and changes and deletes none: they send data out of the house', async () => {
  const api = await startApi()
  const { call } = api
  const { id } = (await channelOf(api)({ kind: 'slack', url: 'https://hooks.example.com/x' })).json
  const permissions = ['api', 'create', 'update', 'delete']
  const role = (await call('/roles', { method: 'POST', body: { name: 'Engineer', permissions } })).json.id
  const { token } = (await call('/tokens', { method: 'POST', body: { name: 'Eve', role } })).json
  const path = `/notifications/channels/${id}`
  expect((await channelOf(api)({ kind: 'slack', url: 'https://evil.example.com/x' }, token)).status).toBe(403)
  const url = 'https://evil.example.com/x'
  expect((await call(path, { method: 'PATCH', body: { url }, token })).status).toBe(403)
  expect((await call(path, { method: 'DELETE', token })).status).toBe(403)
  const body = { name: 'New', events: ['new failure'], channels: [id] }
  expect((await call('/notifications/rules', { method: 'POST', body, token })).status).toBe(201)
})
