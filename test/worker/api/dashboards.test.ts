import { expect, test } from 'vitest'
import { takeSnapshots } from '../../../worker/store/trends.ts'
import { arn, later, seed } from './seed.ts'
import { startApi } from './start.ts'

const failures = { title: 'Failures', type: 'count', list: 'evaluations', query: 'result:FAIL' }
const byType = { title: 'By type', type: 'pie', list: 'resources', groupBy: 'type' }
const at = (id: string, x: number, y: number, width = 6, height = 4) => ({ id, place: { x, y, width, height } })
const draft = {
  title: 'Ours',
  widgets: [
    { ...failures, ...at('failures', 0, 0) },
    { ...byType, ...at('types', 6, 0) },
  ],
}

type Api = Awaited<ReturnType<typeof startApi>>
const make = async ({ call }: Api, body: object = draft, token?: string) =>
  (await call('/dashboards', { method: 'POST', body, ...(token === undefined ? {} : { token }) })).json

async function startSeeded() {
  const api = await startApi()
  await seed(api.database, [
    { id: arn('alpha'), results: { 45: 'FAIL', 48: 'FAIL' } },
    { id: arn('beta'), region: 'eu-west-1', results: { 45: 'PASS', 48: 'UNKNOWN' } },
    { id: 'arn:aws:iam::111122223333:user/ann', type: 'aws.iam.user', region: 'global', results: { 3: 'FAIL' } },
  ])
  await seed(api.database, [{ id: arn('delta'), results: { 45: 'FAIL' } }], { id: 'other', account: '444455556666' })
  return api
}

async function builtIn(widget: string) {
  const { call } = await startSeeded()
  const { status, json } = await call(`/dashboards/default/widgets/${widget}/data`)
  expect(status).toBe(200)
  return json
}

test('F145 the built-in dashboard shows the inventory by resource type', async () => {
  expect((await builtIn('resource-inventory')).groups).toEqual([
    { value: 'aws.s3.bucket', label: 'S3 bucket', count: 3, failing: 2 },
    { value: 'aws.iam.user', label: 'IAM user', count: 1, failing: 1 },
  ])
})

test('F146 the built-in dashboard shows failing evaluations by criticality', async () => {
  expect(await builtIn('evaluation-failures')).toMatchObject({
    ...{ count: 4, failing: 4 },
    groups: [
      { value: 'HIGH', count: 2, failing: 2 },
      { value: 'LOW', count: 1, failing: 1 },
      { value: 'MEDIUM', count: 1, failing: 1 },
    ],
  })
})

test('F147 the built-in dashboard shows resources and failures by region', async () => {
  expect((await builtIn('region-posture')).groups).toEqual([
    { value: 'us-east-1', count: 2, failing: 2 },
    { value: 'global', count: 1, failing: 1 },
    { value: 'eu-west-1', count: 1, failing: 0 },
  ])
})

test('F148 the built-in dashboard shows the accounts with most failures', async () => {
  expect((await builtIn('top-accounts')).groups).toMatchObject([
    { value: '111122223333', failing: 3 },
    { value: '444455556666', failing: 1 },
  ])
})

test('F149 F174 the built-in dashboard shows the controls that fail most, three, five or ten of them', async () => {
  expect((await builtIn('top-controls')).groups).toMatchObject([
    { value: '45', label: 'Buckets are not public', count: 3, failing: 2 },
    { value: '48', count: 2, failing: 1 },
    { value: '3', count: 1, failing: 1 },
  ])
  const { call } = await startSeeded()
  const feed = { title: 'Top', type: 'live feed', list: 'resources' }
  const top = await call('/dashboards/preview', { method: 'POST', body: { ...feed, limit: 3 } })
  expect(top.json).toMatchObject({ count: 4, failing: 3 })
  expect(top.json.groups.map(({ label, failing }: never) => [label, failing])).toEqual([
    ['alpha', 2],
    ['ann', 1],
    ['delta', 1],
  ])
  expect((await call('/dashboards/preview', { method: 'POST', body: { ...feed, limit: 4 } })).status).toBe(400)
})

test('F150 F152 F308 readers make several dashboards and see those that others share', async () => {
  const api = await startApi()
  const { call, reader } = api
  const ours = await make(api, draft, reader)
  expect(ours).toMatchObject({ ...draft, mine: true, owner: 'A reader', builtIn: false, version: 1 })
  const shared = await make(api, { title: 'For all', shared: true })
  const secret = await make(api, { title: 'Secret' })
  const { items } = (await call('/dashboards', { token: reader })).json
  expect(items.map(({ title, mine }: never) => [title, mine])).toEqual([
    ['Security posture', false],
    ['For all', false],
    ['Ours', true],
  ])
  expect((await call(`/dashboards/${secret.id}`, { token: reader })).status).toBe(404)
  const patch = { method: 'PATCH', body: { title: 'Mine' }, token: reader }
  expect((await call(`/dashboards/${shared.id}`, patch)).status).toBe(403)
  expect((await call('/dashboards/default', patch)).status).toBe(409)
  expect((await call('/dashboards', { method: 'POST', body: draft, token: reader })).status).toBe(409)
  const copy = await call(`/dashboards/${ours.id}/duplicate`, { method: 'POST', body: {}, token: reader })
  expect([copy.status, copy.json]).toMatchObject([201, { title: 'Ours (2)', widgets: draft.widgets, mine: true }])
})

test('F151 everybody has a default of their own, and the built-in one where it is gone', async () => {
  const api = await startApi()
  const { call, reader } = api
  const shared = await make(api, { title: 'For all', shared: true })
  const choose = (id: string) => call(`/dashboards/${id}/default`, { method: 'PUT', token: reader })
  const first = async (token: string | undefined = undefined) =>
    (await call('/dashboards', token === undefined ? {} : { token })).json.items
      .filter(({ isDefault }: { isDefault: boolean }) => isDefault)
      .map(({ title }: { title: string }) => title)
  expect(await first(reader)).toEqual(['Security posture'])
  expect((await choose(shared.id)).status).toBe(204)
  expect([await first(reader), await first()]).toEqual([['For all'], ['Security posture']])
  await call(`/dashboards/${shared.id}`, { method: 'PATCH', body: { shared: false } })
  expect(await first(reader)).toEqual(['Security posture'])
  await call(`/dashboards/${shared.id}`, { method: 'PATCH', body: { shared: true } })
  await choose('default')
  expect(await first(reader)).toEqual(['Security posture'])
  expect((await choose('no-such')).status).toBe(404)
})

test('F153 F171 a layout stays within twelve columns, and no widget lies over another', async () => {
  const api = await startApi()
  const { id } = await make(api)
  const save = (widgets: readonly object[], basedOn?: number) =>
    api.call(`/dashboards/${id}`, { method: 'PATCH', body: { widgets, ...(basedOn && { basedOn }) } })
  const place = (x: number, y: number, width?: number) => [
    { ...failures, ...at('one', 0, 0) },
    { ...failures, ...at('two', x, y, width) },
  ]
  expect((await save(place(7, 0))).json.detail).toContain('12 columns')
  expect((await save(place(5, 3))).json.errors).toEqual([
    { field: 'widgets.1.place', message: 'It lies over the widget one.' },
  ])
  expect((await save([place(0, 0)[0] ?? {}, { ...failures, ...at('one', 6, 0) }])).json.detail).toContain('two widgets')
  expect((await save(place(0, 4, 12), 1)).json).toMatchObject({ version: 2, widgets: place(0, 4, 12) })
  expect((await save(place(6, 0), 1)).status).toBe(409)
  expect((await api.call(`/dashboards/${id}`)).json.widgets[1].place.y).toBe(4)
})

test('F154 a dashboard is deleted by its owner, or by those who administer', async () => {
  const api = await startApi()
  const { call, reader } = api
  const shared = await make(api, { title: 'For all', shared: true })
  await call(`/dashboards/${shared.id}/default`, { method: 'PUT', token: reader })
  const remove = async (id: string, token?: string) =>
    (await call(`/dashboards/${id}`, { method: 'DELETE', ...(token === undefined ? {} : { token }) })).status
  expect(await remove(shared.id, reader)).toBe(403)
  const readers = await make(api, draft, reader)
  expect([await remove(readers.id), await remove(shared.id), await remove(shared.id)]).toEqual([204, 204, 404])
  expect(await remove('default')).toBe(409)
  expect((await call('/dashboards', { token: reader })).json.items).toMatchObject([{ id: 'default', isDefault: true }])
})

test('F156 F157 a dashboard goes to a file and comes back beside the first one', async () => {
  const api = await startApi()
  const { id } = await make(api)
  const { json: file } = await api.call(`/dashboards/${id}/export`)
  expect(file).toMatchObject({ format: 'plumbline dashboard', version: 1, dashboard: draft })
  const take = (body: object) => api.call('/dashboards/import', { method: 'POST', body })
  const { status, json } = await take(file)
  expect([status, json]).toMatchObject([201, { ...draft, title: 'Ours (2)' }])
  expect(json.id).not.toBe(id)
  expect((await take({ ...file, version: 2 })).json.detail).toContain('version 1')
  expect((await take({ ...file, author: 'x' })).status).toBe(400)
  const spoilt = { title: 'Spoilt', widgets: [{ ...failures, query: 'result:MAYBE', ...at('one', 0, 0) }] }
  expect((await take({ ...file, dashboard: spoilt })).json.errors[0].field).toBe('dashboard.widgets.0.query')
  expect((await api.call('/dashboards')).json.total).toBe(3)
})

test('F158 F163 a widget goes to a file and is added to a dashboard, below the others', async () => {
  const api = await startApi()
  const { id } = await make(api)
  const { json: file } = await api.call('/dashboards/default/widgets/top-controls/export')
  expect(file).toMatchObject({ format: 'plumbline widget', version: 1, widget: { type: 'live feed', limit: 5 } })
  const { status, json } = await api.call(`/dashboards/${id}/widgets/import`, { method: 'POST', body: file })
  expect([status, json.widgets[2]]).toMatchObject([201, { ...file.widget, place: { x: 0, y: 4 } }])
  const added = await api.call(`/dashboards/${id}/widgets`, { method: 'POST', body: failures })
  expect(added.json.widgets[3]).toMatchObject({ ...failures, place: { x: 0, y: 8 } })
  expect((await api.call('/dashboards/default/widgets', { method: 'POST', body: failures })).status).toBe(409)
})

test('F162 F164 five templates come with the worker, and each person keeps their own', async () => {
  const { call, reader } = await startApi()
  const list = async (token: string) => (await call('/dashboards/templates', { token })).json.items
  expect(await list(reader)).toHaveLength(5)
  const body = { widget: failures }
  const { status, json } = await call('/dashboards/templates', { method: 'POST', body, token: reader })
  expect([status, json]).toMatchObject([201, { title: 'Failures', builtIn: false, widget: failures }])
  expect((await call('/dashboards/templates', { method: 'POST', body, token: reader })).status).toBe(409)
  expect((await list(reader)).at(-1)).toEqual(json)
  expect((await call('/dashboards/templates')).json.items).toHaveLength(5)
  expect((await call(`/dashboards/templates/${json.id}`, { method: 'DELETE' })).status).toBe(404)
  expect((await call(`/dashboards/templates/${json.id}`, { method: 'DELETE', token: reader })).status).toBe(204)
  expect((await call('/dashboards/templates/top-controls', { method: 'DELETE' })).status).toBe(409)
})

test('F165 F166 F168 F169 F170 a widget of any kind is tried before it is saved, and says how old its data are', async () => {
  const { call, time } = await startSeeded()
  time.now = new Date('2026-01-05T00:00:00.000Z')
  const show = async (widget: object) =>
    (await call('/dashboards/preview', { method: 'POST', body: { title: 'It', ...widget } })).json
  expect(await show(failures)).toEqual({
    ...{ count: 4, failing: 4, isPartial: false, asked: '2026-01-05T00:00:00.000Z' },
    scanned: { oldest: later, newest: later, never: 0 },
  })
  const column = {
    type: 'column',
    groupBy: 'region',
    limit: 1,
    list: 'resources',
    query: 'resource.type:aws.s3.bucket',
  }
  expect(await show(column)).toMatchObject({
    ...{ count: 3, groups: [{ value: 'us-east-1', count: 2 }], others: { groups: 1, count: 1, failing: 0 } },
  })
  expect((await show({ ...byType, account: '444455556666' })).count).toBe(1)
  expect(await show({ type: 'table', list: 'controls', groupBy: 'service' })).toMatchObject({
    ...{ count: 3, failing: 3 },
    groups: [
      { value: 'S3', count: 2, failing: 2 },
      { value: 'IAM', count: 1, failing: 1 },
    ],
  })
  expect(await show({ type: 'pie', list: 'connectors', groupBy: 'state' })).toMatchObject({
    ...{ count: 2, failing: 0, groups: [{ value: 'Online', count: 2, failing: 0 }] },
  })
  expect(await show({ type: 'count', list: 'controls', query: 'control.criticality:HIGH' })).toMatchObject({ count: 1 })
})

test('F165 a trend shows the days that were looked at', async () => {
  const { call, database, time } = await startSeeded()
  await database.write([{ sql: 'UPDATE connectors SET lastRun = ?', args: ['2026-01-01T00:00:00.000Z'] }])
  await takeSnapshots(database, time.now)
  const trend = { title: 'Trend', type: 'trend', list: 'evaluations', groupBy: 'criticality', range: 'last7days' }
  const { json } = await call('/dashboards/preview', { method: 'POST', body: trend })
  expect(json.days).toMatchObject([{ day: '2026-01-01', count: 6, failing: 4 }])
  expect(json).not.toHaveProperty('count')
  const wrong = await call('/dashboards/preview', { method: 'POST', body: { ...trend, list: 'resources' } })
  expect([wrong.status, wrong.json.errors[0].field]).toEqual([400, 'groupBy'])
})

test('F159 F166 a widget that asks for what its list cannot tell is refused, field by field', async () => {
  const api = await startApi()
  const refusal = async (widget: object) => {
    const body = { title: 'X', widgets: [{ ...widget, ...at('one', 0, 0) }] }
    const { status, json } = await api.call('/dashboards', { method: 'POST', body })
    return [status, json.errors?.[0]?.field]
  }
  expect(await refusal({ ...failures, query: 'colour:red' })).toEqual([400, 'widgets.0.query'])
  expect(await refusal({ ...byType, groupBy: 'colour' })).toEqual([400, 'widgets.0.groupBy'])
  expect(await refusal({ ...byType, list: 'connectors' })).toEqual([400, 'widgets.0.groupBy'])
  expect(await refusal({ ...byType, list: 'controls', groupBy: 'constructor' })).toEqual([400, 'widgets.0.groupBy'])
  expect(await refusal({ ...byType, limit: 101 })).toEqual([400, 'widgets.0.limit'])
  expect((await refusal({ ...failures, type: 'gauge' }))[0]).toBe(400)
  expect(await refusal({ ...byType, groupBy: 'tag.team' })).toEqual([201, undefined])
})

test('F161 F172 F173 all widgets are read again in one go, and one that has aged does not spoil the others', async () => {
  const api = await startSeeded()
  const { id, widgets } = await make(api)
  const read = async () => (await api.call(`/dashboards/${id}/data`)).json.items
  expect(await read()).toMatchObject([
    { widget: 'failures', data: { count: 4 } },
    { widget: 'types', data: { count: 4 } },
  ])
  const aged = JSON.stringify([{ ...widgets[0], query: 'formerly:known' }, widgets[1]])
  await api.database.write([{ sql: 'UPDATE dashboards SET widgets = ? WHERE id = ?', args: [aged, id] }])
  expect(await read()).toMatchObject([
    { widget: 'failures', problem: expect.stringContaining('formerly') },
    { widget: 'types', data: { count: 4 } },
  ])
  expect((await api.call(`/dashboards/${id}/widgets/failures/data`)).status).toBe(409)
  expect((await api.call(`/dashboards/${id}/widgets/types/data`)).json.count).toBe(4)
  expect((await api.call(`/dashboards/${id}/widgets/none/data`)).status).toBe(404)
})

test('widgets are narrowed to a provider and an account, and those about another say so instead of figures', async () => {
  const api = await startSeeded()
  const all = { title: 'All', type: 'count', list: 'resources' }
  const widgets = [
    { ...all, ...at('all', 0, 0) },
    { ...all, cloud: 'azure', ...at('azure', 6, 0) },
  ]
  const { id } = await make(api, { title: 'Narrowed', widgets })
  const read = async (scope: string) => (await api.call(`/dashboards/${id}/data?${scope}`)).json.items
  expect(await read('account=444455556666')).toMatchObject([{ data: { count: 1 } }, { data: { count: 0 } }])
  expect(await read('cloud=gcp')).toMatchObject([
    { data: { count: 0 } },
    { problem: expect.stringContaining('another provider') },
  ])
  expect((await api.call(`/dashboards/${id}/widgets/azure/data?cloud=aws`)).status).toBe(409)
  expect((await api.call(`/dashboards/${id}/widgets/azure/data?cloud=azure`)).json.count).toBe(0)
  expect((await api.call(`/dashboards/${id}/data?cloud=moon`)).status).toBe(400)
})
