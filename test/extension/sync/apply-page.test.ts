import { beforeEach, expect, test, vi } from 'vitest'
import { applyPage, nextPosition } from '../../../extension/sync/apply-page.ts'
import { type Cache, openCache, readRow } from '../../../extension/sync/cache.ts'
import { details } from '../../../extension/sync/details.ts'
import { findings } from '../../../extension/sync/findings.ts'
import { findingsIndex } from '../../../extension/sync/findings-index.ts'
import { pageSchema } from '../../../extension/sync/page-schema.ts'
import type { SyncPage } from '../../../shared/sync.ts'
import { bucket, connector, control, evaluation, page } from './pages.ts'

let cache: Cache
let count = 0

beforeEach(() => {
  count += 1
  cache = openCache(`apply-${count}`)
})

const now = new Date('2026-01-03T00:00:00.000Z')

async function apply(next: SyncPage) {
  return applyPage(cache, next, await nextPosition(cache), now)
}

async function shown(): Promise<string[]> {
  const row = await readRow(cache, 'index')
  if (!row) return []
  const index = findingsIndex(row.index)
  return index.entries.map(({ name, failing, unknown }) => `${name} ${failing} ${unknown}`).sort()
}

const first = page({
  seq: 10,
  controls: [control(48), control(1, { criticality: 'LOW' })],
  connectors: [connector()],
  resources: [bucket(1), bucket(2), bucket(257)],
  evaluations: [evaluation(48, 1), evaluation(1, 1), evaluation(48, 2), evaluation(48, 257, 2)],
})

test('what fails or is unknown is shown after the first page', async () => {
  expect(await apply(first)).toEqual({ more: false, changed: true })
  expect(await shown()).toEqual(['bucket-1 48,1 ', 'bucket-2 48 ', 'bucket-257  48'])
  expect(await nextPosition(cache)).toEqual({ after: 10, epoch: 'first' })
})

test('an evaluation that passes now is dropped, and its resource when it was the last one', async () => {
  await apply(first)
  await apply(page({ seq: 11, evaluations: [evaluation(48, 1, 0), evaluation(48, 2, 0)] }))
  expect(await shown()).toEqual(['bucket-1 1 ', 'bucket-257  48'])
  const buckets = await cache.buckets.toArray()
  expect(buckets.flatMap(({ resources }) => resources.map(([rid]) => rid)).sort()).toEqual([1, 257])
})

test('removed resources go with their evaluations, also from a bucket that they share', async () => {
  await apply(first)
  await apply(page({ seq: 11, removed: { ...first.removed, resources: [1] } }))
  expect(await shown()).toEqual(['bucket-2 48 ', 'bucket-257  48'])
})

test('a removed evaluation goes alone', async () => {
  await apply(first)
  await apply(page({ seq: 11, removed: { ...first.removed, evaluations: [[48, 1]] } }))
  expect(await shown()).toEqual(['bucket-1 1 ', 'bucket-2 48 ', 'bucket-257  48'])
})

test('what was removed and came back within one page is there', async () => {
  await apply(first)
  await apply(
    page({
      seq: 12,
      removed: { ...first.removed, resources: [1] },
      resources: [bucket(1, 'renamed')],
      evaluations: [evaluation(48, 1)],
    }),
  )
  expect(await shown()).toContain('renamed 48 ')
})

test('an unchanged page changes nothing but the time of the sync', async () => {
  await apply(first)
  const before = await cache.buckets.toArray()
  expect(await applyPage(cache, page({ seq: 10 }), await nextPosition(cache), new Date('2026-01-04'))).toEqual({
    more: false,
    changed: false,
  })
  expect(await cache.buckets.toArray()).toEqual(before)
  expect((await readRow(cache, 'status'))?.synced).toBe('2026-01-04T00:00:00.000Z')
})

test('a first sync is shown once it is whole', async () => {
  await apply({ ...first, more: true })
  expect(await shown()).toEqual([])
  expect(await nextPosition(cache)).toEqual({ after: 10, epoch: 'first' })
  await apply(page({ seq: 20, resources: [bucket(3)], evaluations: [evaluation(1, 3)] }))
  expect(await shown()).toEqual(['bucket-1 48,1 ', 'bucket-2 48 ', 'bucket-257  48', 'bucket-3 1 '])
})

test('a page that the service worker did not live to finish leaves nothing behind', async () => {
  await apply(first)
  const write = cache.rows.put.bind(cache.rows)
  const put = vi.spyOn(cache.rows, 'put').mockImplementation((row) => {
    if (row.key !== 'status') return write(row)
    throw new Error('killed at the last of the writes')
  })
  const turned = page({ seq: 11, evaluations: [evaluation(48, 1, 0)], summary: summary(0) })
  await expect(apply(turned)).rejects.toThrow('killed')
  put.mockRestore()
  expect(await nextPosition(cache)).toEqual({ after: 10, epoch: 'first' })
  expect(await shown()).toEqual(['bucket-1 48,1 ', 'bucket-2 48 ', 'bucket-257  48'])
  expect((await readRow(cache, 'texts-0'))?.summary).toBeUndefined()
  const stored = await cache.buckets.toArray()
  expect(stored.flatMap(({ evaluations }) => evaluations.map(([cid, rid]) => `${cid}:${rid}`)).sort()).toEqual([
    '1:1',
    '48:1',
    '48:2',
    '48:257',
  ])
})

test('a cache that was reopened goes on after its last whole page', async () => {
  await apply({ ...first, more: true })
  cache.close()
  cache = openCache(cache.name)
  expect(await nextPosition(cache)).toEqual({ after: 10, epoch: 'first' })
  await apply(page({ seq: 11, resources: [bucket(3)], evaluations: [evaluation(1, 3)] }))
  expect(await shown()).toHaveLength(4)
})

test('another database is fetched from its beginning, and the old findings stay until it is complete', async () => {
  await apply(first)
  const other = { epoch: 'second', controls: [control(7)] }
  // The worker cannot have meant the old position: this page is asked for again from 0.
  expect(await apply(page({ seq: 90, ...other, resources: [bucket(9)], evaluations: [evaluation(7, 9)] }))).toEqual({
    more: true,
    changed: false,
  })
  expect(await nextPosition(cache)).toEqual({ after: 0, epoch: 'second' })
  expect(await shown()).toHaveLength(3)

  await apply(page({ seq: 50, ...other, more: true, resources: [bucket(1, 'new-1')], evaluations: [evaluation(7, 1)] }))
  expect(await shown()).toEqual(['bucket-1 48,1 ', 'bucket-2 48 ', 'bucket-257  48'])
  expect((await readRow(cache, 'status'))?.connectors).toHaveLength(1)

  await apply(page({ seq: 90, epoch: 'second', resources: [bucket(9)], evaluations: [evaluation(7, 9)] }))
  expect(await shown()).toEqual(['bucket-9 7 ', 'new-1 7 '])
  expect((await readRow(cache, 'status'))?.connectors).toEqual([])
  expect(await cache.buckets.count()).toBe(2)
  expect(await nextPosition(cache)).toEqual({ after: 90, epoch: 'second' })
})

test('a third database while the second is fetched starts over', async () => {
  await apply(first)
  await apply(page({ seq: 5, epoch: 'second' }))
  await apply(page({ seq: 5, epoch: 'second', more: true, resources: [bucket(4)], evaluations: [evaluation(48, 4)] }))
  await apply(page({ seq: 5, epoch: 'third' }))
  expect(await nextPosition(cache)).toEqual({ after: 0, epoch: 'third' })
  await apply(page({ seq: 6, epoch: 'third', resources: [bucket(6)], evaluations: [evaluation(48, 6)] }))
  expect(await shown()).toEqual(['bucket-6 48 '])
})

test('a database that was put back to an earlier state is fetched again', async () => {
  await apply(first)
  expect(await apply(page({ seq: 4 }))).toEqual({ more: true, changed: false })
  expect(await nextPosition(cache)).toEqual({ after: 0, epoch: 'first' })
  await apply(page({ seq: 4, controls: [control(48)], resources: [bucket(2)], evaluations: [evaluation(48, 2)] }))
  expect(await shown()).toEqual(['bucket-2 48 '])
})

test('a page that promises more without going on is refused', async () => {
  await apply(first)
  await expect(apply(page({ seq: 10, more: true }))).rejects.toThrow(/does not understand/)
})

test('an answer to an earlier question is refused', async () => {
  await apply(first)
  await expect(applyPage(cache, page({ seq: 20 }), { after: 0 }, now)).rejects.toThrow('moved')
})

test('a control that got another criticality counts so at once', async () => {
  await apply(first)
  await apply(page({ seq: 11, controls: [control(48, { criticality: 'LOW' })] }))
  const row = await readRow(cache, 'index')
  const index = row && findingsIndex(row.index)
  expect(index && findings(index, {}).hits.map(({ worst }) => worst)).toEqual(['LOW', 'LOW'])
})

test('an unchanged run moves last evaluated on, except where it could not list', async () => {
  await apply(first)
  const lastEvaluated = async () => {
    const row = await readRow(cache, 'index')
    const entry = row && findingsIndex(row.index).byId('arn:aws:s3:::bucket-1')
    return entry && (await details(cache, entry))?.findings[0]?.evaluation.lastEvaluated
  }
  expect(await lastEvaluated()).toBe('2026-01-02T00:00:00.000Z')
  const freshness = { evaluated: '2026-01-05T00:00:00.000Z', stale: [{ type: 'aws.s3.bucket', region: 'global' }] }
  await apply(page({ seq: 11, connectors: [connector({ freshness })] }))
  expect(await lastEvaluated()).toBe('2026-01-01T00:00:00.000Z')
})

test('the details of a resource hold failures before what is unknown, worst first', async () => {
  await apply(first)
  await apply(
    page({ seq: 11, controls: [control(2), control(3)], evaluations: [evaluation(2, 1, 2), evaluation(3, 1)] }),
  )
  const row = await readRow(cache, 'index')
  const entry = row && findingsIndex(row.index).byId('arn:aws:s3:::bucket-1')
  const found = entry && (await details(cache, entry))
  expect(found?.findings.map(({ control, evaluation }) => `${control.cid} ${evaluation.result}`)).toEqual([
    '3 FAIL',
    '48 FAIL',
    '1 FAIL',
    '2 UNKNOWN',
  ])
})

function summary(fail: number) {
  const tile = { controls: 0, failures: 0 }
  return {
    resources: 1,
    evaluations: { pass: 0, fail, unknown: 0, excepted: 0 },
    byCriticality: { HIGH: tile, MEDIUM: tile, LOW: tile },
    topControls: [],
    topAccounts: [],
  }
}

test('the popup hears what a connector is for, whose it is, what it waits for and since when it is retired', async () => {
  const member = {
    type: 'cspm',
    parent: 'o1',
    hint: 'Regions Discovered',
    retired: '2026-01-02T00:00:00.000Z',
  } as const
  const connectors = [connector({ id: 'o1', type: 'organization' }), connector({ id: 'm1', ...member })]
  await apply(pageSchema.parse(page({ seq: 10, connectors })))
  const shown = (await readRow(cache, 'status'))?.connectors
  expect(shown).toMatchObject([
    { id: 'o1', type: 'organization' },
    { id: 'm1', ...member },
  ])
  expect(shown?.[0]).not.toHaveProperty('freshness')
})

test.each([{ type: 'spy' }, { parent: 'x'.repeat(501) }, { hint: 'All is lost' }, { retired: 'x'.repeat(501) }])(
  'a connector with %o is not taken in',
  (odd) => {
    const connectors = [{ ...connector(), ...odd }]
    expect(pageSchema.safeParse({ ...page({ seq: 10 }), connectors }).success).toBe(false)
  },
)
