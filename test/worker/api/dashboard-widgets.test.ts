import { expect, test } from 'vitest'
import { arn, seed } from './seed.ts'
import { startApi } from './start.ts'

const place = (id: string, y: number) => ({ id, place: { x: 0, y, width: 6, height: 4 } })
const failures = { title: 'Failures', type: 'count', list: 'evaluations', query: 'result:FAIL', ...place('one', 0) }
const byType = { title: 'By type', type: 'column', list: 'resources', groupBy: 'type', ...place('two', 4) }

async function startWithDashboard() {
  const api = await startApi()
  await seed(api.database, [{ id: arn('alpha'), results: { 45: 'FAIL', 48: 'PASS' } }])
  const body = { title: 'Ours', widgets: [failures, byType] }
  const { id } = (await api.call('/dashboards', { method: 'POST', body })).json
  const save = (widgets: readonly object[]) => api.call(`/dashboards/${id}`, { method: 'PATCH', body: { widgets } })
  const widgets = async () => (await api.call(`/dashboards/${id}`)).json.widgets
  const data = async (widget: string) => api.call(`/dashboards/${id}/widgets/${widget}/data`)
  return { ...api, save, widgets, data }
}

test('F159 F167 a widget gets another name, kind and query, and shows what the new one finds', async () => {
  const { save, widgets, data } = await startWithDashboard()
  expect((await data('one')).json.count).toBe(1)
  const changed = { ...failures, title: 'What passes', query: 'result:PASS and region:us-east-1', type: 'table' }
  const edited = { ...changed, groupBy: 'criticality' }
  expect((await save([edited, byType])).status).toBe(200)
  expect(await widgets()).toMatchObject([edited, byType])
  expect((await data('one')).json).toMatchObject({ count: 1, groups: [{ value: 'MEDIUM', count: 1, failing: 0 }] })
})

test('F160 a widget that is taken off a dashboard is gone, and the others stay where they are', async () => {
  const { save, widgets, data } = await startWithDashboard()
  expect((await save([byType])).status).toBe(200)
  expect(await widgets()).toMatchObject([byType])
  expect(await widgets()).toHaveLength(1)
  expect([(await data('one')).status, (await data('two')).status]).toEqual([404, 200])
})

test('F148 of seven accounts the built-in dashboard shows the five that fail most', async () => {
  const { call, database } = await startApi()
  for (const account of [1, 2, 3, 4, 5, 6, 7]) {
    const names = Array.from({ length: account }, (_, index) => arn(`b${account}-${index}`))
    const resources = names.map((id) => ({ id, results: { 45: 'FAIL' } as const }))
    await seed(database, resources, { id: `connector-${account}`, account: `${account}`.repeat(12) })
  }
  const { groups, others } = (await call('/dashboards/default/widgets/top-accounts/data')).json
  expect(groups.map(({ failing }: { failing: number }) => failing)).toEqual([7, 6, 5, 4, 3])
  expect(groups[0].value).toBe('7'.repeat(12))
  expect(others).toMatchObject({ groups: 2, failing: 3 })
})
