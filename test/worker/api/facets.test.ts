import { expect, test } from 'vitest'
import { outcomes } from '../../../shared/evaluation.ts'
import { seqText, takeSeq } from '../../../worker/store/seq.ts'
import { arn, seed } from './seed.ts'
import { startApi } from './start.ts'

async function startSeeded() {
  const api = await startApi()
  await seed(api.database, [
    { id: arn('alpha'), results: { 45: 'FAIL', 48: 'FAIL' }, config: { versioning: 'Enabled' } },
    { id: arn('beta'), region: 'eu-west-1', results: { 45: 'PASS', 48: 'UNKNOWN' } },
    { id: arn('gamma'), region: 'eu-west-1', results: { 45: 'PASS', 48: 'FAIL' }, config: { versioning: 'Enabled' } },
    { id: arn('bare') },
    { id: 'arn:aws:iam::111122223333:user/ann', type: 'aws.iam.user', region: 'global', results: { 3: 'PASS' } },
  ])
  await seed(api.database, [{ id: arn('delta'), results: { 45: 'FAIL' } }], { id: 'other', account: '444455556666' })
  await api.database.write([
    takeSeq,
    `UPDATE evaluations SET exception = 1, seq = ${seqText}
     WHERE cid = 48 AND rid = (SELECT rid FROM resources WHERE name = 'gamma')`,
  ])
  return api
}

type Facets = Readonly<Record<string, readonly { value: string; count: number }[]>>

const filters: readonly Readonly<Record<string, string>>[] = [
  {},
  { account: '111122223333' },
  { account: '111122223333', region: 'eu-west-1' },
  { criticality: 'MEDIUM' },
  { result: 'FAIL' },
  { result: 'EXCEPTED' },
  { policy: 'aws/best-practices', result: 'FAIL', account: '444455556666' },
  { service: 'S3', cloud: 'aws', type: 'aws.s3.bucket' },
  { text: 'alpha' },
  { query: 'config.versioning:Enabled' },
  { query: 'region:us-east-1', result: 'FAIL' },
  { range: 'today', by: 'firstDiscovered' },
  { range: '2026-01-02..2026-01-02' },
  { cid: '45' },
]

const valid: Readonly<Record<string, (filter: object) => boolean>> = {
  evaluations: (filter) => !('by' in filter),
  resources: () => true,
  controls: (filter) => !('by' in filter || 'range' in filter || 'query' in filter),
}

test.each(['evaluations', 'resources', 'controls'])(
  'F106 every count of a facet of %s is the total of the list narrowed to it',
  async (list) => {
    const { call } = await startSeeded()
    let compared = 0
    for (const filter of filters.filter((one) => valid[list]?.(one))) {
      const { json, status } = await call(`/facets?${new URLSearchParams({ list, ...filter })}`)
      expect(status, JSON.stringify(json)).toBe(200)
      expect(json.isPartial).toBe(false)
      for (const [facet, values] of Object.entries(json.facets as Facets)) {
        // A control that has nothing in an account is still in its list.
        if (list === 'controls' && (facet === 'account' || facet === 'region')) continue
        for (const { value, count } of values) {
          const narrowed = new URLSearchParams({ ...filter, [facet]: value })
          const { json: answer } = await call(`/${list}?${narrowed}`)
          expect(count, `${facet}=${value} of ${JSON.stringify(filter)}`).toBe(answer.total)
          compared++
        }
      }
    }
    expect(compared).toBeGreaterThan(40)
  },
)

test('F101 F102 F103 F104 the totals of evaluations follow every filter', async () => {
  const { call } = await startSeeded()
  for (const filter of filters.filter((one) => valid.evaluations?.(one))) {
    const { totals } = (await call(`/facets?${new URLSearchParams(filter)}`)).json
    const { items } = (await call(`/evaluations?${new URLSearchParams(filter)}`)).json
    type Item = { outcome: string; resourceId: string; cid: number; criticality: string }
    const of = (outcome: string) => items.filter((item: Item) => item.outcome === outcome)
    const [pass, fail, unknown, excepted] = outcomes.map((outcome) => of(outcome).length)
    const high = of('FAIL').filter((item: Item) => item.criticality === 'HIGH')
    expect(totals, JSON.stringify(filter)).toMatchObject({
      resources: new Set(items.map((item: Item) => item.resourceId)).size,
      evaluations: { pass, fail, unknown, excepted },
      controls: new Set(items.map((item: Item) => item.cid)).size,
      failures: { HIGH: high.length },
    })
  }
})

test('F131 F132 F133 F134 the totals of resources follow the filters', async () => {
  const { call } = await startSeeded()
  const totals = async (filter: string) => (await call(`/facets?list=resources${filter}`)).json.totals
  expect(await totals('')).toMatchObject({
    resources: 6,
    failingResources: 2,
    evaluations: { pass: 3, fail: 3, unknown: 1, excepted: 1 },
    accounts: 2,
  })
  expect(await totals('&account=444455556666')).toMatchObject({ resources: 1, evaluations: { fail: 1 }, accounts: 1 })
  expect(await totals('&text=gamma')).toMatchObject({ resources: 1, evaluations: { pass: 1, fail: 0, excepted: 1 } })
  expect(await totals('&query=config.versioning:Enabled')).toMatchObject({
    resources: 2,
    evaluations: { pass: 1, fail: 2, unknown: 0, excepted: 1 },
  })
})

test('facets carry the names that people know', async () => {
  const { call } = await startSeeded()
  const { facets } = (await call('/facets')).json
  expect(facets.policy).toEqual([{ value: 'aws/best-practices', label: 'AWS Best Practices Policy', count: 7 }])
  expect(facets.account[0]).toEqual({ value: '111122223333', label: 'Production', count: 7 })
})

test('F085 resource types are counted under every filter of the flat list', async () => {
  const { call } = await startSeeded()
  for (const filter of filters) {
    const { items } = (await call(`/resource-types?${new URLSearchParams(filter)}`)).json
    for (const { type, count, failing } of items) {
      const list = (await call(`/resources?${new URLSearchParams({ ...filter, type })}`)).json
      expect(count, `${type} of ${JSON.stringify(filter)}`).toBe(list.total)
      expect(failing).toBe(list.items.filter((item: { failing: number }) => item.failing > 0).length)
    }
  }
})

test('F109 lists are narrowed to what was evaluated, or found, in a range of dates', async () => {
  const { call, database, time } = await startSeeded()
  time.now = new Date('2026-01-02T12:00:00.000Z')
  const total = async (path: string) => (await call(path)).json.total
  // Every shard was last found and evaluated at the start of the second of January.
  expect(await total('/evaluations?range=today')).toBe(8)
  expect(await total('/evaluations?range=yesterday')).toBe(0)
  expect(await total('/evaluations?range=today&timeZone=America/New_York')).toBe(0)
  expect(await total('/evaluations?range=yesterday&timeZone=America/New_York')).toBe(8)
  expect(await total('/resources?range=today')).toBe(6)
  expect(await total('/resources?range=today&by=firstDiscovered')).toBe(0)
  expect(await total('/resources?range=last7days&by=firstDiscovered')).toBe(6)
  await database.write([`UPDATE collections SET evaluated = '2026-01-01T12:00:00.000Z' WHERE type = 'aws.s3.bucket'`])
  expect(await total('/evaluations?range=today')).toBe(1)
  expect(await total('/evaluations?range=yesterday')).toBe(7)
  for (const wrong of ['range=someday', 'range=today&timeZone=Mars', 'range=today&timeZone=']) {
    expect((await call(`/evaluations?${wrong}`)).status, wrong).toBe(400)
  }
})
