import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Database } from '../../../worker/store/database.ts'
import { readSummary } from '../../../worker/store/summary.ts'
import { syncPage, syncPageText } from '../../../worker/store/sync.ts'
import { createRandom } from '../random.ts'
import { denied } from '../scan/fake-account.ts'
import { createBench } from '../scan/fake-run.ts'
import { query, temporaryDatabase } from '../temporary-database.ts'
import { writeSomething } from './history.ts'
import { createCache, fetchAll, fetchPage, type NaiveCache } from './naive-cache.ts'

async function expectEqual(db: Database, cache: NaiveCache) {
  const evaluations = await query<{ row: string }>(
    db,
    `SELECT json_array(cid, rid, result, json(evidence), firstEvaluated, evaluated, lastReopened, lastFixed) AS row
     FROM evaluations WHERE outcome IN (1, 2) ORDER BY cid, rid`,
  )
  const cached = [...cache.evaluations.values()].sort(([a, b], [c, d]) => a - c || b - d)
  expect(cached).toEqual(evaluations.map(({ row }) => JSON.parse(row)))
  const named = await query<{ row: string }>(
    db,
    `SELECT json_array(rid, id, type, name, cloud, account, region) AS row FROM resources
     WHERE rid IN (SELECT rid FROM evaluations WHERE outcome IN (1, 2)) ORDER BY rid`,
  )
  const rids = new Set(cached.map(([, rid]) => rid))
  const shown = [...cache.resources.values()].filter(([rid]) => rids.has(rid)).sort(([a], [b]) => a - b)
  expect(shown).toEqual(named.map(({ row }) => JSON.parse(row)))
  expect([...cache.controls.keys()].sort()).toEqual(
    (await query<{ cid: number }>(db, 'SELECT cid FROM controls ORDER BY 1')).map(({ cid }) => cid),
  )
  expect([...cache.policies.keys()].sort()).toEqual(
    (await query<{ slug: string }>(db, 'SELECT slug FROM policies ORDER BY 1')).map(({ slug }) => slug),
  )
  expect([...cache.connectors.keys()].sort()).toEqual(
    (await query<{ id: string }>(db, 'SELECT id FROM connectors ORDER BY 1')).map(({ id }) => id),
  )
  expect(cache.summary).toEqual(await readSummary(db))
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'a cache that only follows the pages holds what the tables hold (history %i)',
  async (seed) => {
    const db = await temporaryDatabase()
    const random = createRandom(seed)
    const caches = [createCache(), createCache(), createCache()]
    for (let step = 0; step < 200; step++) {
      await writeSomething(db, random, step)
      // Single pages too, so that the feed goes on while a cache is half way.
      if (random.chance(0.3)) await fetchPage(db, random.pick(caches), 1 + random.below(6))
      if (!random.chance(0.1)) continue
      const cache = random.pick(caches)
      await fetchAll(db, cache, 1 + random.below(20))
      await expectEqual(db, cache)
    }
    for (const cache of [...caches, createCache()]) {
      await fetchAll(db, cache, 5)
      await expectEqual(db, cache)
    }
  },
)

test('a page holds whole batches, and about as many rows as asked for', async () => {
  const db = await temporaryDatabase()
  const random = createRandom(42)
  for (let step = 0; step < 200; step++) await writeSomething(db, random, step)
  const pages = await fetchAll(db, createCache(), 10)
  expect(pages.length).toBeGreaterThan(3)
  for (const page of pages) expect(page.evaluations.length).toBeLessThan(40)
  expect(pages.slice(0, -1).every(({ more, summary }) => more && !summary)).toBe(true)
  const seqs = await query<{ seq: number }>(db, 'SELECT DISTINCT seq FROM evaluations WHERE outcome IN (1, 2)')
  const ends = pages.map(({ seq }) => seq)
  for (const { seq } of seqs) {
    const sent = pages.filter((_, index) => (ends[index - 1] ?? 0) < seq && seq <= (ends[index] ?? 0))
    expect(sent).toHaveLength(1)
  }
})

test('the first sync sends nothing that passes; a later one sends what turned to PASS, once', async () => {
  const bucket = (open: boolean) => ({ id: 'arn:a', name: 'a', config: { open } })
  const bench = await createBench({
    'aws.s3.bucket': { global: [bucket(true), { id: 'arn:b', config: { open: false } }] },
  })
  await bench.run()
  const first = await syncPage(bench.db, { after: 0 })
  expect(first.evaluations.map(([, , result]) => result)).toEqual([1])
  expect(first.resources.map(([, id]) => id)).toEqual(['arn:a'])

  bench.fake.things['aws.s3.bucket'] = {
    global: [bucket(false), { id: 'arn:b', config: { open: false } }, { id: 'arn:c', config: { open: false } }],
  }
  await bench.run()
  const second = await syncPage(bench.db, { after: first.seq, epoch: first.epoch })
  expect(second.evaluations.map(([, rid, result]) => [rid, result])).toEqual([[1, 0]])
  expect(second.summary?.evaluations).toEqual({ pass: 3, fail: 0, unknown: 0, excepted: 0 })
  expect((await syncPage(bench.db, { after: second.seq, epoch: first.epoch })).evaluations).toEqual([])
  expect((await syncPage(bench.db, { after: 0 })).evaluations).toEqual([])
})

test('a run that changed nothing comes to less than 1 KB', async () => {
  const things = Array.from({ length: 300 }, (_, index) => ({ id: `arn:${index}`, config: { open: true } }))
  const bench = await createBench({ 'aws.s3.bucket': { global: things } })
  await bench.run()
  const { seq, epoch } = await syncPage(bench.db, { after: 0 })
  await bench.run()
  await bench.db.write([
    `UPDATE meta SET value = value + 1 WHERE key = 'seq'`,
    `UPDATE connectors SET seq = (SELECT value + 0 FROM meta WHERE key = 'seq')`,
  ])
  const text = await syncPageText(bench.db, { after: seq, epoch })
  expect(JSON.parse(text)).toMatchObject({ evaluations: [], resources: [], controls: [], connectors: [{ id: 'c1' }] })
  expect(text).not.toContain('"summary"')
  expect(gzipSync(text).length).toBeLessThan(1024)
})

test('a cache of another database, or from after a restored backup, starts again', async () => {
  const bench = await createBench({ 'aws.s3.bucket': { global: [{ id: 'arn:a', config: { open: true } }] } })
  await bench.run()
  const whole = await syncPage(bench.db, { after: 0 })
  expect(await syncPage(bench.db, { after: whole.seq, epoch: 'another' })).toEqual(whole)
  expect(await syncPage(bench.db, { after: whole.seq + 100, epoch: whole.epoch })).toEqual(whole)
})

test('a connector is sent without settings and secret, with the age of what its last run could not list', async () => {
  const bench = await createBench({})
  await bench.db.write([`UPDATE connectors SET sealed = 'SECRET', settings = '{"externalId":"SECRET"}'`])
  await bench.run()
  bench.fake.errors['aws.s3.bucket'] = denied('s3:ListBuckets', 's3:ListAllMyBuckets')
  await bench.run()
  const text = await syncPageText(bench.db, { after: 0 })
  expect(text).not.toContain('SECRET')
  expect(JSON.parse(text).connectors).toMatchObject([
    {
      id: 'c1',
      nextRun: '2026-01-01T00:00:00.000Z',
      freshness: {
        evaluated: '2026-01-01T02:00:00.000Z',
        stale: [{ type: 'aws.s3.bucket', region: 'global', evaluated: '2026-01-01T01:00:00.000Z' }],
      },
    },
  ])
})

test('twenty caches that ask at once all get their page', async () => {
  const bench = await createBench({ 'aws.s3.bucket': { global: [{ id: 'arn:a', config: { open: true } }] } })
  await bench.run()
  const pages = await Promise.all(Array.from({ length: 20 }, () => syncPage(bench.db, { after: 0 })))
  expect(new Set(pages.map(({ evaluations }) => evaluations.length))).toEqual(new Set([1]))
})
