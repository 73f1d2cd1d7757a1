import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Result } from '../../../shared/evaluation.ts'
import type { NotificationMessage } from '../../../shared/notification.ts'
import { createNotifier } from '../../../worker/notify/create-notifier.ts'
import { nextTime } from '../../../worker/reports/next-time.ts'
import { storeVerdicts } from '../../../worker/store/evaluations.ts'
import { applyExceptions } from '../../../worker/store/exceptions/apply.ts'
import { resolveTargets } from '../../../worker/store/exceptions/resolve.ts'
import { createExceptions, withdrawException } from '../../../worker/store/exceptions.ts'
import { arn, connectorId, seed } from '../api/seed.ts'
import { start, startApi } from '../api/start.ts'
import { query } from '../temporary-database.ts'
import { startMailServer } from './mail-server.ts'
import { startReceiver } from './receiver.ts'

const minute = 60_000
const secret = 'a-secret-of-the-receiver'

/** A worker with two buckets that pass, and a receiver that a rule sends to. */
async function startTelling(rule: object = {}, names: readonly string[] = ['alpha', 'beta']) {
  const api = await startApi()
  const receiver = await startReceiver()
  const { call, database, time, context } = api
  await seed(
    database,
    names.map((name) => ({ id: arn(name), results: { 45: 'PASS', 48: 'PASS' } })),
  )
  await database.write([
    { sql: 'UPDATE connectors SET lastRun = ?', args: [start.toISOString()] },
    'UPDATE evaluations SET settled = result',
  ])
  const channel = (
    await call('/notifications/channels', {
      method: 'POST',
      body: { kind: 'webhook', name: 'Hook', url: receiver.url, secret },
    })
  ).json
  const events = ['new failure', 'reopened', 'fixed', 'connector state', 'report run', 'exception ended']
  const make = (more: object) =>
    call('/notifications/rules', { method: 'POST', body: { name: 'All', events, channels: [channel.id], ...more } })
  await make(rule)
  const wait = (by: number) => {
    time.now = new Date(time.now.getTime() + by)
  }
  /** A run that finds this, and a look at it. */
  async function run(results: Readonly<Record<string, Result>>, cid = 45) {
    wait(60 * minute)
    await judge(results, cid)
    await applyExceptions(database, { now: time.now })
    wait(minute)
    await database.write([
      { sql: `UPDATE connectors SET lastRun = ?, state = 'Online'`, args: [time.now.toISOString()] },
    ])
    await context.notifier.look()
  }
  async function judge(results: Readonly<Record<string, Result>>, cid = 45) {
    const rids = new Map(
      (await query<{ rid: number; name: string }>(database, 'SELECT rid, name FROM resources')).map(({ rid, name }) => [
        name,
        rid,
      ]),
    )
    const judged = Object.entries(results).map(([name, result]) => ({
      rid: rids.get(name) ?? 0,
      verdicts: [{ cid, result, evidence: [{ setting: 's', actual: time.now.toISOString(), expected: 'e' }] }],
    }))
    await storeVerdicts(database, judged, { cids: new Set([cid]), now: time.now })
  }
  const messages = () => receiver.received.splice(0).map(({ body }) => JSON.parse(body) as NotificationMessage)
  const told = () =>
    messages().map(({ sections }) =>
      sections.map(({ event, total, findings = [], notes }) => [
        event,
        total,
        notes ?? findings.map(({ resourceName }) => resourceName),
      ]),
    )
  return { ...api, receiver, channel, make, wait, run, judge, messages, told, look: context.notifier.look }
}

test('new, reopened and fixed findings are told once, at the end of the run', async () => {
  const { run, told, look, database } = await startTelling()
  await look()
  expect(told()).toEqual([])
  await seed(database, [{ id: arn('gamma') }])
  await run({ alpha: 'FAIL', beta: 'PASS', gamma: 'FAIL' })
  expect(told()).toEqual([
    [
      ['new failure', 1, ['gamma']],
      ['reopened', 1, ['alpha']],
    ],
  ])
  await look()
  await run({ alpha: 'FAIL', gamma: 'FAIL' })
  expect(told()).toEqual([])
  await run({ alpha: 'PASS', gamma: 'UNKNOWN' })
  expect(told()).toEqual([[['fixed', 1, ['alpha']]]])
  await run({ gamma: 'FAIL' })
  expect(told()).toEqual([])
})

test('a failure that could not be seen before is new, the first time', async () => {
  const { run, told, database } = await startTelling()
  await seed(database, [{ id: arn('gamma') }])
  await run({ gamma: 'UNKNOWN' })
  expect(told()).toEqual([])
  await run({ gamma: 'FAIL' })
  expect(told()).toEqual([[['new failure', 1, ['gamma']]]])
})

test('what was evaluated by itself is told after the next run', async () => {
  const { run, judge, told, look, wait } = await startTelling()
  wait(minute)
  await judge({ alpha: 'FAIL' })
  wait(minute)
  await look()
  expect(told()).toEqual([])
  await run({})
  expect(told()).toEqual([[['reopened', 1, ['alpha']]]])
})

test('a webhook is signed, and what it was sent says what and where', async () => {
  const { run, receiver, messages, database } = await startTelling()
  await seed(database, [{ id: arn('gamma') }])
  await run({ gamma: 'FAIL' }, 48)
  const { headers = {}, body = '' }: Partial<(typeof receiver.received)[number]> = receiver.received[0] ?? {}
  const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['plumbline-signature'])) ?? []
  expect(createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')).toBe(v1)
  const [message] = messages()
  expect(headers['plumbline-id']).toBe(message?.id)
  expect(message).toMatchObject({
    ...{ type: 'notification', rule: { name: 'All' } },
    sections: [
      {
        ...{ event: 'new failure', total: 1, byCriticality: { HIGH: 0, MEDIUM: 1, LOW: 0 } },
        findings: [
          {
            ...{ cid: 48, title: 'Versioning is on', criticality: 'MEDIUM', resourceId: arn('gamma') },
            ...{ account: '111122223333', region: 'us-east-1', link: /^https:\/\/.*console\.aws\.amazon\.com\// },
          },
        ],
      },
    ],
  })
})

test('a rule narrows by event, criticality and query', async () => {
  const { run, told, make, call } = await startTelling({ criticality: 'HIGH' })
  await run({ alpha: 'FAIL' }, 48)
  expect(told()).toEqual([])
  await run({ alpha: 'FAIL' }, 45)
  expect(told()).toEqual([[['reopened', 1, ['alpha']]]])
  const [{ id }] = (await call('/notifications/rules')).json.items
  await call(`/notifications/rules/${id}`, { method: 'PATCH', body: { enabled: false } })
  await make({ query: 'resource.name: beta', events: ['fixed', 'reopened'] })
  await run({ alpha: 'PASS', beta: 'FAIL' })
  expect(told()).toEqual([[['reopened', 1, ['beta']]]])
})

test('a first run with 1,500 failures is one message that lists 20', async () => {
  const names = Array.from({ length: 1500 }, (_, no) => `b${no}`)
  const { run, messages, database } = await startTelling({}, [])
  await seed(
    database,
    names.map((name) => ({ id: arn(name) })),
  )
  await run(Object.fromEntries(names.map((name) => [name, 'FAIL'])))
  const all = messages()
  expect(all).toHaveLength(1)
  expect(all[0]?.sections).toMatchObject([{ event: 'new failure', total: 1500, byCriticality: { HIGH: 1500 } }])
  expect(all[0]?.sections[0]?.findings).toHaveLength(20)
})

test('an account that is added later is told of from its first run on', async () => {
  const { wait, look, told, database, time } = await startTelling()
  wait(minute)
  await seed(database, [{ id: arn('new') }], { id: 'later', account: '444455556666' })
  await database.write([
    { sql: `UPDATE connectors SET created = ?, state = 'Pending' WHERE id = 'later'`, args: [time.now.toISOString()] },
  ])
  await look()
  wait(minute)
  const [row] = await query<{ rid: number }>(database, `SELECT rid FROM resources WHERE name = 'new'`)
  await storeVerdicts(database, [{ rid: row?.rid ?? 0, verdicts: [{ cid: 45, result: 'FAIL', evidence: [] }] }], {
    cids: new Set([45]),
    now: time.now,
  })
  wait(minute)
  await database.write([
    { sql: `UPDATE connectors SET lastRun = ?, state = 'Online' WHERE id = 'later'`, args: [time.now.toISOString()] },
  ])
  await look()
  expect(told()).toEqual([[['new failure', 1, ['new']]]])
})

test('a connector that goes offline and comes back is told, and its runs in between are not', async () => {
  const { database, look, told } = await startTelling()
  const set = (state: string, reason: string | null = null) =>
    database.write([
      { sql: 'UPDATE connectors SET state = ?, stateReason = ? WHERE id = ?', args: [state, reason, connectorId] },
    ])
  await look()
  for (const state of ['Refreshing', 'Online']) await set(state).then(look)
  expect(told()).toEqual([])
  await set('Offline', 'The role cannot be assumed.').then(look)
  expect(told()).toEqual([
    [['connector state', 1, ['The connector Production (111122223333) is Offline: The role cannot be assumed.']]],
  ])
  await set('Refreshing').then(look)
  await set('Online').then(look)
  expect(told()).toEqual([[['connector state', 1, ['The connector Production (111122223333) is Online.']]]])
})

test('what is accepted is not told; that its exception ended is', async () => {
  const { run, told, look, database, time, wait } = await startTelling()
  const draft = { cid: 45, kind: 'false positive' as const, reason: 'r', owner: 'ann' }
  const targets = await resolveTargets(database, { cid: 45, resourceIds: [arn('alpha')] })
  const [made] = await createExceptions(database, draft, { targets, by: 'Ann', now: time.now })
  await run({ alpha: 'FAIL' })
  expect(told()).toEqual([])
  wait(minute)
  if (made) await withdrawException(database, made, { by: 'Ann', now: time.now })
  await look()
  const text =
    'The exception for resource alpha (false positive, owner ann) was withdrawn: control 45, Buckets are not public, counts again.'
  expect(told()).toEqual([[['exception ended', 1, [text]]]])
  await run({})
  expect(told()).toEqual([])
})

test('a daily digest gathers until its hour, in its time zone', async () => {
  const { run, told, look, time } = await startTelling({
    digest: { every: 'day', at: '09:00', timeZone: 'Europe/Zurich' },
  })
  await run({ alpha: 'FAIL' })
  await run({ beta: 'FAIL' })
  await run({ alpha: 'PASS' })
  time.now = new Date('2026-01-01T07:59:59Z')
  await look()
  expect(told()).toEqual([])
  time.now = new Date('2026-01-01T08:00:00Z')
  await look()
  expect(told()).toEqual([
    [
      ['reopened', 2, ['alpha', 'beta']],
      ['fixed', 1, ['alpha']],
    ],
  ])
})

test('a message that does not arrive is tried again for a day with the same id, and then given up', async () => {
  const { run, receiver, messages, call, look, wait } = await startTelling()
  receiver.answer.status = 503
  await run({ alpha: 'FAIL' })
  const delivery = async () => (await call('/notifications/deliveries')).json.items[0]
  expect(await delivery()).toMatchObject({
    state: 'queued',
    tries: 1,
    error: 'The address answered with status 503.',
    subject: 'Plumbline: 1 reopened finding',
  })
  await look()
  expect(messages()).toHaveLength(1)
  receiver.answer.status = 200
  wait(minute)
  await look()
  expect(await delivery()).toMatchObject({ state: 'sent', tries: 2 })
  receiver.answer.status = 500
  await run({ alpha: 'PASS' })
  for (let hours = 0; hours < 48; hours++) {
    wait(60 * minute)
    await look()
  }
  expect(await delivery()).toMatchObject({ state: 'given up', tries: 8, error: /500/ })
  const ids = messages().map(({ id }) => id)
  expect(ids).toHaveLength(9)
  expect(new Set(ids).size).toBe(2)
  expect((await call('/notifications/deliveries?state=given up')).json.total).toBe(1)
})

describe('an e-mail that some receivers were refused', () => {
  async function startMailing(refusals: Record<string, string>) {
    const telling = await startTelling()
    const { call, run, wait, look } = telling
    const server = await startMailServer({ refusals })
    const smtp = `smtp://127.0.0.1:${server.port}`
    const to = ['ann@example.com', 'bob@example.com', 'cid@example.com']
    const body = { kind: 'email', name: 'Mail', smtp, from: 'plumbline@example.com', to }
    const { id } = (await call('/notifications/channels', { method: 'POST', body })).json
    await call('/notifications/rules', { method: 'POST', body: { name: 'M', events: ['reopened'], channels: [id] } })
    await run({ alpha: 'FAIL' })
    const delivery = async () => (await call(`/notifications/deliveries?channel=${id}`)).json.items[0]
    const later = async (minutes: number) => {
      wait(minutes * minute)
      await look()
    }
    return { ...telling, ...server, id, delivery, later }
  }

  test('for now is tried again with these alone, as the message that the others got', async () => {
    const { refusals, mails, receivers, delivery, later } = await startMailing({ 'bob@example.com': '450 later' })
    expect(await delivery()).toMatchObject({
      state: 'queued',
      tries: 1,
      error: 'The mail server refused bob@example.com (450). The other receivers have got it.',
    })
    delete refusals['bob@example.com']
    await later(1)
    expect(await delivery()).toMatchObject({ state: 'sent', tries: 2 })
    expect((await delivery()).error).toBeUndefined()
    expect(receivers).toEqual([['ann@example.com', 'cid@example.com'], ['bob@example.com']])
    const head = (mail = '') => mail.split('\r\n').filter((line) => /^(To|Message-ID):/.test(line))
    expect(head(mails[1])).toEqual(head(mails[0]))
    expect(head(mails[0])).toHaveLength(2)
  })

  test('for good is given up at once, and never counts as sent', async () => {
    const { receivers, delivery, later } = await startMailing({ 'bob@example.com': '550 no such user' })
    expect(await delivery()).toMatchObject({
      state: 'given up',
      tries: 1,
      error: 'The mail server refused bob@example.com (550). The other receivers have got it.',
    })
    expect(await delivery()).not.toHaveProperty('sent')
    await later(60)
    expect(receivers).toHaveLength(1)
  })

  test('for a day is given up, and says all the time who is without it', async () => {
    const refusals = { 'ann@example.com': '550 no', 'bob@example.com': '450 later' }
    const { call, id, port, receivers, delivery, later } = await startMailing(refusals)
    await call(`/notifications/channels/${id}`, { method: 'PATCH', body: { smtp: 'smtp://127.0.0.1:1' } })
    await later(1)
    expect((await delivery()).error).toMatch(/Still without it: ann@example\.com, bob@example\.com\.$/)
    await call(`/notifications/channels/${id}`, { method: 'PATCH', body: { smtp: `smtp://127.0.0.1:${port}` } })
    for (let hours = 0; hours < 48; hours++) await later(60)
    expect(await delivery()).toMatchObject({ state: 'given up', tries: 8, error: /ann@.*\(550\), bob@.*\(450\)/ })
    expect(receivers).toEqual([['cid@example.com']])
  })

  test('is not sent to somebody who was taken off the channel', async () => {
    const { call, id, refusals, receivers, delivery, later } = await startMailing({ 'bob@example.com': '450 later' })
    await call(`/notifications/channels/${id}`, { method: 'PATCH', body: { to: ['ann@example.com'] } })
    delete refusals['bob@example.com']
    await later(1)
    expect(await delivery()).toMatchObject({ state: 'sent' })
    expect(receivers).toEqual([['ann@example.com', 'cid@example.com']])
  })

  test('is tried again whole where nobody got it', async () => {
    const refused = { 'ann@example.com': '550 no', 'bob@example.com': '550 no', 'cid@example.com': '550 no' }
    const { refusals, receivers, delivery, later } = await startMailing(refused)
    expect(await delivery()).toMatchObject({ state: 'queued', error: /refused every receiver/ })
    for (const receiver of Object.keys(refusals)) delete refusals[receiver]
    await later(1)
    expect(await delivery()).toMatchObject({ state: 'sent' })
    expect(receivers).toEqual([['ann@example.com', 'bob@example.com', 'cid@example.com']])
  })
})

test('what happens while nobody wants to be told is not told later', async () => {
  const { run, told, call, look, make } = await startTelling()
  const [{ id }] = (await call('/notifications/rules')).json.items
  await call(`/notifications/rules/${id}`, { method: 'PATCH', body: { enabled: false } })
  await run({ alpha: 'FAIL' })
  await look()
  await make({})
  await run({ beta: 'FAIL' })
  expect(told()).toEqual([[['reopened', 1, ['beta']]]])
})

test('a report run that ended is told once, however it ended', async () => {
  const { database, look, told, wait, time } = await startTelling()
  const add = (title: string, state: string, reason: string | null, ended: string | null) => ({
    sql: `INSERT INTO report_runs (report, state, trigger, queued, title, cloud, subject, requirements, connectors, fail, pass, reason, ended)
          VALUES (1, ?, 'schedule', '2026', ?, 'aws', '{}', '[]', '[]', 3, 5, ?, ?)`,
    args: [state, title, reason, ended],
  })
  await database.write([
    `INSERT INTO reports (no, title, cloud, created, updated) VALUES (1, 'CIS', 'aws', '2026', '2026')`,
    add('Before', 'succeeded', null, '2025-12-31T00:00:00.000Z'),
    add('Under way', 'running', null, null),
  ])
  await look()
  expect(told()).toEqual([])
  wait(minute)
  const at = time.now.toISOString()
  await database.write([add('CIS', 'succeeded', null, at), add('PCI', 'failed', 'The mandate is gone.', at)])
  await look()
  await look()
  expect(told()).toEqual([
    [
      [
        'report run',
        2,
        [
          'The report CIS was run: 3 failing, 5 passing, 0 unknown, 0 excepted.',
          'The report PCI did not run: The mandate is gone.',
        ],
      ],
    ],
  ])
})

test('a worker that is started again goes on where it was, and repeats nothing that arrived', async () => {
  const { run, receiver, messages, context, database, wait, time } = await startTelling()
  receiver.answer.status = 503
  await run({ alpha: 'FAIL' })
  const [lost] = messages()
  receiver.answer.status = 200
  const { secrets, types, mandates } = context
  const another = createNotifier({
    ...{ database, secrets, types, mandates, nextTime, clock: () => time.now },
    reach: { isLoopback: true, allowsPrivate: false },
  })
  wait(minute)
  await another.look()
  await another.look()
  expect(messages()).toEqual([lost])
})

test('an hourly digest is sent at the full hour', async () => {
  const { run, told, look, time } = await startTelling({ digest: { every: 'hour' } })
  await run({ alpha: 'FAIL' })
  expect(told()).toEqual([])
  time.now = new Date('2026-01-01T02:00:00Z')
  await look()
  expect(told()).toEqual([[['reopened', 1, ['alpha']]]])
})

test('what was told right after it was found is not told again when its evidence changes', async () => {
  const { judge, told, look, wait, database, time } = await startTelling()
  await seed(database, [{ id: arn('gamma') }])
  /** A run of few seconds, and a look at once. */
  async function quickRun() {
    wait(60 * minute)
    await judge({ alpha: 'FAIL', gamma: 'FAIL' })
    wait(1000)
    await database.write([{ sql: 'UPDATE connectors SET lastRun = ?', args: [time.now.toISOString()] }])
    wait(1000)
    await look()
  }
  await quickRun()
  expect(told().flat()).toHaveLength(2)
  await quickRun()
  expect(told()).toEqual([])
})
