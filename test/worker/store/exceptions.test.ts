import { expect, test } from 'vitest'
import { type Result, results } from '../../../shared/evaluation.ts'
import { type ExceptionKind, exceptionKinds } from '../../../shared/exception.ts'
import { saveControls } from '../../../worker/store/controls.ts'
import type { Database } from '../../../worker/store/database.ts'
import { storeVerdicts } from '../../../worker/store/evaluations.ts'
import { applyExceptions } from '../../../worker/store/exceptions/apply.ts'
import { listExceptions } from '../../../worker/store/exceptions/list.ts'
import { resolveTargets } from '../../../worker/store/exceptions/resolve.ts'
import { settleExceptions } from '../../../worker/store/exceptions/settle.ts'
import { changeException, createExceptions, historyOf, withdrawException } from '../../../worker/store/exceptions.ts'
import { markGoneByRid, storeResources } from '../../../worker/store/resources.ts'
import { readSummary } from '../../../worker/store/summary.ts'
import { createRandom, type Random } from '../random.ts'
import { control, fakeEvaluator } from '../scan/fake-account.ts'
import { addConnector, query, temporaryDatabase } from '../temporary-database.ts'

const minute = 60_000
const begin = Date.UTC(2026, 0, 1)
const cids = [1, 2, 3]
const by = 'Ann'

type Thing = { readonly name: string; readonly tags?: Readonly<Record<string, string>> }

async function store(db: Database, connector: number, things: readonly Thing[], now = new Date(begin)) {
  const shard = { connector, cloud: 'aws', account: `account ${connector}`, type: 'aws.s3.bucket', region: 'global' }
  const found = things.map(({ name, tags = {} }) => ({
    ...{ id: `arn:${name}`, key: `arn:${name}`, name, region: 'eu-west-1', config: '{}', unread: [] },
    ...{ tags: JSON.stringify(tags), hash: JSON.stringify(tags) },
  }))
  const { rids } = await storeResources(db, { ...shard, cloud: 'aws' }, found, { isSeen: () => false, now })
  return rids as number[]
}

const judge = (db: Database, rids: readonly number[], result: Result, now = new Date(begin), own = cids) =>
  storeVerdicts(
    db,
    rids.map((rid) => ({ rid, verdicts: own.map((cid) => ({ cid, result, evidence: [] })) })),
    { cids: new Set(own), now },
  )

async function start() {
  const db = await temporaryDatabase()
  const { policies } = fakeEvaluator([])
  await saveControls(db, { controls: cids.map((cid) => control(cid, 'aws.s3.bucket')), policies })
  const connectors = [
    await addConnector(db, 'c1', { account: 'account 1' }),
    await addConnector(db, 'c2', { account: 'account 2' }),
  ]
  return { db, connectors }
}

type Scope = Omit<Parameters<typeof resolveTargets>[1], 'cid'>
type Draft = Scope & { readonly cid?: number; readonly kind?: ExceptionKind; readonly ends?: string | undefined }

async function except(db: Database, { cid = 1, kind = 'accepted risk', ends, ...scope }: Draft, now = new Date(begin)) {
  const targets = await resolveTargets(db, { cid, ...scope })
  const made = await createExceptions(db, { cid, kind, reason: 'r', owner: 'o', ends }, { targets, by, now })
  const [first] = made
  if (!first) throw new Error('Nothing was made')
  return first
}

const held = async (db: Database) =>
  (
    await query<{ text: string }>(
      db,
      `SELECT e.cid || ' ' || name AS text FROM evaluations e JOIN resources USING (rid) WHERE exception IS NOT NULL ORDER BY 1`,
    )
  ).map(({ text }) => text)

const seqOf = async (db: Database) =>
  (await query<{ value: string }>(db, `SELECT value FROM meta WHERE key = 'seq'`))[0]?.value

test('an exception holds for a resource, a tag or an account, and for its control alone', async () => {
  const { db, connectors } = await start()
  const [one = 0, two = 0] = connectors
  await judge(db, await store(db, one, [{ name: 'a' }, { name: 'b', tags: { team: 'shop' } }]), 'FAIL')
  await judge(db, await store(db, two, [{ name: 'c', tags: { team: 'bank' } }, { name: 'd' }]), 'FAIL')
  await except(db, { cid: 1, resourceIds: ['arn:a', 'arn:d'] })
  expect(await held(db)).toEqual(['1 a', '1 d'])
  await except(db, { cid: 2, tag: { key: 'team' } })
  expect(await held(db)).toEqual(['1 a', '1 d', '2 b', '2 c'])
  await except(db, { cid: 3, tag: { key: 'team', value: 'bank' } })
  expect(await held(db)).toEqual(['1 a', '1 d', '2 b', '2 c', '3 c'])
  await except(db, { cid: 3, account: 'ACCOUNT 1' })
  expect(await held(db)).toEqual(['1 a', '1 d', '2 b', '2 c', '3 a', '3 b', '3 c'])
  expect((await readSummary(db)).evaluations).toEqual({ pass: 0, fail: 5, unknown: 0, excepted: 7 })
})

test('the same id in another account is another resource', async () => {
  const { db, connectors } = await start()
  const [one = 0, two = 0] = connectors
  const rids = await store(db, one, [{ name: 'a' }])
  await judge(db, rids, 'FAIL')
  await except(db, { resourceIds: ['arn:a'] })
  await markGoneByRid(db, rids, new Date(begin))
  await judge(db, await store(db, two, [{ name: 'a' }]), 'FAIL')
  await applyExceptions(db, { now: new Date(begin) })
  expect(await held(db)).toEqual([])
})

test('what nobody could see is excepted only where it was verified by hand', async () => {
  const { db, connectors } = await start()
  await judge(db, await store(db, connectors[0] ?? 0, [{ name: 'a' }]), 'UNKNOWN')
  await except(db, { cid: 1, resourceIds: ['arn:a'] })
  await except(db, { cid: 2, resourceIds: ['arn:a'], kind: 'false positive' })
  await except(db, { cid: 3, resourceIds: ['arn:a'], kind: 'verified by hand' })
  expect(await held(db)).toEqual(['3 a'])
})

test('an exception ends by itself, once, and the finding counts again', async () => {
  const { db, connectors } = await start()
  await judge(db, await store(db, connectors[0] ?? 0, [{ name: 'a' }]), 'FAIL')
  const ends = new Date(begin + minute).toISOString()
  const { id } = await except(db, { resourceIds: ['arn:a'], ends })
  await settleExceptions(db, new Date(begin + minute - 1))
  expect(await held(db)).toEqual(['1 a'])
  await settleExceptions(db, new Date(begin + minute))
  await settleExceptions(db, new Date(begin + 2 * minute))
  expect(await held(db)).toEqual([])
  expect((await readSummary(db)).evaluations).toMatchObject({ fail: 3, excepted: 0 })
  const words = { reason: 'r', owner: 'o', ends }
  expect(await historyOf(db, id)).toEqual([
    { at: new Date(begin).toISOString(), by, action: 'made', after: { ...words, state: 'active' } },
    { at: ends, action: 'expired', before: { ...words, state: 'active' }, after: { ...words, state: 'expired' } },
  ])
})

test('nothing is written where nothing changes, and every change is told to the caches', async () => {
  const { db, connectors } = await start()
  await judge(db, await store(db, connectors[0] ?? 0, [{ name: 'a' }, { name: 'b' }]), 'FAIL')
  const before = await seqOf(db)
  await applyExceptions(db, { now: new Date(begin) })
  expect(await seqOf(db)).toBe(before)
  await except(db, { resourceIds: ['arn:a'] })
  const after = await seqOf(db)
  expect(
    await query(db, 'SELECT cid, name FROM evaluations e JOIN resources USING (rid) WHERE e.seq > ?', [Number(before)]),
  ).toEqual([{ cid: 1, name: 'a' }])
  await applyExceptions(db, { now: new Date(begin) })
  await settleExceptions(db, new Date(begin))
  expect(await seqOf(db)).toBe(after)
})

test('an exception outlives its resource, its connector and its control, and holds nothing then', async () => {
  const { db, connectors } = await start()
  await judge(db, await store(db, connectors[0] ?? 0, [{ name: 'a' }]), 'FAIL')
  await except(db, { cid: 1, resourceIds: ['arn:a'] })
  await except(db, { cid: 2, account: 'account 1' })
  await saveControls(db, { controls: [1, 3].map((cid) => control(cid, 'aws.s3.bucket')), policies: [] })
  await db.write([{ sql: 'DELETE FROM connectors WHERE no = ?', args: [connectors[0] ?? 0] }])
  await applyExceptions(db, { now: new Date(begin) })
  const { items, total } = await listExceptions(db, {}, { page: 1, pageSize: 10 })
  expect(total).toBe(2)
  expect(items).toMatchObject([
    { cid: 2, target: { account: 'account 1' }, state: 'active', holds: 0 },
    { cid: 1, target: { resource: { id: 'arn:a', name: 'a' } }, title: expect.any(String), holds: 0 },
  ])
  expect(items[0]?.title).toBeUndefined()
})

test('exceptions that were changed while the worker stopped are carried through later', async () => {
  const { db, connectors } = await start()
  await judge(db, await store(db, connectors[0] ?? 0, [{ name: 'a' }]), 'FAIL')
  await except(db, { resourceIds: ['arn:a'] })
  await db.write([`UPDATE exceptions SET state = 'withdrawn', applied = 0`])
  await settleExceptions(db, new Date(begin))
  expect(await held(db)).toEqual([])
})

test('one exception for an account of 5,000 failing evaluations leaves others their turn', async () => {
  const { db, connectors } = await start()
  const names = Array.from({ length: 5000 }, (_, index) => ({ name: `n${index}` }))
  await judge(db, await store(db, connectors[0] ?? 0, names), 'FAIL', new Date(begin), [1])
  let [turns, last, longest] = [0, performance.now(), 0]
  const timer = setInterval(() => {
    turns++
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 0)
  const made = await except(db, { account: 'account 1' })
  clearInterval(timer)
  expect(made.holds).toBe(5000)
  expect(turns).toBeGreaterThan(15)
  expect(longest).toBeLessThan(1000)
})

test('nobody waits to the end for an exception that is very wide, and it holds for all in the end', async () => {
  const { db, connectors } = await start()
  const names = Array.from({ length: 2000 }, (_, index) => ({ name: `n${index}` }))
  await judge(db, await store(db, connectors[0] ?? 0, names), 'FAIL', new Date(begin), [1])
  const targets = await resolveTargets(db, { cid: 1, account: 'account 1' })
  const draft = { cid: 1, kind: 'false positive', reason: 'r', owner: 'o', ends: undefined } as const
  const [made] = await createExceptions(db, draft, { targets, by, now: new Date(begin), patience: 1 })
  expect(made?.holds).toBeLessThan(2000)
  await expect.poll(() => held(db), { timeout: 10_000 }).toHaveLength(2000)
})

/** What the definitions say, by looking at every evaluation and every exception. */
async function expected(db: Database, now: Date) {
  const { items } = await listExceptions(db, {}, { page: 1, pageSize: 500 })
  const oldestFirst = [...items].reverse()
  const rows = await query<{ cid: number; result: number; id: string; account: string; tags: string; rid: number }>(
    db,
    'SELECT e.cid, e.rid, e.result, id, account, tags FROM evaluations e JOIN resources USING (rid) ORDER BY 1, 2',
  )
  return rows.map(({ cid, rid, result, id, account, tags }) => {
    const own = oldestFirst.filter(({ target, ...one }) => {
      if (one.cid !== cid || one.state !== 'active' || (one.ends && one.ends <= now.toISOString())) return false
      if (result === 0 || (result === 2 && one.kind !== 'verified by hand')) return false
      if ('resource' in target) return target.resource.id === id && target.resource.account === account
      if ('account' in target) return target.account === account
      const value = (JSON.parse(tags) as Record<string, string>)[target.tag.key]
      return value !== undefined && (target.tag.value ?? value) === value
    })
    const last = own.reduce<(typeof own)[number] | undefined>(
      (best, one) => (!best || (best.ends && (one.ends ?? '9') > best.ends) ? one : best),
      undefined,
    )
    return { cid, rid, exception: last?.id ?? null }
  })
}

const actual = (db: Database) =>
  query(
    db,
    'SELECT e.cid, e.rid, x.id AS exception FROM evaluations e LEFT JOIN exceptions x ON x.no = e.exception ORDER BY 1, 2',
  )

async function doSomething(db: Database, random: Random, now: Date): Promise<void> {
  const connectors = await query<{ no: number }>(db, 'SELECT no FROM connectors ORDER BY no')
  const { no } = random.pick(connectors)
  const tags = (): Record<string, string> => (random.chance(0.5) ? { team: random.pick(['shop', 'bank']) } : {})
  const things = Array.from({ length: 1 + random.below(4) }, () => ({ name: `n${random.below(8)}`, tags: tags() }))
  const choice = random.below(10)
  if (choice < 2) return void (await judge(db, await store(db, no, things, now), random.pick(results), now))
  const rids = (await query<{ rid: number }>(db, 'SELECT rid FROM resources WHERE gone IS NULL ORDER BY 1')).map(
    (r) => r.rid,
  )
  if (rids.length === 0) return
  if (choice < 5) return void (await judge(db, [random.pick(rids)], random.pick(results), now, [random.pick(cids)]))
  if (choice === 5) return void (await markGoneByRid(db, [random.pick(rids)], now))
  const { items } = await listExceptions(db, { state: 'active' }, { page: 1, pageSize: 500 })
  const ends = random.chance(0.2) ? undefined : new Date(now.getTime() + (1 + random.below(9)) * minute).toISOString()
  if (choice === 6 && items.length > 0) return void (await withdrawException(db, random.pick(items), { by, now }))
  if (choice === 7 && items.length > 0)
    return void (await changeException(db, random.pick(items), { by, now, ends: ends ?? null }))
  const [found] = await query<{ id: string }>(db, 'SELECT id FROM resources WHERE rid = ?', [random.pick(rids)])
  const scope = random.pick<Scope>([
    { resourceIds: [found?.id ?? ''] },
    { account: `account ${no}` },
    { tag: { key: 'team' } },
    { tag: { key: 'team', value: 'shop' } },
  ])
  await except(db, { cid: random.pick(cids), kind: random.pick(exceptionKinds), ends, ...scope }, now)
}

test.each([1, 2, 3, 4, 5])(
  'whatever happened, the exception that holds is the one that the definitions name (history %i)',
  async (seed) => {
    const { db } = await start()
    const random = createRandom(seed)
    let most = 0
    for (let step = 0; step < 120; step++) {
      const now = new Date(begin + step * minute)
      await doSomething(db, random, now)
      if (random.chance(0.5)) await settleExceptions(db, now)
      if (step % 4 > 0) continue
      await applyExceptions(db, { now })
      expect(await actual(db)).toEqual(await expected(db, now))
      most = Math.max(most, (await held(db)).length)
    }
    expect(most).toBeGreaterThan(1)
  },
)

test('exceptions made and withdrawn while others are applied end as the definitions say', async () => {
  const { db, connectors } = await start()
  const names = Array.from({ length: 1500 }, (_, index) => ({ name: `n${index}` }))
  await judge(db, await store(db, connectors[0] ?? 0, names), 'FAIL', new Date(begin), [1])
  const now = new Date(begin)
  const wide = except(db, { account: 'account 1', ends: new Date(begin + minute).toISOString() })
  const narrow = except(db, { resourceIds: ['arn:n1400'] })
  const tag = withdrawException(db, await narrow, { by, now })
  await Promise.all([wide, tag, applyExceptions(db, { now })])
  expect(await actual(db)).toEqual(await expected(db, now))
})
