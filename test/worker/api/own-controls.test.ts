import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { resourceTypes } from '../../../worker/collect/index.ts'
import { tryOut } from '../../../worker/trial.ts'
import { catalogue, controlText, startOwn } from './own-start.ts'
import { arn } from './seed.ts'

type Api = Awaited<ReturnType<typeof startOwn>>

const post = ({ call }: Api, path: string, body: unknown = {}) => call(path, { method: 'POST', body })
const write = (api: Api, changes = {}) => post(api, '/own-controls', { text: controlText(changes) })

async function verdicts(api: Api, cid: number): Promise<Record<string, string>> {
  await api.settled()
  const { json } = await api.call(`/evaluations?cid=${cid}&pageSize=500`)
  return Object.fromEntries(
    json.items.map((one: { resource: { name: string }; result: string }) => [one.resource.name, one.result]),
  )
}

test('a control of one’s own is numbered, listed among all others, and judges what is stored without a run', async () => {
  const api = await startOwn()
  const { status, json, headers } = await write(api)
  expect(status).toBe(201)
  expect(headers.get('location')).toBe('/api/own-controls/900001')
  expect(json).toMatchObject({
    ...{ cid: 900_001, version: 1, slug: 'own/aws/900001', title: 'Our buckets keep versions', cloud: 'aws' },
    ...{ service: 'S3', author: expect.any(String), createdBy: json.author, policies: [] },
  })
  expect(json.text).toBe(`cid: 900001\n${controlText()}`)
  expect(await verdicts(api, 900_001)).toEqual({ lost: 'FAIL', hidden: 'UNKNOWN', other: 'FAIL', ...kept('PASS') })
  expect((await api.call('/own-controls/900001')).json.evaluating).toBe(false)
  const shown = await api.call('/controls/900001')
  expect(shown.json).toMatchObject({
    title: 'Our buckets keep versions',
    posture: { pass: 2, fail: 2, unknown: 1 },
  })
  expect((await api.call('/controls?text=Our%20buckets')).json.total).toBe(1)
  expect((await api.call('/own-controls')).json).toMatchObject({ total: 1, items: [{ cid: 900_001 }] })
})

const kept = (result: string) => ({ kept: result, 'kept-too': result })

test('every save is a version with its author and time, earlier ones can be read and restored', async () => {
  const api = await startOwn()
  const { call, time } = api
  await write(api)
  time.now = new Date('2026-02-01T00:00:00.000Z')
  const text = controlText({ check: 'resource.versioning != "Enabled"', examples: swapped })
  const saved = await call('/own-controls/900001', { method: 'PUT', body: { text, basedOn: 1 } })
  expect(saved.json).toMatchObject({ version: 2, created: '2026-01-01T00:00:00.000Z', updated: time.now.toISOString() })
  expect(await verdicts(api, 900_001)).toMatchObject({ lost: 'PASS', hidden: 'UNKNOWN', ...kept('FAIL') })

  const late = await call('/own-controls/900001', { method: 'PUT', body: { text, basedOn: 1 } })
  expect([late.status, late.json.detail]).toEqual([409, expect.stringContaining('another version meanwhile')])
  expect((await call('/own-controls/900001/versions')).json.items).toMatchObject([
    { version: 2, at: time.now.toISOString(), title: 'Our buckets keep versions', author: saved.json.author },
    { version: 1, at: '2026-01-01T00:00:00.000Z' },
  ])
  expect((await call('/own-controls/900001/versions/1')).json.text).toContain('== "Enabled"')
  expect((await call('/own-controls/900001/versions/7')).status).toBe(404)

  const restored = await post(api, '/own-controls/900001/versions/1/restore')
  expect(restored.json).toMatchObject({ version: 3, text: `cid: 900001\n${controlText()}` })
  expect(await verdicts(api, 900_001)).toMatchObject({ lost: 'FAIL', ...kept('PASS') })
})

const swapped = [
  { name: 'kept', resource: { versioning: 'Enabled' }, expect: 'FAIL' },
  { name: 'lost', resource: {}, expect: 'PASS' },
]

test('a control that narrows what it is about loses the answers about the rest', async () => {
  const api = await startOwn()
  await write(api)
  expect(Object.keys(await verdicts(api, 900_001))).toHaveLength(5)
  const examples = swapped.map((example, index) => ({ ...example, expect: index === 0 ? 'PASS' : 'FAIL' }))
  const narrow = { when: 'resource.name != "lost"', examples }
  await api.call('/own-controls/900001', { method: 'PUT', body: { text: controlText(narrow) } })
  expect(Object.keys(await verdicts(api, 900_001)).sort()).toEqual(['hidden', 'kept', 'kept-too', 'other'])
})

test('a save with an example that does not come out is refused: which one, what it expects, what the control says', async () => {
  const api = await startOwn()
  const { status, json } = await write(api, { examples: swapped })
  expect(status).toBe(400)
  expect(json.detail).toMatch(/^Line \d+, column \d+: example "kept" expects FAIL, but the control says PASS/)
  expect(json.errors).toMatchObject([
    { field: expect.stringMatching(/^text:\d+:\d+$/), message: expect.stringContaining('"kept"') },
    { message: expect.stringContaining('"lost" expects PASS, but the control says FAIL') },
  ])
  expect((await api.call('/own-controls')).json.total).toBe(0)
})

test('a control that is being written is checked line by line, and nothing is stored', async () => {
  const api = await startOwn()
  const check = async (text: string) => (await post(api, '/own-controls/check', { text })).json
  expect(await check(controlText())).toEqual({
    problems: [],
    examples: [
      { name: 'kept', expected: 'PASS', got: 'PASS' },
      { name: 'lost', expected: 'FAIL', got: 'FAIL' },
    ],
  })
  const text = controlText({ check: 'resource.versionning == "Enabled"' })
  const [problem] = (await check(text)).problems
  const line = text.split('\n')[problem.line - 1] ?? ''
  expect(line.slice(problem.column - 1, problem.column - 1 + problem.length)).toBe('versionning')
  expect(problem.message).toContain('did you mean "versioning"?')
  for (const hostile of ['[[[[', '&a [*a, *a]', '', '\u0000', 'a: '.repeat(9000), '['.repeat(50_000)]) {
    expect((await check(hostile)).problems.length, hostile.slice(0, 20)).toBeGreaterThan(0)
  }
  expect((await post(api, '/own-controls/check', { text: 'x'.repeat(100_001) })).status).toBe(400)
  expect((await api.call('/own-controls')).json.total).toBe(0)
})

test('a trial counts what a control would say, by account, and shows the first that fail and that nobody can tell', async () => {
  const api = await startOwn()
  const { json } = await post(api, '/own-controls/trial', { text: controlText({ when: 'resource.name != "kept"' }) })
  expect(json.trial).toMatchObject({
    ...{ pass: 1, fail: 2, unknown: 1, notApplicable: 1, searched: 5, total: 5, complete: true, unlisted: [] },
    accounts: [
      { account: '111122223333', pass: 1, fail: 1, unknown: 1, notApplicable: 1 },
      { account: '444455556666', pass: 0, fail: 1, unknown: 0, notApplicable: 0 },
    ],
    failing: [
      { resourceId: arn('lost'), result: 'FAIL', evidence: [{ setting: 'Versioning', actual: '-' }] },
      { resourceId: arn('other'), account: '444455556666' },
    ],
    unknowns: [{ resourceId: arn('hidden'), evidence: [{ actual: 'Could not be read: Refused.' }] }],
  })
  expect((await api.call('/evaluations?cid=900001')).json.items).toEqual([])
  const wrong = await post(api, '/own-controls/trial', { text: controlText({ check: 'resource.nothing' }) })
  expect(wrong.json.trial).toBeUndefined()
  expect(wrong.json.problems).toHaveLength(1)
  const early = await post(api, '/own-controls/trial', { text: controlText({ examples: swapped }) })
  expect(early.json).toMatchObject({ problems: [{}, {}], trial: { fail: 2 } })
})

test('a trial that runs out of time says how far it came, and does not call that all', async () => {
  const { database, time } = await startOwn()
  const evaluator = catalogue.alone({ text: controlText() })
  if (!evaluator) throw new Error('it was refused')
  const { signal } = new AbortController()
  const types = [...resourceTypes.values()]
  const common = { db: database, types, evaluator, now: time.now, signal }
  expect(await tryOut({ ...common, budget: 0 })).toMatchObject({ searched: 0, total: 5, complete: false, pass: 0 })
  expect(await tryOut({ ...common, budget: 5000 })).toMatchObject({ searched: 5, total: 5, complete: true })
})

test('trials wait for their turn, and are refused where many wait', async () => {
  const api = await startOwn()
  const trials = await Promise.allSettled(Array.from({ length: 9 }, () => api.engine.tryOut({ text: controlText() })))
  expect(trials.filter(({ status }) => status === 'fulfilled')).toHaveLength(4)
  expect(trials.filter((trial) => trial.status === 'rejected' && trial.reason.name === 'BusyError')).toHaveLength(5)
  const asked = Array.from({ length: 20 }, () => post(api, '/own-controls/trial', { text: controlText() }))
  for (const { status } of await Promise.all(asked)) expect([200, 429]).toContain(status)
})

test('a list that failed is told by a trial, and is UNKNOWN on the account once the control is saved', async () => {
  const api = await startOwn()
  await api.database.write([
    `INSERT INTO resources (connector, id, key, type, name, cloud, account, region, shard, tags, config, unread, hash,
       firstDiscovered, found, seq)
     SELECT no, 'root', 'root', 'aws.account', 'account', 'aws', account, 'global', 'global', '{}', '{}', '[]', 'h', '', '', 1
     FROM connectors WHERE id = 'other'`,
    `UPDATE collections SET failure = 'Listing was refused.' WHERE type = 'aws.s3.bucket'
       AND connector = (SELECT no FROM connectors WHERE id = 'other')`,
  ])
  const { json } = await post(api, '/own-controls/trial', { text: controlText() })
  expect(json.trial.unlisted).toEqual([{ account: '444455556666', type: 'aws.s3.bucket', region: 'global' }])
  await write(api)
  expect(await verdicts(api, 900_001)).toMatchObject({ account: 'UNKNOWN', other: 'FAIL' })
})

test('a copy of a built-in control changes its criticality and parameters, and says where it comes from', async () => {
  const api = await startOwn()
  const changes = { criticality: 'LOW', parameters: { maxDays: 30 } }
  const { status, json } = await post(api, '/controls/4/copy', changes)
  expect([status, json]).toEqual([201, { cid: 900_001 }])
  const own = (await api.call('/own-controls/900001')).json
  expect(own).toMatchObject({ copiedFrom: 4, criticality: 'LOW', cloud: 'aws', version: 1 })
  expect(own.title).toBe('Ensure access key1 is rotated every 30 days or less')
  expect(own.text).toContain('# Inactive keys open nothing.')
  expect(parse(own.text)).toMatchObject({ cid: 900_001, parameters: { maxDays: { default: 30 } } })
  const copied = await post(api, '/controls/900001/copy', { title: 'Again' })
  expect(copied.json).toEqual({ cid: 900_002 })
  expect((await api.call('/own-controls/900002')).json).toMatchObject({ title: 'Again', copiedFrom: 900_001 })
})

test.each([
  [{ parameters: { maxDays: -1 } }, 'maxDays: a number lies between 0 and 1000000.'],
  [{ parameters: { maxDays: '30' } }, 'maxDays: must be a number.'],
  [{ parameters: { maxDays: 1.5 } }, 'maxDays: must be a whole number.'],
  [{ parameters: { maxDays: [30] } }, 'maxDays: must be a number.'],
  [{ parameters: { minDays: 30 } }, 'minDays: is no parameter of it; these are: maxDays.'],
  [{ parameters: { constructor: 30 } }, 'constructor: is no parameter of it'],
  [{ criticality: 'URGENT' }, 'Invalid option'],
  [{ title: ' ' }, 'Too small'],
  [{ surprise: 1 }, 'no such field'],
])('a copy with %j is refused', async (changes, message) => {
  const api = await startOwn()
  const { status, json } = await post(api, '/controls/4/copy', changes)
  expect([status, json.detail]).toEqual([400, expect.stringContaining(message)])
})

test('built-in controls are read-only, and say to copy them', async () => {
  const api = await startOwn()
  for (const [method, body] of [
    ['PUT', { text: controlText() }],
    ['DELETE', undefined],
  ] as const) {
    const { status, json } = await api.call('/own-controls/48', { method, body })
    expect([status, json.advice], method).toEqual([409, 'Copy it: POST /api/controls/48/copy.'])
  }
  expect((await api.call('/own-controls/48')).status).toBe(404)
  expect((await api.call('/own-controls/900009', { method: 'DELETE' })).status).toBe(404)
  const file = await api.call('/controls/48/file')
  expect(file.headers.get('content-type')).toContain('application/yaml')
  expect(parse(file.text)).toMatchObject({ cid: 48 })
  expect((await api.call('/controls/900009/file')).status).toBe(404)
})

test('a control that is deleted takes its evaluations and versions along, and its number is never given again', async () => {
  const api = await startOwn()
  await write(api)
  expect(Object.keys(await verdicts(api, 900_001))).toHaveLength(5)
  expect((await api.call('/own-controls/900001', { method: 'DELETE' })).status).toBe(204)
  expect((await api.call('/controls/900001')).status).toBe(404)
  const { rows } = await api.database.client.execute('SELECT count(*) AS n FROM evaluations WHERE cid >= 900001')
  expect(rows[0]?.n).toBe(0)
  expect((await api.call('/own-controls/900001/versions')).status).toBe(404)
  expect((await write(api)).json.cid).toBe(900_002)
})

test('a control stays about its cloud', async () => {
  const api = await startOwn()
  await write(api)
  const azure = controlText({
    ...{ resource: 'azure.storage.account', check: 'resource.name == "a"', evidence: undefined },
    checks: undefined,
    examples: [
      { name: 'a', resource: { name: 'a' }, expect: 'PASS' },
      { name: 'b', resource: { name: 'b' }, expect: 'FAIL' },
    ],
  }).replace('remediation:', 'evidence:\n  - { setting: Name, actual: resource.name, expected: a }\nremediation:')
  const { status, json } = await api.call('/own-controls/900001', { method: 'PUT', body: { text: azure } })
  expect([status, json.detail]).toEqual([400, 'This control is about aws. Write a new one for azure.'])
})

test('one that does not fit any more is marked with its problems, answers nothing, and is mended by a save', async () => {
  const api = await startOwn()
  await write(api)
  await verdicts(api, 900_001)
  // As after an update in which the resource type has lost a field.
  const text = controlText({ check: 'resource.oldField == "Enabled"' })
  await api.database.write([{ sql: 'UPDATE own_controls SET text = ? WHERE cid = 900001', args: [text] }])
  await api.engine.reload()
  expect((await api.call('/own-controls/900001')).json.problems.join()).toContain('has no field "oldField"')
  expect((await api.call('/controls/900001')).json).toMatchObject({ posture: { pass: 0, fail: 0, unknown: 0 } })
  expect(await verdicts(api, 900_001)).toEqual({})
  await api.call('/own-controls/900001', { method: 'PUT', body: { text: controlText() } })
  expect((await api.call('/own-controls/900001')).json.problems).toBeUndefined()
  expect(await verdicts(api, 900_001)).toMatchObject({ lost: 'FAIL' })
})

test('what was saved but not judged when the worker ended is judged at the next start', async () => {
  const api = await startOwn()
  await write(api)
  await verdicts(api, 900_001)
  await api.database.write(['DELETE FROM evaluations WHERE cid = 900001', 'UPDATE own_controls SET judged = 0'])
  await api.engine.reload()
  expect(await verdicts(api, 900_001)).toMatchObject({ lost: 'FAIL', ...kept('PASS') })
})

test('controls and policies are exported as files and taken in by another worker, under new numbers', async () => {
  const api = await startOwn()
  await write(api)
  await write(api, { title: 'Another' })
  const policy = { cloud: 'aws', title: 'Mine', controls: [48, 900_002] }
  await post(api, '/own-policies', policy)
  const { files } = (await api.call('/own-controls/export')).json
  expect(Object.keys(files)).toEqual(['own/aws/900001.yaml', 'own/aws/900002.yaml', 'own/aws/mine.policy.yaml'])

  const other = await startOwn()
  await write(other, { title: 'Its own' })
  const { status, json } = await post(other, '/own-controls/import', { files })
  expect([status, json]).toEqual([
    201,
    {
      controls: [
        { path: 'own/aws/900001.yaml', cid: 900_002, isNew: true },
        { path: 'own/aws/900002.yaml', cid: 900_003, isNew: true },
      ],
      policies: ['own/aws/mine'],
    },
  ])
  expect((await other.call('/own-policies/aws/mine')).json.controls).toEqual([48, 900_003])
  const again = await post(other, '/own-controls/import', {
    files: (await other.call('/own-controls/export')).json.files,
  })
  expect([again.status, again.json.detail]).toEqual([409, expect.stringContaining('own/aws/mine')])
  const same = await post(other, '/own-controls/import', {
    files: { 'a.yaml': (await other.call('/own-controls/900001')).json.text },
  })
  expect(same.json.controls).toEqual([{ path: 'a.yaml', cid: 900_001, isNew: false }])
})

test.each([
  ['a wrong control', { 'own/aws/1.yaml': 'title: a' }, 'Line 1'],
  ['a policy of an unknown cloud', { 'own/oracle/a.policy.yaml': 'title: a' }, 'own/CLOUD/NAME.policy.yaml'],
  ['a policy out of its folder', { '../aws/a.policy.yaml': 'title: a' }, 'own/CLOUD/NAME.policy.yaml'],
  ['a policy that is none', { 'own/aws/a.policy.yaml': '- a' }, 'expected object'],
  ['a policy of aliases', { 'own/aws/a.policy.yaml': 'title: &a b\ndescription: *a\ncontrols: [48]' }, 'expected'],
  [
    'a policy with a strange control',
    { 'own/aws/a.policy.yaml': 'title: a\ndescription: b\ncontrols: [7777]' },
    '7777',
  ],
  [
    'a policy that lists a control twice',
    { 'own/aws/a.policy.yaml': 'title: a\ndescription: b\ncontrols: [48, 48]' },
    '48 is listed twice',
  ],
  [
    'two controls of one number',
    Object.fromEntries(['b', 'c'].map((name) => [`${name}.yaml`, controlText({ cid: 900_007, title: name })])),
    '900007',
  ],
])('an import with %s is refused whole', async (_, files, message) => {
  const api = await startOwn()
  const { status, json } = await post(api, '/own-controls/import', { files: { 'ok.yaml': controlText(), ...files } })
  expect([status, json.detail]).toEqual([400, expect.stringContaining(message)])
  expect((await api.call('/own-controls')).json.total).toBe(0)
})

test('an import of more controls than there is room for stores none', async () => {
  const api = await startOwn()
  await write(api)
  await api.database.write([
    `INSERT INTO own_controls (cid, version, text, body, created, createdBy, updated, author)
     SELECT 901000 + value, 1, text, body, created, createdBy, updated, author FROM own_controls
     JOIN json_each('[${[...Array(498).keys()]}]')`,
  ])
  const files = Object.fromEntries(['a', 'b'].map((name) => [`${name}.yaml`, controlText({ title: name })]))
  const { status, json } = await post(api, '/own-controls/import', { files })
  expect([status, json.detail]).toEqual([409, expect.stringContaining('500')])
  expect((await api.call('/own-controls')).json.total).toBe(499)
})

test('a reader reads controls of one’s own, and changes none', async () => {
  const api = await startOwn()
  await write(api)
  const as = async (path: string, method = 'GET', body?: unknown) =>
    (await api.call(path, { method, body, token: api.reader })).status
  for (const path of ['', '/900001', '/900001/versions', '/900001/versions/1', '/900001/file', '/export']) {
    expect(await as(`/own-controls${path}`), path).toBe(200)
  }
  expect(await as('/own-controls', 'POST', { text: controlText() })).toBe(403)
  expect(await as('/own-controls/900001', 'PUT', { text: controlText() })).toBe(403)
  expect(await as('/own-controls/900001', 'DELETE')).toBe(403)
  expect(await as('/controls/48/copy', 'POST', {})).toBe(403)
})

test('controls of one’s own are found by the day when they were made, and by that of their last change', async () => {
  const api = await startOwn()
  await write(api)
  await write(api, { title: 'Another' })
  api.time.now = new Date('2026-02-01T12:00:00.000Z')
  await api.call('/own-controls/900002', { method: 'PUT', body: { text: controlText({ title: 'Changed' }) } })
  await api.settled()
  const found = async (list: string, query: string) => {
    const { json } = await api.call(`/${list}?query=${encodeURIComponent(query)}`)
    return [...new Set(json.items.map(({ cid }: { cid: number }) => cid))]
  }
  for (const list of ['controls', 'evaluations']) {
    expect(await found(list, 'createdDate:2026-01-01'), list).toEqual([900_001, 900_002])
    expect(await found(list, 'modifiedDate:2026-02-01'), list).toEqual([900_002])
    expect(await found(list, 'control.type:CUSTOM and createdDate is null'), list).toEqual([])
    expect(await found(list, 'isRemediable:true'), list).toEqual([])
    expect(await found(list, 'control.type:CUSTOM and isRemediable:false'), list).toEqual([900_001, 900_002])
  }
  const resources = await api.call(`/resources?query=${encodeURIComponent('modifiedDate:2026-02-01')}`)
  expect(resources.json.total).toBe(5)
})

test('a control whose answers cannot be stored keeps no other one from being judged', async () => {
  const api = await startOwn()
  await api.database.client.execute(
    `CREATE TRIGGER broken BEFORE INSERT ON evaluations WHEN NEW.cid = 900001 BEGIN SELECT RAISE(ABORT, 'no'); END`,
  )
  await write(api)
  await write(api, { title: 'Another' })
  await expect.poll(async () => (await api.call('/own-controls/900002')).json.evaluating).toBe(false)
  expect((await api.call('/own-controls/900001')).json.evaluating).toBe(true)
})
