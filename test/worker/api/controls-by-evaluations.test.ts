import { expect, test, vi } from 'vitest'
import type { Posture } from '../../../shared/summary.ts'
import { seqText, takeSeq } from '../../../worker/store/seq.ts'
import { readCsv } from '../exports/read-csv.ts'
import { arn, seed } from './seed.ts'
import { startApi } from './start.ts'

/** Two accounts; one exception holds; the buckets of the second were last evaluated a day earlier than the others. */
async function startSeeded() {
  const api = await startApi()
  await seed(api.database, [
    { id: arn('alpha'), results: { 45: 'FAIL', 48: 'FAIL' }, config: { versioning: 'Enabled', rules: [{ port: 22 }] } },
    { id: arn('beta'), region: 'eu-west-1', results: { 45: 'PASS', 48: 'UNKNOWN' } },
    { id: arn('gamma'), region: 'eu-west-1', results: { 45: 'PASS', 48: 'FAIL' }, config: { versioning: 'Enabled' } },
    { id: 'arn:aws:iam::111122223333:user/ann', type: 'aws.iam.user', region: 'global', results: { 3: 'PASS' } },
  ])
  const other = { id: 'other', account: '444455556666' }
  await seed(api.database, [{ id: arn('delta'), results: { 45: 'FAIL' } }], other)
  await api.database.write([
    takeSeq,
    `UPDATE evaluations SET exception = 1, seq = ${seqText}
     WHERE cid = 48 AND rid = (SELECT rid FROM resources WHERE name = 'gamma')`,
    `UPDATE resources SET tags = '{"env":"prod"}', seq = ${seqText} WHERE name IN ('alpha', 'beta', 'delta')`,
    `UPDATE collections SET evaluated = '2026-01-01T12:00:00.000Z'
     WHERE connector = (SELECT no FROM connectors WHERE id = 'other')`,
  ])
  api.time.now = new Date('2026-01-02T12:00:00.000Z')
  const ask = async (path: string, values: Values) => {
    const { json, status } = await api.call(`/${path}?${new URLSearchParams(values)}`)
    expect(status, `${JSON.stringify(values)}: ${json.detail}`).toBe(200)
    return json
  }
  return { ...api, ask }
}

type Values = Readonly<Record<string, string>>
type Evaluation = { readonly cid: number; readonly outcome: string }
type Control = { readonly cid: number; readonly posture: Posture }
type Policy = { readonly controls: readonly number[]; readonly posture: Posture }

const count = (items: readonly Evaluation[]): Posture => {
  const of = (outcome: string) => items.filter((item) => item.outcome === outcome).length
  return { pass: of('PASS'), fail: of('FAIL'), unknown: of('UNKNOWN'), excepted: of('EXCEPTED') }
}

/** What is asked of evaluations, and how many of them there are. */
const searches: readonly (readonly [query: string, found: number, more?: Values])[] = [
  ['policy.name:"AWS Best Practices Policy" and service.type:"S3"', 7],
  ['account.id:111122223333 and control.result:FAIL', 2],
  ['account.id:444455556666', 1],
  ['not control.result:PASS', 5],
  ['control.result:EXCEPTED or exception.status:ACTIVE', 1],
  ['region:eu-west-1', 4],
  ['region:eu-west-1 and control.criticality:MEDIUM', 2],
  ['connector.name:Production and cid:3', 1],
  ['tag.env:prod', 5],
  ['tag.env:prod and control.result:FAIL', 3],
  ['config.versioning:Enabled', 4],
  ['config.rules.port:22 or resource.name:ann', 3],
  ['resource.name:beta', 2],
  ['resource.type:BUCKET and not tag.env:prod', 2],
  ['firstEvaluated > 2025-12-31', 8],
  ['evaluatedOn > 2026-01-01', 7],
  ['lastReopened > 2025-12-31', 0],
  ['tag.env:nowhere', 0],
  ['region:nowhere', 0],
  ['tag.env:prod', 4, { range: 'today' }],
  ['tag.env:prod', 1, { range: 'yesterday' }],
  ['control.result:FAIL', 3, { range: 'last7days' }],
  ['control.result:FAIL', 1, { range: '2026-01-01..2026-01-01' }],
  ['control.result:FAIL', 3, { range: 'yesterday', timeZone: 'America/New_York' }],
  ['control.result:FAIL', 0, { range: 'lastMonth' }],
  ['', 1, { range: 'yesterday' }],
  ['', 7, { range: 'today' }],
  ['tag.env:prod', 2, { region: 'eu-west-1' }],
  ['config.versioning:Enabled', 2, { criticality: 'MEDIUM' }],
  ['tag.env:prod', 1, { account: '444455556666', range: 'last30days' }],
]

test('F108 F109 F105 the posture of each control counts what the list of evaluations has of the same search', async () => {
  const { ask } = await startSeeded()
  for (const [query, found, more = {}] of searches) {
    const what = `${query} ${JSON.stringify(more)}`
    const { items } = await ask('evaluations', { query, ...more })
    expect(items, what).toHaveLength(found)
    const expected = [...Map.groupBy(items as readonly Evaluation[], ({ cid }) => cid)].map(
      ([cid, some]) => [cid, count(some)] as const,
    )
    const answer = await ask('controls', { evaluations: query, ...more })
    const postures = (answer.items as readonly Control[]).map(({ cid, posture }) => [cid, posture] as const)
    expect(postures, what).toEqual(expected)
    expect(answer.total, what).toBe(expected.length)
    expect(answer, what).not.toHaveProperty('isPartial')
  }
})

test('F108 F109 policies count the same, and one that has nothing left is left out', async () => {
  const { ask } = await startSeeded()
  for (const [query, , more = {}] of searches.filter(([, , values = {}]) => !('criticality' in values))) {
    const { items } = await ask('evaluations', { query, ...more })
    const own = (items as readonly Evaluation[]).filter(({ cid }) => cid !== 3)
    const policies = (await ask('policies', { evaluations: query, ...more })).items as readonly Policy[]
    expect(
      policies.map(({ posture }) => posture),
      `${query} ${JSON.stringify(more)}`,
    ).toEqual(own.length > 0 ? [count(own)] : [])
  }
})

test('F108 F109 a download of controls is what their list is', async () => {
  const { ask, call } = await startSeeded()
  for (const [query, , more = {}] of searches) {
    const values = { evaluations: query, ...more }
    const { items } = await ask('controls', values)
    const { status, text } = await call(`/exports/controls?${new URLSearchParams({ ...values, columns })}`)
    expect(status).toBe(200)
    const expected = (items as readonly Control[]).map(({ cid, posture: { pass, fail, unknown, excepted } }) =>
      [cid, pass, fail, unknown, excepted].map(String),
    )
    expect(readCsv(text).slice(1), query).toEqual(expected)
  }
})

const columns = 'cid,pass,fail,unknown,excepted'

test('F106 F108 F109 the facets and totals of controls follow the search', async () => {
  const { ask } = await startSeeded()
  for (const [query, found, more = {}] of searches) {
    const values = { evaluations: query, ...more }
    const { facets, totals } = await ask('facets', { list: 'controls', ...values })
    const { items, total } = await ask('controls', values)
    const { pass, fail, unknown, excepted } = totals.evaluations
    expect(pass + fail + unknown + excepted, query).toBe(found)
    expect(totals.controls, query).toBe(total)
    expect((items as readonly Control[]).reduce((sum, { posture }) => sum + posture.fail, 0)).toBe(fail)
    for (const { value, count: counted } of facets.result) {
      expect((await ask('controls', { ...values, result: value })).total, `${query} ${value}`).toBe(counted)
    }
  }
})

test('F108 a search of evaluations goes together with one of controls, with a result and with an order', async () => {
  const { ask } = await startSeeded()
  const cids = async (values: Values) => (await ask('controls', values)).items.map(({ cid }: Control) => cid)
  expect(await cids({ evaluations: 'tag.env:prod', query: 'control.criticality:MEDIUM' })).toEqual([48])
  expect(await cids({ evaluations: 'tag.env:prod', sort: 'fail' })).toEqual([45, 48])
  expect(await cids({ evaluations: 'region:eu-west-1', result: 'PASS' })).toEqual([45])
  expect(await cids({ evaluations: 'region:eu-west-1', result: 'EXCEPTED' })).toEqual([48])
  // Without a search of evaluations, controls that have none stay.
  expect(await cids({ account: '444455556666' })).toEqual([3, 45, 48])
  expect(await cids({ account: '444455556666', evaluations: ' ' })).toEqual([3, 45, 48])
  expect(await cids({ account: '444455556666', evaluations: 'cloud:aws' })).toEqual([45])
})

test('a search that cannot be counted in time says so and takes nothing for a pass; a download counts to the end', async () => {
  const { ask, call } = await startSeeded()
  let now = performance.now()
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 60))
  try {
    const evaluations = 'tag.env:prod or lastFixed:<2000-01-01'
    expect((await ask('controls', { evaluations })).isPartial).toBe(true)
    expect((await ask('policies', { evaluations })).isPartial).toBe(true)
    expect((await ask('facets', { list: 'controls', evaluations })).isPartial).toBe(true)
    expect(
      (await ask('controls', { evaluations: 'tag.env:prod or lastFixed:<2001-01-01', result: 'PASS' })).items,
    ).toEqual([])
    // What the counters tell takes no time.
    expect(await ask('controls', { evaluations: 'control.result:FAIL' })).not.toHaveProperty('isPartial')
    const file = await call(`/exports/controls?${new URLSearchParams({ evaluations, columns })}`)
    expect(readCsv(file.text).slice(1)).toEqual([
      ['45', '1', '2', '0', '0'],
      ['48', '0', '1', '1', '0'],
    ])
  } finally {
    clock.mockRestore()
  }
})

test.each(['controls', 'policies', 'facets', 'exports/controls'])(
  'a mistaken search of %s is refused by its name',
  async (path) => {
    const { call } = await startSeeded()
    const refused = async (values: Values) => {
      const list: Values = path === 'facets' ? { list: 'controls' } : {}
      const { status, json } = await call(`/${path}?${new URLSearchParams({ ...list, ...values })}`)
      return [status, json.errors?.[0]?.field]
    }
    expect(await refused({ evaluations: 'regio:x' })).toEqual([400, 'evaluations'])
    expect(await refused({ evaluations: 'tag.env:(' })).toEqual([400, 'evaluations'])
    expect(await refused({ evaluations: 'a'.repeat(2001) })).toEqual([400, 'evaluations'])
    expect(await refused({ range: 'someday' })).toEqual([400, 'range'])
    expect(await refused({ range: 'today', timeZone: 'Mars' })).toEqual([400, 'timeZone'])
  },
)
