import { expect, test } from 'vitest'
import { arn, connectorId, controls, later, seed } from './seed.ts'
import { startApi } from './start.ts'

const ids = ({ json }: { json: { items: readonly { id: string }[] } }) => json.items.map(({ id }) => id)

/** Three buckets, a user whose list failed elsewhere, and an account of its own. */
async function startSeeded() {
  const api = await startApi()
  await seed(api.database, [
    { id: arn('alpha'), results: { 45: 'FAIL', 48: 'FAIL' }, config: { logBucket: 'beta', '<b>': [1, null] } },
    { id: arn('beta'), region: 'eu-west-1', results: { 45: 'PASS', 48: 'UNKNOWN' } },
    { id: arn('gamma_50%'), region: 'eu-west-1', results: { 45: 'PASS' } },
    { id: 'arn:aws:iam::111122223333:user/ann', type: 'aws.iam.user', region: 'global', results: { 3: 'PASS' } },
  ])
  await seed(api.database, [{ id: arn('delta'), results: { 45: 'FAIL' } }], { id: 'other', account: '444455556666' })
  return api
}

test('F086 F136 resources are narrowed by every filter, with a total', async () => {
  const { call } = await startSeeded()
  const find = async (query: string) => {
    const answer = await call(`/resources?${query}`)
    expect(answer.json.total, query).toBe(answer.json.items.length)
    return answer.json.items.map(({ name }: { name: string }) => name)
  }
  expect(await find('')).toEqual(['alpha', 'beta', 'gamma_50%', 'ann', 'delta'])
  expect(await find('cloud=gcp')).toEqual([])
  expect(await find('account=444455556666')).toEqual(['delta'])
  expect(await find(`connector=${connectorId}`)).toHaveLength(4)
  expect(await find('region=eu-west-1')).toEqual(['beta', 'gamma_50%'])
  expect(await find('type=aws.iam.user')).toEqual(['ann'])
  expect(await find('service=iam')).toEqual(['ann'])
  expect(await find('service=S3&type=aws.iam.user')).toEqual([])
  expect(await find('result=FAIL')).toEqual(['alpha', 'delta'])
  expect(await find('result=UNKNOWN')).toEqual(['beta'])
  expect(await find('result=PASS')).toEqual(['gamma_50%', 'ann'])
  expect(await find('criticality=MEDIUM&result=FAIL')).toEqual(['alpha'])
  expect(await find('cid=45&result=PASS')).toEqual(['beta', 'gamma_50%'])
  expect(await find('policy=aws/best-practices')).toEqual(['alpha', 'beta', 'gamma_50%', 'delta'])
  expect(await find('policy=none')).toEqual([])
  expect(await find('text=A_50%25')).toEqual(['gamma_50%'])
  expect(await find('text=%25')).toEqual(['gamma_50%'])
  expect(await find('text=USER/')).toEqual(['ann'])
})

test('F135 resources are found by the label of their type, in their list and its counts', async () => {
  const { call } = await startSeeded()
  const names = async (query: string) => {
    const { json } = await call(`/resources?${query}`)
    expect(json.total).toBe(json.items.length)
    return json.items.map(({ name }: { name: string }) => name)
  }
  expect(await names('text=iam%20USER')).toEqual(['ann'])
  expect(await names('text=S3%20buck&region=eu-west-1')).toEqual(['beta', 'gamma_50%'])
  expect(await names('text=S3%20instance')).toEqual([])
  const { items } = (await call('/resource-types?text=IAM%20user')).json
  expect(items.map(({ type, count }: { type: string; count: number }) => [type, count])).toContainEqual([
    'aws.iam.user',
    1,
  ])
})

test.each(['discovered', 'name', 'failing'])('pages of resources sorted by %s hold each one once', async (sort) => {
  const { call } = await startSeeded()
  const whole = ids(await call(`/resources?sort=${sort}`))
  const paged: string[] = []
  let cursor = ''
  for (let page = 0; page < 10; page++) {
    const answer = await call(`/resources?sort=${sort}&pageSize=2${cursor}`)
    paged.push(...ids(answer))
    if (!answer.json.next) break
    cursor = `&cursor=${answer.json.next}`
  }
  expect(paged).toEqual(whole)
  expect(new Set(paged).size).toBe(5)
})

test('F114 F140 a resource was last found and last evaluated when its list was last complete', async () => {
  const { call } = await startSeeded()
  const { json } = await call(`/resources/detail?id=${arn('beta')}`)
  expect(json).toMatchObject({ firstDiscovered: '2026-01-01T00:00:00.000Z', lastFound: later, region: 'eu-west-1' })
  expect(json.evaluations[0].lastEvaluated).toBe(later)
})

test('F099 F112 a resource is shown with its fields, what could not be read, and its evaluations', async () => {
  const { call, database } = await startSeeded()
  const unread = [{ field: 'acl', operation: 's3:GetBucketAcl', permission: 's3:GetBucketAcl', reason: 'Refused.' }]
  await database.write([
    {
      sql: `UPDATE resources SET unread = ?, tags = '{"team":"=cmd()"}' WHERE id = ?`,
      args: [JSON.stringify(unread), arn('alpha')],
    },
  ])
  const { json } = await call(`/resources/detail?id=${arn('alpha')}`)
  expect(json).toMatchObject({
    id: arn('alpha'),
    tags: { team: '=cmd()' },
    config: { logBucket: 'beta', '<b>': [1, null] },
    unread,
    failing: 2,
    connectorId,
  })
  expect(json.evaluations).toMatchObject([
    {
      cid: 45,
      title: 'Buckets are not public',
      criticality: 'HIGH',
      result: 'FAIL',
      appliesTo: 'resource',
      evidence: [{ setting: 'Versioning Status', actual: '-', expected: 'Enabled' }],
    },
    { cid: 48, result: 'FAIL' },
  ])
})

test('F002 associations are shown both ways, with the label of the type that names the other', async () => {
  const { call, database } = await startSeeded()
  const rid = (name: string) => `(SELECT rid FROM resources WHERE id = '${arn(name)}')`
  await database.write([
    `INSERT INTO associations ("from", relation, target, "to") VALUES
       (${rid('alpha')}, 'logBucket', 'beta', ${rid('beta')}), (${rid('gamma_50%')}, 'logBucket', 'elsewhere', NULL)`,
  ])
  const of = async (name: string) =>
    (await call(`/resources/detail?id=${encodeURIComponent(arn(name))}`)).json.associations
  const common = { relation: 'logBucket', label: 'Writes its logs to' }
  expect(await of('alpha')).toMatchObject([
    { ...common, direction: 'to', target: 'beta', resource: { id: arn('beta') } },
  ])
  expect(await of('beta')).toMatchObject([{ ...common, direction: 'from', resource: { id: arn('alpha') } }])
  expect(await of('gamma_50%')).toEqual([{ ...common, direction: 'to', target: 'elsewhere' }])
})

test('what is gone is in no list, and is still shown when asked for by its id', async () => {
  const { call, database } = await startSeeded()
  await database.write([{ sql: 'UPDATE resources SET gone = ? WHERE id = ?', args: [later, arn('alpha')] }])
  expect(ids(await call('/resources?account=111122223333'))).not.toContain(arn('alpha'))
  expect((await call('/resources?type=aws.s3.bucket')).json.total).toBe(3)
  const { json } = await call(`/resources/detail?id=${arn('alpha')}`)
  expect(json).toMatchObject({ gone: later, lastFound: '2026-01-01T00:00:00.000Z', evaluations: [] })
})

test('an Azure resource is found in any case of its id', async () => {
  const { call, database } = await startSeeded()
  const id = '/subscriptions/s/resourceGroups/Shop/providers/Microsoft.Storage/storageAccounts/shop'
  await database.write([
    { sql: 'UPDATE resources SET id = ?, key = ? WHERE id = ?', args: [id, id.toLowerCase(), arn('alpha')] },
  ])
  for (const asked of [id, id.toLowerCase(), id.toUpperCase()]) {
    expect((await call(`/resources/detail?id=${asked}`)).json.id, asked).toBe(id)
  }
  expect((await call('/resources/detail?id=nothing')).status).toBe(404)
})

test('F105 controls are listed with a posture that follows the filters', async () => {
  const { call } = await startSeeded()
  const postures = async (query: string) =>
    Object.fromEntries(
      (await call(`/controls?${query}`)).json.items.map((c: { cid: number; posture: unknown }) => [c.cid, c.posture]),
    )
  expect(await postures('')).toEqual({
    3: { pass: 1, fail: 0, unknown: 0, excepted: 0 },
    45: { pass: 2, fail: 2, unknown: 0, excepted: 0 },
    48: { pass: 0, fail: 1, unknown: 1, excepted: 0 },
  })
  expect(await postures('account=444455556666&service=S3')).toEqual({
    45: { pass: 0, fail: 1, unknown: 0, excepted: 0 },
    48: { pass: 0, fail: 0, unknown: 0, excepted: 0 },
  })
  expect(await postures('region=eu-west-1&criticality=HIGH')).toEqual({
    45: { pass: 2, fail: 0, unknown: 0, excepted: 0 },
  })
  const cids = async (query: string) =>
    (await call(`/controls?${query}`)).json.items.map(({ cid }: { cid: number }) => cid)
  expect(await cids('result=FAIL')).toEqual([45, 48])
  expect(await cids('result=PASS')).toEqual([3])
  expect(await cids('result=UNKNOWN')).toEqual([48])
  expect(await cids('text=VERSION')).toEqual([48])
  expect(await cids('text=45')).toEqual([45])
  expect(await cids('policy=aws/best-practices&sort=fail')).toEqual([45, 48])
  expect(await cids('sort=criticality')).toEqual([45, 48, 3])
  expect(await cids('type=aws.iam.user')).toEqual([3])
  expect(await cids('cloud=azure')).toEqual([])
  expect((await call('/controls?page=2&pageSize=2')).json).toMatchObject({ total: 3, items: [{ cid: 48 }] })
})

test('F110 F119 a control is shown with its texts', async () => {
  const { call } = await startSeeded()
  const { json } = await call('/controls/45?account=444455556666')
  expect(json).toEqual({ ...controls[0], posture: { pass: 0, fail: 1, unknown: 0, excepted: 0 }, mandates: [] })
  expect((await call('/controls/999')).status).toBe(404)
})

test('F130 a policy’s posture is that of its controls', async () => {
  const { call } = await startSeeded()
  const { json } = await call('/policies')
  expect(json.items).toMatchObject([
    { slug: 'aws/best-practices', posture: { pass: 2, fail: 3, unknown: 1, excepted: 0 } },
  ])
  const detail = await call('/policies/detail?slug=aws/best-practices&account=444455556666')
  expect(detail.json).toMatchObject({ controls: [45, 48], posture: { pass: 0, fail: 1, unknown: 0, excepted: 0 } })
  expect((await call('/policies/detail?slug=none')).status).toBe(404)
  expect((await call('/policies?cloud=gcp')).json.items).toEqual([])
})

test('F085 resource types are listed with their figures, permissions and views', async () => {
  const { call } = await startSeeded()
  const { json } = await call('/resource-types?account=111122223333')
  expect(json.items).toMatchObject([
    { type: 'aws.iam.user', count: 1, failing: 0, controls: 1 },
    {
      type: 'aws.s3.bucket',
      label: 'S3 bucket',
      code: 'BUCKET',
      service: 'S3',
      count: 3,
      failing: 1,
      evaluated: 3,
      views: ['properties'],
      permissions: ['s3:ListAllMyBuckets', 's3:GetBucketAcl'],
      relations: [{ name: 'logBucket', type: 'aws.s3.bucket' }],
    },
  ])
})

test('F013 F095 a resource’s rules are its lists of objects, and who looks for vulnerabilities is said', async () => {
  const { call, database } = await startSeeded()
  const detail = async (config: object, unread: object[] = []) => {
    const args = [JSON.stringify(config), JSON.stringify(unread), arn('alpha')]
    await database.write([{ sql: 'UPDATE resources SET config = ?, unread = ? WHERE id = ?', args }])
    return (await call(`/resources/detail?id=${arn('alpha')}`)).json
  }
  expect(
    await detail({ ingress: [{ port: 22 }], internetOpenings: [{ from: 22 }], names: ['a'], empty: [] }),
  ).toMatchObject({
    rules: ['ingress'],
    vulnerabilities: { source: 'none' },
    associationCounts: { to: 0, from: 0, byType: [], byRelation: [] },
  })
  const open = { total: 3 }
  const known = { vulnerabilitySource: 'Amazon Inspector', vulnerabilities: open }
  expect((await detail(known)).vulnerabilities).toEqual({ source: 'Amazon Inspector', open })
  const refused = [{ field: 'vulnerabilitySource', reason: 'Refused.' }]
  expect((await detail({}, refused)).vulnerabilities).toEqual({ source: 'unknown' })
})

test('F089 F096 F098 associations tell what the other one is, and are counted by way and type beyond those told', async () => {
  const { call, database } = await startSeeded()
  const config = { state: 'running', vulnerabilities: { confirmed: 12, potential: 5, worst: [{ id: 'CVE-1' }] } }
  const many = Array.from({ length: 230 }, (_, index) => ({ id: arn(`log-${index}`), config }))
  await seed(database, many)
  const rid = `(SELECT rid FROM resources WHERE id = '${arn('beta')}')`
  await database.write([
    `INSERT INTO associations ("from", relation, target, "to")
       SELECT rid, 'logBucket', 'beta', ${rid} FROM resources WHERE id LIKE '%log-%' OR type = 'aws.iam.user'`,
    `INSERT INTO associations ("from", relation, target, "to") VALUES (${rid}, 'logBucket', 'elsewhere', NULL)`,
  ])
  const { json } = await call(`/resources/detail?id=${arn('beta')}`)
  expect(json.associations).toHaveLength(201)
  expect(json.associationCounts).toMatchObject({ to: 1, from: 231 })
  expect(json.associationCounts.byType).toHaveLength(3)
  expect(json.associationCounts.byType).toEqual(
    expect.arrayContaining([
      { direction: 'to', type: 'aws.s3.bucket', count: 1 },
      { direction: 'from', type: 'aws.s3.bucket', count: 230 },
      { direction: 'from', type: 'aws.iam.user', count: 1 },
    ]),
  )
  const relation = { relation: 'logBucket', label: 'Writes its logs to' }
  expect(json.associationCounts.byRelation).toEqual(
    expect.arrayContaining([
      { ...relation, direction: 'to', count: 1 },
      { ...relation, direction: 'from', type: 'aws.s3.bucket', count: 230 },
    ]),
  )
  const ofUsers = json.associations.filter(
    ({ resource }: { resource?: { type: string } }) => resource?.type === 'aws.iam.user',
  )
  expect(ofUsers, 'of a type that is rare, all are told').toHaveLength(1)
  const resources = json.associations.flatMap(({ resource }: { resource?: object }) => resource ?? [])
  expect(resources.find(({ type }: { type: string }) => type === 'aws.s3.bucket')).toMatchObject({
    firstDiscovered: '2026-01-01T00:00:00.000Z',
    state: 'running',
    vulnerabilities: { confirmed: 12, potential: 5 },
  })
})

test('F112 evaluations of a resource tell in a sentence what they found', async () => {
  const { call } = await startSeeded()
  const [first] = (await call(`/evaluations/resource?id=${arn('alpha')}&cid=45`)).json.items
  expect(first.message).toBe('Versioning Status is -, expected Enabled.')
  const { evaluations } = (await call(`/resources/detail?id=${arn('beta')}`)).json
  expect(evaluations.map(({ message }: { message: string }) => message)).toEqual([
    'Versioning Status is -.',
    'Versioning Status is unknown: -.',
  ])
})
