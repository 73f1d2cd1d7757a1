import { expect, test } from 'vitest'
import { arn, connectorId, pci, setResult, startWithReports } from './reports-seed.ts'

const draft = { title: 'Cards', cloud: 'aws', mandate: pci.slug }

test('F121 F123 a report is configured from a title, a mandate and connectors, and shown in the list', async () => {
  const { call } = await startWithReports()
  const body = { ...draft, description: 'For the auditors.', connectors: [connectorId] }
  const { status, json, headers } = await call('/reports', { method: 'POST', body })
  expect([status, headers.get('location')]).toEqual([201, `/api/reports/${json.id}`])
  expect(json).toMatchObject({
    title: 'Cards',
    description: 'For the auditors.',
    subject: { kind: 'mandate', title: 'PCI DSS 4.0', number: 10 },
    connectors: [{ id: connectorId, name: 'Production' }],
    state: 'no results yet',
    lastRun: null,
  })
  expect((await call('/reports')).json).toMatchObject({ items: [json], total: 1, clouds: ['aws'] })
  expect((await call(`/reports/${json.id}`)).json).toEqual(json)
})

test('F122 a second report on the same for the same connectors is refused, naming the first', async () => {
  const { call, make } = await startWithReports()
  const id = await make({ connectors: [connectorId, 'other'] })
  const again = (body: object) => call('/reports', { method: 'POST', body: { ...draft, title: 'Again', ...body } })
  const { status, json } = await again({ connectors: ['other', connectorId, 'other'] })
  expect(status).toBe(409)
  expect(json.detail).toContain(`“Cards” (${id})`)
  expect((await again({ connectors: [connectorId] })).status).toBe(201)
  expect((await again({})).status).toBe(201)
  expect((await again({ mandate: undefined, policies: ['aws/best-practices'] })).status).toBe(201)
  expect((await again({ mandate: undefined, policies: ['aws/best-practices'] })).status).toBe(409)
  const { id: second } = (await call('/reports?text=again')).json.items[0]
  expect((await call(`/reports/${id}`, { method: 'PATCH', body: { connectors: [connectorId] } })).status).toBe(409)
  expect((await call(`/reports/${second}`, { method: 'DELETE' })).status).toBe(204)
})

test.each([
  ['an unknown mandate', { mandate: 'none' }, 'mandate'],
  ['neither a mandate nor policies', { mandate: undefined }, 'mandate'],
  ['both of them', { policies: ['aws/best-practices'] }, 'mandate'],
  ['an unknown policy', { mandate: undefined, policies: ['aws/best-practices', 'none'] }, 'policies'],
  ['a policy of another cloud', { cloud: 'gcp', mandate: undefined, policies: ['aws/best-practices'] }, 'policies'],
  ['a mandate without controls for the cloud', { cloud: 'gcp' }, 'mandate'],
  ['an unknown connector', { connectors: ['none'] }, 'connectors'],
  ['no connectors', { connectors: [] }, 'connectors'],
  ['a title of blanks', { title: '  ' }, 'title'],
  ['a time that is none', { schedule: { every: 'day', at: '24:00', timeZone: 'UTC' } }, 'schedule.at'],
  ['a zone that is none', { schedule: { every: 'day', at: '10:00', timeZone: 'Mars/Dome' } }, 'schedule.timeZone'],
  ['an unknown field', { surprise: 1 }, 'surprise'],
])('F123 a report with %s is refused', async (_, changes, field) => {
  const { call } = await startWithReports()
  const { status, json } = await call('/reports', { method: 'POST', body: { ...draft, ...changes } })
  expect([status, json.errors?.[0]?.field]).toEqual([400, field])
})

test('F125 figures are null until there are results, and then shares that add up to 100', async () => {
  const { call, make, run } = await startWithReports()
  const id = await make()
  expect((await call(`/reports/${id}`)).json.lastRun).toBeNull()
  await run(id)
  const { json } = await call(`/reports/${id}`)
  expect(json.state).toBe('ready')
  expect(json.lastRun.posture).toEqual({ pass: 1, fail: 3, unknown: 1, excepted: 0 })
  expect(json.lastRun.percent).toEqual({ pass: 20, fail: 60, unknown: 20 })
})

test('a report that found nothing evaluated has no results yet', async () => {
  const { call, database, make, run } = await startWithReports()
  await database.write(['DELETE FROM evaluations'])
  const id = await make()
  const { requirements, percent } = await run(id)
  expect(percent).toBeNull()
  expect(requirements.map(({ verdict }: { verdict: string }) => verdict)).toEqual(Array(3).fill('not evaluated'))
  expect((await call(`/reports/${id}`)).json).toMatchObject({ state: 'no results yet', lastRun: { percent: null } })
})

test('F129 a run shows a mandate requirement by requirement, with their controls; what nobody looked at never passes', async () => {
  const { make, run } = await startWithReports()
  const result = await run(await make())
  expect(result).toMatchObject({ state: 'succeeded', subject: { title: 'PCI DSS 4.0' }, cloud: 'aws' })
  expect(result.connectors).toHaveLength(2)
  const posture = { pass: 1, fail: 2, unknown: 0, excepted: 0 }
  expect(result.requirements).toEqual([
    {
      ...{ id: '1.9', title: 'Nobody gets in', controls: [48, 45], verdict: 'FAIL', notEvaluated: 0 },
      posture: { pass: 1, fail: 3, unknown: 1, excepted: 0 },
      percent: { pass: 20, fail: 60, unknown: 20 },
    },
    {
      id: '1.10',
      controls: [45],
      verdict: 'FAIL',
      notEvaluated: 0,
      posture,
      percent: { pass: 33.3, fail: 66.7, unknown: 0 },
    },
    {
      ...{ id: '2.1', title: 'Users are used', controls: [3], verdict: 'not evaluated', notEvaluated: 1 },
      posture: { pass: 0, fail: 0, unknown: 0, excepted: 0 },
      percent: null,
    },
  ])
  expect(result.controls).toMatchObject([
    { cid: 3, verdict: 'not evaluated' },
    { cid: 45, title: 'Buckets are not public', criticality: 'HIGH', posture },
    { cid: 48, verdict: 'FAIL' },
  ])
})

test('a report on one connector counts its resources alone', async () => {
  const { make, run } = await startWithReports()
  const { posture } = await run(await make({ connectors: ['other'] }))
  expect(posture).toEqual({ pass: 0, fail: 1, unknown: 0, excepted: 0 })
})

test('a report on policies shows them as requirements', async () => {
  const { make, run } = await startWithReports()
  const { requirements, subject } = await run(await make({ mandate: undefined, policies: ['aws/best-practices'] }))
  expect(subject).toMatchObject({ kind: 'policy', slugs: ['aws/best-practices'], title: 'AWS Best Practices Policy' })
  expect(requirements).toMatchObject([{ id: 'aws/best-practices', controls: [45, 48], verdict: 'FAIL' }])
})

test('F128 results stay as they were until the report runs again, and those of the old run after that', async () => {
  const { call, database, make, run } = await startWithReports()
  const id = await make()
  const before = await run(id)
  const path = `/reports/${id}/runs/${before.id}`
  const resources = async (path: string) => (await call(`${path}/controls/45/resources`)).json
  const were = await resources(path)
  expect(were.items.map(({ name, outcome }: Record<string, string>) => [name, outcome])).toEqual([
    ['alpha', 'FAIL'],
    ['beta', 'PASS'],
    ['delta', 'FAIL'],
  ])
  await setResult(database, 45, arn('alpha'), 'PASS')
  await database.write([
    { sql: `UPDATE resources SET name = 'renamed', region = 'ap-south-1' WHERE id = ?`, args: [arn('beta')] },
    `UPDATE controls SET title = 'Changed', body = json_set(body, '$.title', 'Changed', '$.criticality', 'LOW')`,
    `UPDATE connectors SET name = 'Renamed'`,
    { sql: 'DELETE FROM resources WHERE id = ?', args: [arn('delta')] },
  ])
  expect((await call(`/reports/${id}`)).json.lastRun.posture.fail).toBe(3)
  const after = await run(id)
  expect((await call(path)).json).toEqual(before)
  expect(await resources(path)).toEqual(were)
  expect(after.controls[1]).toMatchObject({ title: 'Changed', criticality: 'LOW', posture: { pass: 2, fail: 0 } })
  expect(after.connectors.map(({ name }: { name: string }) => name)).toEqual(['Renamed', 'Renamed'])
  const now = await resources(`/reports/${id}/runs/${after.id}`)
  expect(now.items.map(({ name, region }: Record<string, string>) => [name, region])).toEqual([
    ['alpha', 'us-east-1'],
    ['renamed', 'ap-south-1'],
  ])
})

test('a run is compared with the one before: newly failing, fixed, gone, still failing', async () => {
  const { call, database, make, run } = await startWithReports()
  const id = await make()
  const first = await run(id)
  expect(first.change).toBeUndefined()
  expect((await call(`/reports/${id}/runs/${first.id}/compare`)).status).toBe(409)
  await setResult(database, 45, arn('alpha'), 'PASS')
  await setResult(database, 45, arn('beta'), 'FAIL')
  await setResult(database, 48, arn('alpha'), 'UNKNOWN')
  await database.write([{ sql: 'DELETE FROM resources WHERE id = ?', args: [arn('delta')] }])
  const second = await run(id)
  const change = { newlyFailing: 1, stillFailing: 0, fixed: 1, excepted: 0, unknown: 1, gone: 1 }
  expect(second).toMatchObject({ previous: first.id, change })
  const third = await run(id)
  expect(third.change).toMatchObject({ newlyFailing: 0, stillFailing: 1, fixed: 0, gone: 0 })
  const { json } = await call(`/reports/${id}/runs/${third.id}/compare?with=${first.id}`)
  expect(json).toMatchObject({
    before: { id: first.id, percent: { pass: 20 } },
    after: { id: third.id, percent: { pass: 25, fail: 25, unknown: 50 } },
    change,
    controls: [
      { cid: 3 },
      { cid: 45, change: { newlyFailing: 1, fixed: 1, gone: 1, unknown: 0 } },
      { cid: 48, change: { unknown: 1 } },
    ],
  })
})

test('resources of a control are told page by page with their evidence, and by outcome', async () => {
  const { call, make, run } = await startWithReports()
  const id = await make()
  const { id: number } = await run(id)
  const path = `/reports/${id}/runs/${number}/controls/45/resources`
  const first = await call(`${path}?pageSize=2`)
  expect(first.json).toMatchObject({ total: 3, items: [{ name: 'alpha' }, { name: 'beta', evidence: [] }] })
  expect(first.json.items[0].evidence).toEqual([{ setting: 'Versioning Status', actual: '-', expected: 'Enabled' }])
  const second = await call(`${path}?pageSize=2&cursor=${first.json.next}`)
  expect(second.json).toMatchObject({ items: [{ name: 'delta', account: '444455556666' }] })
  expect(second.json.next).toBeUndefined()
  expect((await call(`${path}?outcome=FAIL`)).json).toMatchObject({
    total: 2,
    items: [{ name: 'alpha' }, { name: 'delta' }],
  })
  expect((await call(`${path}?outcome=PASS`)).json).toMatchObject({ total: 1, items: [{ name: 'beta' }] })
  expect((await call(`${path}?cursor=bm8`)).status).toBe(400)
  expect((await call(`/reports/${id}/runs/${number}/controls/77/resources`)).status).toBe(404)
})

test('F126 F127 reports are narrowed by cloud and text, and sorted by name, last run, share of passing and subject', async () => {
  const { call, make, run, time } = await startWithReports()
  const cards = await make()
  const basics = await make({ title: 'Basics', mandate: undefined, policies: ['aws/best-practices'] })
  const alone = await make({ title: 'alone', connectors: ['other'] })
  await run(cards)
  time.now = new Date('2026-02-01T00:00:00.000Z')
  await run(alone)
  const ids = async (query: string) => (await call(`/reports?${query}`)).json.items.map(({ id }: { id: number }) => id)
  expect(await ids('')).toEqual([alone, basics, cards])
  expect(await ids('sort=lastRun')).toEqual([alone, cards, basics])
  expect(await ids('sort=pass')).toEqual([alone, cards, basics])
  expect(await ids('sort=subject')).toEqual([basics, alone, cards])
  expect(await ids('text=pci')).toEqual([alone, cards])
  expect(await ids('cloud=gcp')).toEqual([])
  expect((await call('/reports?page=2&pageSize=2')).json).toMatchObject({ total: 3, items: [{ id: cards }] })
})

test('a report is changed, and null takes away', async () => {
  const { call, make } = await startWithReports()
  const schedule = { every: 'day', at: '06:00', timeZone: 'Europe/Zurich' }
  const id = await make({ connectors: ['other'], description: 'Old', schedule })
  const patch = (body: object) => call(`/reports/${id}`, { method: 'PATCH', body })
  expect((await patch({ title: 'New' })).json).toMatchObject({
    title: 'New',
    schedule,
    nextRun: '2026-01-01T05:00:00.000Z',
  })
  const { json } = await patch({
    connectors: null,
    description: null,
    schedule: null,
    policies: ['aws/best-practices'],
  })
  expect(json).toMatchObject({ title: 'New', subject: { kind: 'policy' } })
  for (const name of ['connectors', 'description', 'schedule', 'nextRun']) expect(json).not.toHaveProperty(name)
  expect((await call('/reports/99', { method: 'PATCH', body: {} })).status).toBe(404)
})

test('a report that lost its last connector is stale, tells since when, and does not run', async () => {
  const { call, database, make, run } = await startWithReports()
  const id = await make({ connectors: ['other'] })
  await run(id)
  await database.write([`DELETE FROM connectors WHERE id = 'other'`])
  const { json } = await call(`/reports/${id}`)
  expect(json).toMatchObject({ state: 'stale', connectors: [{ id: 'other' }], lastRun: { posture: { fail: 1 } } })
  expect(json.stale).toEqual({ since: json.lastRun.ended, reason: 'Its connectors were deleted.' })
  const refused = await call(`/reports/${id}/run`, { method: 'POST' })
  expect([refused.status, refused.json.detail]).toEqual([409, expect.stringContaining('No connector')])
})

test('a report on a policy that is gone is stale', async () => {
  const { call, database, make } = await startWithReports()
  const id = await make({ mandate: undefined, policies: ['aws/best-practices'] })
  await database.write(['DELETE FROM policies'])
  expect((await call(`/reports/${id}`)).json).toMatchObject({
    state: 'no results yet',
    subject: { title: 'aws/best-practices' },
    stale: { reason: 'There is no policy aws/best-practices for aws.' },
  })
  expect((await call(`/reports/${id}/run`, { method: 'POST' })).status).toBe(409)
})

test('a report is removed with all that it held', async () => {
  const { call, context, database, make, run } = await startWithReports()
  const id = await make()
  await run(id)
  expect((await call(`/reports/${id}`, { method: 'DELETE' })).status).toBe(204)
  expect((await call(`/reports/${id}`)).status).toBe(404)
  expect((await call(`/reports/${id}`, { method: 'DELETE' })).status).toBe(404)
  await context.reports.idle()
  for (const table of ['reports', 'report_runs', 'report_run_controls', 'report_results', 'report_resources']) {
    expect((await database.client.execute(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n, table).toBe(0)
  }
})

test('asked for twice at once, a report runs once', async () => {
  const { call, context, make } = await startWithReports()
  const id = await make()
  const answers = await Promise.all([1, 2].map(() => call(`/reports/${id}/run`, { method: 'POST' })))
  expect(answers.map(({ status }) => status)).toEqual([202, 202])
  await context.reports.idle()
  expect((await call(`/reports/${id}/runs`)).json).toMatchObject({ total: 1, items: [{ state: 'succeeded' }] })
})

test('what is not there is a 404, and no number is a 400', async () => {
  const { call, make } = await startWithReports()
  const id = await make()
  for (const path of ['/reports/99', '/reports/99/runs', `/reports/${id}/runs/99`, '/reports/99/runs/1'])
    expect((await call(path)).status, path).toBe(404)
  for (const path of ['/reports/x', '/reports/0', `/reports/${id}/runs/-1`, '/reports/1e99'])
    expect((await call(path)).status, path).toBe(400)
})

test('F124 the list is downloaded as CSV, narrowed as it is shown, with all columns', async () => {
  const { call, make, run } = await startWithReports()
  await run(await make({ title: '=cmd()' }))
  await make({ title: 'Basics', mandate: undefined, policies: ['aws/best-practices'], connectors: ['other'] })
  const { status, text, headers } = await call('/exports/reports?timeZone=Europe/Zurich')
  expect([status, headers.get('content-disposition')]).toEqual([
    200,
    'attachment; filename="plumbline-reports-2026-01-01.csv"',
  ])
  const [head, first, second] = text.trim().split('\r\n')
  expect(head).toBe(
    'Name,Description,Cloud,Mandate,Policies,Connectors,Pass %,Fail %,Unknown %,Pass,Fail,Unknown,Excepted,Last Run On,Next Run On,State,Created,Id',
  )
  expect(first).toMatch(/^'=cmd\(\),,aws,PCI DSS 4.0,,all,20,60,20,1,3,1,0,2026-01-01T01:00:00.000\+01:00,,ready,/)
  expect(second).toMatch(/^Basics,,aws,,AWS Best Practices Policy,Production,,,,,,,,,,no results yet,/)
  expect((await call('/exports/reports?text=basics')).text.trim().split('\r\n')).toHaveLength(2)
})
