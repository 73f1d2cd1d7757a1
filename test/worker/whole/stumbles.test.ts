import { beforeAll, expect, test } from 'vitest'
import { clouds as allClouds, type Cloud } from '../../../shared/resource.ts'
import type { Run } from '../../../shared/run.ts'
import type { Fault } from '../../clouds/cloud.ts'
import { answersOf, type Row, readLedger, readResources } from './ledger.ts'
import { setScene } from './scene.ts'

const scene = setScene()
type Known = { readonly id: string; readonly run: Run; readonly rows: ReadonlyMap<string, Row> }
const known = new Map<Cloud, Known>()

beforeAll(async () => {
  for (const cloud of allClouds) {
    const { id, run } = await scene.connect(cloud)
    known.set(cloud, { id, run, rows: await readLedger(scene.worker, id) })
  }
}, 120_000)

const signIns = /^sts:|DescribeRegions|oauth2|openid|Resources\/subscriptions|cloudresourcemanager/
const lists = /:List|:Describe(?!FlowLogs)|\.list$|aggregatedList|^GET Microsoft\.\w+\/(?!disks)\w+$/

/** Every operation of these does wrong, on all clouds at once; answers what each cloud's run came to. */
async function runWith(kind: Fault['kind'], isMeant: (operation: string) => boolean, times?: number) {
  const results = allClouds.map(async (cloud) => {
    const operations = [...scene.clouds[cloud].calls.keys()].filter(isMeant)
    scene.faults(cloud, ...operations.map((operation) => ({ operation, kind, ...(times ? { times } : {}) })))
    const before = known.get(cloud) as Known
    const run = await scene.run(before.id)
    const left = scene.clouds[cloud].faults.filter((fault) => fault.times)
    scene.faults(cloud)
    return { before, run, left, rows: await readLedger(scene.worker, before.id) }
  })
  return Promise.all(results)
}

const notSigningIn = (operation: string) => !signIns.test(operation)

test.each(['throttle', 'error'] as const)(
  'the first two calls of every operation answered with %s are ridden out, signing in included',
  async (kind) => {
    for (const { before, run, left, rows } of await runWith(kind, () => true, 2)) {
      expect(left).toEqual([])
      expect(run).toMatchObject({ state: before.run.state, errors: before.run.errors, written: 0 })
      expect(answersOf(rows)).toEqual(answersOf(before.rows))
    }
  },
  90_000,
)

test('answers that come late come to the same', async () => {
  for (const { before, run, rows } of await runWith('slow', notSigningIn, 1)) {
    expect(run.state).toBe(before.run.state)
    expect(answersOf(rows)).toEqual(answersOf(before.rows))
  }
}, 90_000)

test('answers that break off twice come to the same', async () => {
  for (const { before, run, rows } of await runWith('cut', notSigningIn, 2)) {
    expect(run.state).toBe(before.run.state)
    expect(answersOf(rows)).toEqual(answersOf(before.rows))
  }
}, 90_000)

test('a token endpoint of Google that breaks off is asked again with the whole grant', async () => {
  const { id, run } = known.get('gcp') as Known
  scene.faults('gcp', { operation: 'oauth2.token', kind: 'cut', times: 2 })
  expect(await scene.run(id)).toMatchObject({ state: run.state })
  scene.faults('gcp')
})

test.each([
  ['lists', (operation: string) => notSigningIn(operation) && lists.test(operation)],
  ['details', (operation: string) => notSigningIn(operation) && !lists.test(operation)],
] as const)(
  '%s that stay malformed turn into UNKNOWN and nothing else, and nothing is lost',
  async (_, isMeant) => {
    for (const { before, run, rows } of await runWith('malformed', isMeant)) {
      expect(run.state).toBe('partial')
      expect(run.errors).toBeGreaterThan(0)
      expect([...before.rows.keys()].filter((key) => !rows.has(key))).toEqual([])
      const changed = [...rows].filter(([key, row]) => before.rows.get(key)?.result !== row.result)
      expect(changed.length).toBeGreaterThan(0)
      for (const [key, row] of changed) expect(row.result, key).toBe('UNKNOWN')
    }
  },
  90_000,
)

test('after all of that every resource is still there, and a run puts every answer right', async () => {
  for (const [cloud, { id, rows }] of known) {
    const before = await readResources(scene.worker, id)
    await scene.run(id)
    expect((await readResources(scene.worker, id)).length, cloud).toBe(before.length)
    expect(answersOf(await readLedger(scene.worker, id)), cloud).toEqual(answersOf(rows))
  }
})
