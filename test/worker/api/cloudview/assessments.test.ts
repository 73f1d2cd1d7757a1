import { expect, test } from 'vitest'
import { startClient } from './client.ts'
import { except, seedAccount, v1 } from './surroundings.ts'

async function startSeeded() {
  const client = await startClient()
  await seedAccount(client.database)
  const create = (body: object, path = `${v1}/report/assessment/create`) =>
    client.send(path, { method: 'POST', body: JSON.stringify(body), type: 'application/json' })
  return { ...client, create, done: () => client.context.reports.idle() }
}

const all = { reportName: 'Everything', cloudType: 'AWS', executionType: 'RUN_TIME', format: 'csv' }

test('a report is created, followed and downloaded', async () => {
  const { send, create, done } = await startSeeded()
  const { status, json } = await create(all)
  expect(status).toBe(200)
  expect(Object.keys(json)).toEqual(['reportId'])
  await done()
  const listed = (await send(`${v1}/report/assessment/list?reportId=${json.reportId}`)).json
  expect(listed).toEqual({ data: [{ reportId: json.reportId, reportName: 'Everything', status: 'Completed' }] })
  const file = await send(`${v1}/report/assessment/${json.reportId}/download?reportFormat=csv`)
  expect(file.headers.get('content-type')).toMatch(/^text\/csv/)
  const [head, ...lines] = file.text
    .replace(/^\ufeff/, '')
    .trim()
    .split(/\r?\n/)
  expect(head).toMatch(/^CID,Control Name,Criticality/)
  expect(lines).toHaveLength(3)
  expect(lines.join('\n')).not.toContain('UNKNOWN')
})

test('a report holds the results that were asked for and no others', async () => {
  const { send, create, done, database } = await startSeeded()
  await except(database, 45, 'logs')
  await database.write([`UPDATE evaluations SET result = 1 WHERE cid = 45 AND exception IS NOT NULL`])
  const { json } = await create({ ...all, resourceResults: ['PASSE'] })
  await done()
  const { text } = await send(`${v1}/report/assessment/${json.reportId}/download?reportFormat=csv`)
  expect(text.trim().split(/\r?\n/)).toHaveLength(2)
  expect(text).toContain('PASSE')
})

test('asked for again, or run again, a report has a new id', async () => {
  const { send, create, done } = await startSeeded()
  const first = (await create(all)).json.reportId
  await done()
  const second = (await create(all, '/cloudview-api/rest/v2/report/assessment/create')).json.reportId
  await done()
  const rerun = await send(`${v1}/report/assessment/${first}/rerun`, { method: 'POST' })
  await done()
  expect(rerun.headers.get('content-type')).toMatch(/^text\/plain/)
  expect(new Set([first, second, rerun.text]).size).toBe(3)
  expect((await send(`${v1}/report/assessment/list`)).json.data).toHaveLength(3)
})

test('what would narrow a report, and cannot, is refused', async () => {
  const { create } = await startSeeded()
  for (const more of [
    { query: 'region:us-east-1' },
    { tagIds: ['1'] },
    { executionType: 'BUILD_TIME' },
    { endDate: '2020-01-01' },
    { policyIds: ['nothing'] },
    { connectorIds: ['nothing'] },
    { cloudType: 'MOON' },
  ]) {
    const { status, json } = await create({ ...all, ...more })
    expect({ status, code: json.errorCode }, JSON.stringify(more)).toEqual({ status: 400, code: 'BAD_REQUEST' })
  }
  expect((await create({ ...all, startDate: '2025-12-01', endDate: '2026-01-01' })).status).toBe(200)
})

test('a report on a policy is configured, changed, and one on the same refused', async () => {
  const { send, create, call } = await startSeeded()
  const [{ policyId }] = (await send(`${v1}/reports/policies`)).json
  const draft = {
    title: 'Best',
    cloudType: 'AWS',
    type: 'POLICY',
    policies: [{ cloudType: 'AWS', policyId }],
    format: 'PDF',
  }
  const { json } = await create(draft, `${v1}/reports`)
  expect((await call(`/reports/${json.reportId}`)).json).toMatchObject({ title: 'Best', cloud: 'aws' })
  expect((await create(draft, `${v1}/reports`)).json.errorCode).toBe('CONFLICT')
  const changed = await send(`${v1}/reports/${json.reportId}`, {
    method: 'PATCH',
    body: JSON.stringify({ ...draft, title: 'Better', connectorIds: ['connector-1'] }),
  })
  expect(changed).toMatchObject({ status: 200, json: { reportId: json.reportId } })
  expect((await call(`/reports/${json.reportId}`)).json).toMatchObject({
    ...{ title: 'Better', connectors: [{ id: 'connector-1' }] },
  })
})

test('a report that is not there, or not of this worker, is not found', async () => {
  const { send } = await startSeeded()
  for (const id of ['1', '9-9-PEF', 'abc']) {
    expect((await send(`${v1}/report/assessment/${id}/download`)).status, id).toBe(404)
    expect((await send(`${v1}/report/assessment/list?reportId=${id}`)).json).toEqual({ data: [] })
  }
})
