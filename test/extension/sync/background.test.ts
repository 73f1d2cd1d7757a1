import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { browser } from 'wxt/browser'
import type { PageIdentity } from '../../../extension/sync/messages.ts'
import { text } from '../../../extension/sync/text.ts'
import { backgroundRig, frame, popup, problem, token, worker } from './background-rig.ts'
import { bucket, connector, control, evaluation, page } from './pages.ts'

let rig: ReturnType<typeof backgroundRig>
beforeEach(() => {
  rig = backgroundRig()
  rig.feed(first)
})
afterEach(() => rig.background.syncer.cancel())

const tile = { controls: 0, failures: 0 }
const summary = {
  resources: 2,
  evaluations: { pass: 5, fail: 2, unknown: 0, excepted: 0 },
  byCriticality: { HIGH: { controls: 1, failures: 2 }, MEDIUM: tile, LOW: tile },
  topControls: [{ cid: 48, fail: 2 }],
  topAccounts: [{ cloud: 'aws' as const, account: '111122223333', fail: 2 }],
}
const first = page({
  seq: 10,
  controls: [control(48)],
  connectors: [connector()],
  resources: [bucket(1), bucket(2)],
  evaluations: [evaluation(48, 1), evaluation(48, 2)],
  summary,
})
const identity: PageIdentity = { cloud: 'aws', account: '111122223333', type: 'aws.s3.bucket' }
const lookup = (texts: string[]) => rig.askAs(frame(7), 'lookup', { identity, texts })

test('after pairing, a console page finds its failing resources', async () => {
  await rig.paired()
  expect(await lookup(['bucket-1', 'bucket-9'])).toEqual({
    answer: {
      hits: {
        'bucket-1': {
          resource: {
            id: 'arn:aws:s3:::bucket-1',
            type: 'aws.s3.bucket',
            name: 'bucket-1',
            cloud: 'aws',
            account: '111122223333',
            region: 'eu-west-1',
          },
          failing: 1,
          unknown: 0,
          worst: 'HIGH',
          controls: [{ cid: 48, title: 'Control 48', criticality: 'HIGH', view: 'properties' }],
        },
      },
    },
  })
})

test('a status holds what the popup shows first, and no answer ever holds the token', async () => {
  const replies: unknown[] = [await rig.paired()]
  replies.push(await rig.askAs(popup, 'status', {}))
  expect(replies[1]).toMatchObject({
    answer: {
      paired: { worker, role: 'manager' },
      syncing: false,
      summary,
      connectors: [{ name: 'Production', state: 'Online' }],
      titles: { 48: { title: 'Control 48', criticality: 'HIGH' } },
    },
  })
  replies.push(await rig.askAs(popup, 'sync', {}), await rig.askAs(popup, 'findings', {}), await lookup(['bucket-1']))
  replies.push(
    await rig.askAs(popup, 'details', { resourceId: 'arn:aws:s3:::bucket-1' }),
    await rig.askAs(popup, 'unpair', {}),
  )
  expect(JSON.stringify(replies)).not.toContain(token)
  expect(JSON.stringify(rig.told)).not.toContain(token)
})

test('a content script cannot pair, unpair or list', async () => {
  await rig.paired()
  const refused = { problem: text.notAllowed }
  expect(await rig.askAs(frame(7), 'pair', { worker: 'http://evil.example', token })).toEqual(refused)
  expect(await rig.askAs(frame(7), 'unpair', {})).toEqual(refused)
  expect(await rig.askAs(frame(7), 'findings', {})).toEqual(refused)
  const pretender = { ...frame(7), url: 'https://evil.example/chrome-extension://test-extension-id/popup.html' }
  expect(await rig.askAs(pretender, 'unpair', {})).toEqual(refused)
  expect(await rig.askAs(popup, 'status', {})).toMatchObject({ answer: { paired: { worker } } })
})

test('another extension and unknown messages get no answer', async () => {
  expect(await rig.send({ kind: 'status', request: {} }, { ...popup, id: 'another' })).toBeUndefined()
  expect(await rig.send({ kind: 'toString', request: {} }, popup)).toBeUndefined()
  expect(await rig.send('status', popup)).toBeUndefined()
  expect(await rig.send({ kind: 'lookup', request: { texts: 'x' } }, frame(1))).toEqual({ problem: text.badQuestion })
})

test('without the worker everything cached is still answered, and the status says why', async () => {
  await rig.paired()
  rig.answers['/api/sync'] = () => {
    throw new TypeError('Failed to fetch')
  }
  const reply = await rig.askAs(popup, 'sync', {})
  expect(reply).toMatchObject({ answer: { problem: text.unreachable(worker), summary } })
  expect(await lookup(['bucket-1'])).toMatchObject({ answer: { hits: { 'bucket-1': { failing: 1 } } } })
  rig.feed(page({ seq: 10 }))
  expect(await rig.askAs(popup, 'sync', {})).not.toHaveProperty('answer.problem')
})

test.each([
  ['no JSON', () => new Response('<html>'), text.notPlumbline(worker)],
  ['a token that is no longer accepted', () => problem(401), text.wrongToken],
  ['a missing list', () => Response.json({ ...first, seq: 11, removed: {} }), text.badPage],
  [
    'a wrong result',
    () => Response.json({ ...first, seq: 11, evaluations: [[48, 1, 3, [], '', '', null, null]] }),
    text.badPage,
  ],
  ['a newer version', () => Response.json({ ...first, version: 2 }), text.workerNewer],
  ['an endless string', () => Response.json({ ...first, seq: 11, epoch: 'x'.repeat(501) }), text.badPage],
])('%s from the worker leaves the cache as it was', async (_, answer, sentence) => {
  await rig.paired()
  const before = await rig.cache.buckets.toArray()
  rig.answers['/api/sync'] = answer
  expect(await rig.askAs(popup, 'sync', {})).toMatchObject({ answer: { problem: sentence, summary } })
  expect(await rig.cache.buckets.toArray()).toEqual(before)
  expect(await lookup(['bucket-2'])).toMatchObject({ answer: { hits: { 'bucket-2': {} } } })
})

test('a tab hears when the cache changed, and only then', async () => {
  await rig.askAs(frame(7), 'page', { identity })
  await rig.paired()
  const changes = () => rig.told.filter(({ tab, broadcast }) => tab === 7 && broadcast.kind === 'changed').length
  expect(changes()).toBe(1)
  await rig.askAs(popup, 'sync', {})
  expect(changes()).toBe(1)
})

test('the frames of a tab learn from its top frame where they are, also after the background was ended', async () => {
  await rig.askAs(frame(7), 'page', { identity })
  await rig.askAs(frame(8), 'page', { identity: null })
  expect(rig.told).toContainEqual({ tab: 7, broadcast: { kind: 'moved', identity } })
  expect(await rig.askAs(frame(7, 3), 'whereAmI', {})).toEqual({ answer: { identity } })
  expect(await rig.askAs(frame(8, 3), 'whereAmI', {})).toEqual({ answer: { identity: null } })

  const { createBackground } = await import('../../../extension/sync/create-background.ts')
  const reborn = createBackground(rig.cache)
  expect(await reborn.handlers.whereAmI({}, frame(7, 3))).toEqual({ identity })
})

test('an inner frame cannot say where its tab is', async () => {
  await rig.askAs(frame(7), 'page', { identity })
  await rig.askAs(frame(7, 2), 'page', { identity: { ...identity, account: '444455556666' } })
  expect(await rig.askAs(frame(7, 3), 'whereAmI', {})).toEqual({ answer: { identity } })
})

test('that a frame shows a badge of the page’s own resource is told to the top frame of its tab alone', async () => {
  await rig.askAs(frame(7, 4), 'ownBadge', { isShown: true })
  await rig.askAs(frame(7), 'ownBadge', { isShown: true })
  expect(rig.told.filter(({ broadcast }) => broadcast.kind === 'ownBadge')).toEqual([
    { tab: 7, frameId: 0, broadcast: { kind: 'ownBadge', frameId: 4, isShown: true } },
  ])
})

test('a badge in a frame opens the panel in the top frame of its tab', async () => {
  await rig.askAs(frame(7, 4), 'openPanel', { resourceId: 'arn:aws:s3:::bucket-1' })
  expect(rig.told).toContainEqual({
    tab: 7,
    frameId: 0,
    broadcast: { kind: 'showPanel', resourceId: 'arn:aws:s3:::bucket-1' },
  })
})

test('re-evaluating asks the worker, syncs, and answers with the resource as it stands now', async () => {
  await rig.paired()
  rig.feed(page({ seq: 11, evaluations: [evaluation(48, 1, 0)] }))
  const reply = await rig.askAs(frame(7), 'reevaluate', { resourceId: 'arn:aws:s3:::bucket-1', cid: 48 })
  expect(reply).toEqual({ answer: null })
  expect(rig.requests.find(({ path }) => path.includes('reevaluate'))?.body).toEqual({
    resourceId: 'arn:aws:s3:::bucket-1',
    cid: 48,
  })
  rig.answers['/api/evaluations/reevaluate'] = () => problem(403)
  expect(await rig.askAs(frame(7), 'reevaluate', { resourceId: 'arn:aws:s3:::bucket-2' })).toEqual({
    problem: text.refused,
  })
})

test('unpairing forgets the token and all findings', async () => {
  await rig.paired()
  expect(await rig.askAs(popup, 'unpair', {})).toEqual({ answer: { connectors: [], titles: {}, syncing: false } })
  expect(await rig.cache.buckets.count()).toBe(0)
  expect(JSON.stringify(await browser.storage.local.get(null))).not.toMatch(/plb_|bucket|111122223333/)
  expect(await lookup(['bucket-1'])).toEqual({ answer: { hits: {} } })
})

test('one sync at a time runs, whoever asks', async () => {
  await rig.paired()
  const before = rig.requests.length
  await Promise.all([rig.askAs(popup, 'sync', {}), rig.askAs(popup, 'sync', {}), rig.background.syncer.nudge()])
  expect(rig.requests.length).toBe(before + 1)
})

test('a popup that is open brings news, yet hearing of them does not ask for more', async () => {
  await rig.paired()
  const before = rig.requests.length
  await rig.askAs(popup, 'status', {})
  expect(rig.requests.length).toBe(before)
  vi.useFakeTimers({ now: Date.now() + 31_000, toFake: ['Date'] })
  await rig.askAs(popup, 'status', {})
  await rig.background.syncer.run()
  await rig.askAs(popup, 'status', {})
  vi.useRealTimers()
  expect(rig.requests.length).toBe(before + 1)
})

test('when the worker is away, looking does not ask it again and again', async () => {
  await rig.paired()
  rig.answers['/api/sync'] = () => problem(503)
  await rig.askAs(popup, 'sync', {})
  const before = rig.requests.length
  await rig.background.syncer.nudge()
  expect(rig.requests.length).toBe(before)
  vi.useFakeTimers({ now: Date.now() + 6_000, toFake: ['Date'] })
  await rig.background.syncer.nudge()
  vi.useRealTimers()
  expect(rig.requests.length).toBe(before + 1)
})

test('the toolbar counts the failing controls of HIGH criticality', async () => {
  await rig.paired()
  await vi.waitFor(() => expect(rig.badge).toMatchObject({ text: '1' }))
  expect(rig.badge).toMatchObject({ title: 'Plumbline: 1 control of high criticality fails', color: '#b3261e' })
  vi.useFakeTimers({ now: Date.now() + 3_600_000, toFake: ['Date'] })
  await rig.background.refreshToolbar()
  vi.useRealTimers()
  expect(rig.badge).toMatchObject({ text: '1', color: '#6b7280' })
  expect(rig.badge.title).toMatch(/not synced since/)
})
