import { once } from 'node:events'
import { get } from 'node:http'
import { serve } from '@hono/node-server'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Mandate } from '../../../shared/mandate.ts'
import { readCsv } from '../exports/read-csv.ts'
import { arn, connectorId, seed } from './seed.ts'
import { manager, startApi } from './start.ts'

const mandate = {
  slug: 'cis',
  title: 'CIS',
  publisher: 'CIS',
  description: 'A benchmark.',
  reference: 'https://www.cisecurity.org/',
  clouds: ['aws'],
  requirements: [{ id: '2.1', controls: [45, 48] }],
} as unknown as Mandate

/** Two connectors with four buckets and a user. */
async function startSeeded() {
  const api = await startApi({ mandates: [mandate] })
  await seed(api.database, [
    { id: arn('=alpha'), results: { 45: 'FAIL', 48: 'FAIL' } },
    { id: arn('beta'), region: 'eu-west-1', results: { 45: 'PASS', 48: 'UNKNOWN' } },
    { id: arn('gamma'), region: 'eu-west-1', results: { 45: 'PASS' } },
    { id: 'arn:aws:iam::111122223333:user/ann', type: 'aws.iam.user', region: 'global', results: { 3: 'PASS' } },
  ])
  await seed(api.database, [{ id: arn('delta'), results: { 45: 'FAIL' } }], { id: 'other', account: '444455556666' })
  const table = async (path: string) => {
    const answer = await api.call(`/exports/${path}`)
    expect(answer.status, answer.text).toBe(200)
    const [head = [], ...records] = readCsv(answer.text)
    const rows = records.map((record) => Object.fromEntries(head.map((name, index) => [name, record[index]])))
    return { ...answer, head, records, rows }
  }
  return { ...api, table }
}

/** Many buckets, so that lists have pages; each fails one control and passes another. */
async function startLarge(count: number) {
  const api = await startApi()
  await seed(api.database, [{ id: arn('bucket'), results: { 45: 'FAIL', 48: 'PASS' } }])
  const resource =
    'connector, type, cloud, account, region, shard, tags, config, unread, hash, "firstDiscovered", found, seq'
  const evaluation = 'cid, result, evidence, hash, "firstEvaluated", evaluated, seq'
  await api.database.write([
    {
      sql: `INSERT INTO resources (id, key, name, ${resource})
            WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
            SELECT id || i, id || i, name || i, ${resource} FROM n CROSS JOIN resources`,
      args: [count],
    },
    `INSERT INTO evaluations (rid, ${evaluation})
     SELECT made.rid, ${evaluation} FROM evaluations e CROSS JOIN (SELECT rid FROM resources) made ON made.rid <> e.rid`,
  ])
  return api
}

test('F139 F319 resources are downloaded flat, with all their columns', async () => {
  const { table } = await startSeeded()
  const { rows, headers } = await table('resources')
  expect(rows).toHaveLength(5)
  expect(rows[0]).toEqual({
    'Resource id': arn('=alpha'),
    Name: "'=alpha",
    'Resource type': 'aws.s3.bucket',
    Type: 'S3 bucket',
    Service: 'S3',
    Cloud: 'aws',
    Account: '111122223333',
    Region: 'us-east-1',
    Tags: '',
    'First discovered': '2026-01-01T00:00:00.000Z',
    'Last found': '2026-01-02T00:00:00.000Z',
    'Failed controls': '2',
    'Unknown controls': '0',
    'Evaluated controls': '2',
    'Connector id': connectorId,
    Connector: 'Production',
    // No bucket can be called so: no link is better than a wrong one.
    Console: '',
  })
  expect(rows[1]?.Console).toMatch(/^https:\/\/([\w-]+\.)?console\.aws\.amazon\.com\//)
  expect(headers.get('content-type')).toMatch(/^text\/csv/)
  expect(headers.get('content-disposition')).toBe('attachment; filename="plumbline-resources-2026-01-01.csv"')
  expect(headers.get('x-total-count')).toBe('5')
  expect(headers.get('x-plumbline-cut')).toBeNull()
})

test('F319 resources are downloaded grouped by their type', async () => {
  const { table } = await startSeeded()
  const { rows } = await table('resource-types?account=111122223333')
  expect(rows).toMatchObject([
    { 'Resource type': 'aws.iam.user', 'Total resources': '1', 'Failed resources': '0' },
    { 'Resource type': 'aws.s3.bucket', 'Total resources': '3', 'Failed resources': '1', Controls: '2' },
  ])
})

test('F319 controls are downloaded with their posture', async () => {
  const { table } = await startSeeded()
  const { rows } = await table('controls?criticality=HIGH')
  expect(rows).toMatchObject([{ CID: '45', Title: 'Buckets are not public', Passed: '2', Failed: '2', Unknown: '0' }])
})

test('F319 evaluations are downloaded with their evidence', async () => {
  const { table } = await startSeeded()
  const { rows } = await table('evaluations')
  expect(rows).toHaveLength(7)
  expect(rows[0]).toMatchObject({ CID: '3', Outcome: 'PASS', 'Applies to': 'resource' })
  expect(rows[1]).toMatchObject({
    CID: '45',
    Control: 'Buckets are not public',
    Outcome: 'FAIL',
    Resource: "'=alpha",
    Evidence: 'Versioning Status: - (expected: Enabled)',
    'Last evaluated': '2026-01-02T00:00:00.000Z',
    'Last fixed': '',
  })
})

test('F034 connectors are downloaded, without what they sign in with', async () => {
  const { table } = await startSeeded()
  const { rows, text } = await table('connectors')
  expect(rows).toMatchObject([
    { 'Connector id': connectorId, State: 'Online', Type: 'cspm' },
    { 'Connector id': 'other' },
  ])
  expect(text).not.toContain('plumbline-1')
})

test('runs and mandates are downloaded, too', async () => {
  const { table, engine } = await startSeeded()
  await engine.run(connectorId, 'person')
  expect((await table('runs?state=queued')).rows).toMatchObject([{ State: 'queued', Connector: 'Production' }])
  expect((await table('runs?state=failed')).rows).toEqual([])
  const { rows } = await table('mandates?account=111122223333')
  expect(rows).toMatchObject([{ Mandate: 'cis', Requirements: '1', Controls: '2', Failed: '2', Passed: '2' }])
})

test('F144 the evaluations of one resource are downloaded', async () => {
  const { table, call } = await startSeeded()
  const { rows } = await table(`resource-evaluations?id=${arn('beta')}`)
  expect(rows.map(({ CID, Outcome }) => [CID, Outcome])).toEqual([
    ['45', 'PASS'],
    ['48', 'UNKNOWN'],
  ])
  expect((await table(`resource-evaluations?id=${arn('beta')}&result=UNKNOWN`)).rows).toHaveLength(1)
  expect((await call('/exports/resource-evaluations?id=nothing')).status).toBe(404)
})

test('F005 F319 a download follows the filters of its list', async () => {
  const { table } = await startSeeded()
  const cases = [
    ['resources', 'type=aws.iam.user', 1],
    ['resources', 'result=FAIL', 2],
    ['resources', 'region=eu-west-1', 2],
    ['resources', 'text=delta', 1],
    ['resources', 'cloud=gcp', 0],
    ['resources', 'cid=48&result=FAIL', 1],
    ['evaluations', 'result=FAIL', 3],
    ['evaluations', 'account=444455556666', 1],
    ['evaluations', 'policy=aws/best-practices&region=eu-west-1', 3],
    ['evaluations', 'text=gamma', 1],
    ['controls', 'service=IAM', 1],
    ['controls', 'text=VERSION', 1],
    ['connectors', 'cloud=azure', 0],
  ] as const
  for (const [list, filter, count] of cases) {
    expect((await table(`${list}?${filter}`)).rows, `${list} ${filter}`).toHaveLength(count)
  }
})

test('F320 a file holds 5,000 records unless all are asked for, and says when it was cut', async () => {
  const { call } = await startLarge(5_020)
  const usual = await call('/exports/evaluations?cid=45')
  const lines = usual.text.trimEnd().split('\r\n')
  expect(lines).toHaveLength(5_002)
  expect(lines.at(-1)).toBe('"Cut at 5,000 records. Ask for limit=all, or narrow the list."')
  expect(usual.headers.get('x-plumbline-cut')).toBe('5000')
  expect(usual.headers.get('x-total-count')).toBe('5020')
  const all = await call('/exports/evaluations?cid=45&limit=all&columns=resourceId')
  const ids = all.text.trimEnd().split('\r\n').slice(1)
  expect(new Set(ids).size).toBe(5_020)
  expect(all.headers.get('x-plumbline-cut')).toBeNull()
  const named = await call('/exports/resources?text=bucket&limit=30&columns=id')
  expect(named.text.trimEnd().split('\r\n')).toHaveLength(32)
  expect(named.headers.get('x-plumbline-cut')).toBe('30')
  const sarif = JSON.parse((await call('/exports/evaluations?format=sarif&limit=3')).text)
  expect(sarif.runs[0].results).toHaveLength(3)
  expect(sarif.runs[0].invocations[0].toolExecutionNotifications[0].message.text).toMatch(/^Cut at 3 records/)
})

test('F320 a list that is as long as the limit is not cut', async () => {
  const { call } = await startSeeded()
  const { text, headers } = await call('/exports/evaluations?limit=7')
  expect(text).not.toContain('Cut at')
  expect(headers.get('x-plumbline-cut')).toBeNull()
})

test('F321 times are those of the time zone that is asked for', async () => {
  const { table } = await startSeeded()
  const { rows, headers } = await table('resources?timeZone=America/New_York')
  expect(rows[0]).toMatchObject({ 'First discovered': '2025-12-31T19:00:00.000-05:00' })
  expect(headers.get('content-disposition')).toContain('2025-12-31')
})

test('F322 a file is one that browsers save, under a name that says what it is', async () => {
  const { call } = await startSeeded()
  for (const [format, type, name] of [
    ['jsonl', 'application/x-ndjson', 'plumbline-evaluations-2026-01-01.jsonl'],
    [
      'xlsx',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'plumbline-evaluations-2026-01-01.xlsx',
    ],
    ['ocsf', 'application/json', 'plumbline-evaluations-2026-01-01.ocsf.json'],
    ['asff', 'application/json', 'plumbline-evaluations-2026-01-01.asff.json'],
    ['sarif', 'application/sarif+json', 'plumbline-evaluations-2026-01-01.sarif'],
  ]) {
    const { status, headers } = await call(`/exports/evaluations?format=${format}&cloud=aws`)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe(type)
    expect(headers.get('content-disposition')).toBe(`attachment; filename="${name}"`)
  }
})

test('F124 a file has all columns unless some are named, in their order', async () => {
  const { table } = await startSeeded()
  expect((await table('evaluations')).head.length).toBeGreaterThan(20)
  expect((await table('evaluations?columns=outcome,cid')).head).toEqual(['Outcome', 'CID'])
})

test('JSON lines and the formats of other products hold the same evaluations', async () => {
  const { call } = await startSeeded()
  const text = async (format: string) => (await call(`/exports/evaluations?cloud=aws&format=${format}`)).text
  const lines = (await text('jsonl')).trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line))[0]).toMatchObject({ cid: 3, evidence: [{ actual: '-' }] })
  expect(lines).toHaveLength(7)
  expect(JSON.parse(await text('ocsf'))).toHaveLength(7)
  expect(JSON.parse(await text('ocsf'))[1].compliance).toMatchObject({ standards: ['CIS'], requirements: ['CIS: 2.1'] })
  expect(JSON.parse(await text('asff')).Findings).toHaveLength(7)
  expect(JSON.parse(await text('sarif')).runs[0].results).toHaveLength(7)
})

test('what cannot be written is refused with what can', async () => {
  const { call } = await startSeeded()
  const refusal = async (path: string) => {
    const { status, json } = await call(`/exports/${path}`)
    expect(status, path).toBe(400)
    return json.detail
  }
  expect(await refusal('resources?format=sarif')).toContain('for evaluations only')
  expect(await refusal('connectors?format=ocsf')).toContain('csv, jsonl or xlsx')
  expect(await refusal('evaluations?format=asff')).toContain('Add cloud=aws')
  expect(await refusal('evaluations?format=pdf')).toContain('format')
  expect(await refusal('evaluations?timeZone=Mars/Base')).toContain('timeZone')
  expect(await refusal('evaluations?limit=0')).toContain('limit')
  expect(await refusal('evaluations?limit=none')).toContain('all')
  expect(await refusal('evaluations?columns=cid,secret')).toContain('There is no column secret')
  expect(await refusal('evaluations?format=sarif&columns=cid')).toContain('columns')
  expect(await refusal('evaluations?unheard=1')).toContain('unheard')
})

/** The API behind a real server, as clients meet it. */
async function listen(fetch: Parameters<typeof serve>[0]['fetch']) {
  const server = serve({ fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as { port: number }
  return `http://127.0.0.1:${port}/api`
}

const authorization = `Bearer ${manager}`

test.each(['identity', 'gzip'])(
  'half a file breaks the connection and does not look like a whole one: %s',
  async (encoding) => {
    const { app, database, lines } = await startLarge(1_500)
    // The server prints why it broke a connection.
    const print = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    onTestFinished(() => print.mockRestore())
    const address = await listen(app.fetch)
    const execute = database.client.execute.bind(database.client)
    let pages = 0
    database.client.execute = ((statement: { readonly sql?: string }) => {
      const isPage = typeof statement !== 'string' && /FROM evaluations e JOIN resources/.test(statement.sql ?? '')
      if (isPage && ++pages > 3) throw new Error('The disk failed.')
      return execute(statement as Parameters<typeof execute>[0])
    }) as typeof execute
    const response = await fetch(`${address}/exports/evaluations?limit=all`, {
      headers: { authorization, 'accept-encoding': encoding },
    })
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow()
    expect(lines.join('\n')).toContain('A download broke off')
  },
)

test.each(['identity', 'gzip'])('a client that leaves ends the reading: %s', async (encoding) => {
  const { app, database } = await startLarge(20_000)
  const address = await listen(app.fetch)
  let statements = 0
  const execute = database.client.execute.bind(database.client)
  database.client.execute = ((...args: Parameters<typeof execute>) => {
    statements++
    return execute(...args)
  }) as typeof execute
  const request = get(`${address}/exports/evaluations?limit=all`, {
    headers: { authorization, 'accept-encoding': encoding },
  })
  const [response] = await once(request, 'response')
  await once(response, 'readable')
  request.destroy()
  await new Promise((resolve) => setTimeout(resolve, 150))
  const after = statements
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect(statements).toBe(after)
})

test('an error before the first record is a problem, not a file', async () => {
  const { call, context } = await startSeeded()
  context.database.client.close()
  const { status, headers } = await call('/exports/resources')
  expect(status).toBeGreaterThanOrEqual(500)
  expect(headers.get('content-type')).toBe('application/problem+json')
})
