import { expect, test } from 'vitest'
import { OperationError } from '../../../worker/operation-error.ts'
import { query } from '../temporary-database.ts'
import { denied } from './fake-account.ts'
import { createBench, timeOf } from './fake-run.ts'

const root = { id: 'arn:aws:iam::111122223333:root', config: { mfa: true } }
const bucket = (name: string, open = false) => ({ id: `arn:aws:s3:::${name}`, name, config: { open } })
const evaluations = `SELECT name, cid, result, firstEvaluated AS first, evaluations.evaluated AS last, lastReopened AS reopened,
  lastFixed AS fixed FROM evaluations JOIN resources USING (rid) ORDER BY name, cid`

const estate = () => ({
  'aws.account': { global: [root] },
  'aws.s3.bucket': { global: [bucket('a', true), bucket('b')] },
  'aws.ec2.group': {
    'eu-west-1': [{ id: 'arn:sg-1', name: 'sg-1', config: { groupId: 'sg-1', open: true } }],
    'us-east-1': [{ id: 'arn:sg-2', name: 'sg-2', config: { groupId: 'sg-2' } }],
  },
})

test('a run stores every resource and its evaluations', async () => {
  const bench = await createBench(estate())
  const progress = await bench.run()
  expect(await query(bench.db, evaluations)).toMatchObject([
    { name: 'a', cid: 45, result: 1, first: timeOf(1) },
    { name: root.id, cid: 1, result: 0 },
    { name: 'b', cid: 45, result: 0 },
    { name: 'sg-1', cid: 41, result: 1 },
    { name: 'sg-2', cid: 41, result: 0 },
  ])
  expect(progress.figures()).toMatchObject({ shards: 6, shardsDone: 6, resources: 5, evaluations: 5, errors: 0 })
})

test('an unchanged run writes its collections alone', async () => {
  const bench = await createBench(estate())
  await bench.run()
  const before = await snapshot(bench.db)
  const seq = await query(bench.db, 'SELECT value FROM meta')
  const changes = await totalChanges(bench.db)
  const progress = await bench.run()
  expect(await snapshot(bench.db)).toEqual(before)
  expect(await query(bench.db, 'SELECT value FROM meta')).toEqual(seq)
  // Found and evaluated, for each of six shards.
  expect((await totalChanges(bench.db)) - changes).toBe(12)
  expect(progress.figures().written).toBe(0)
})

async function totalChanges(db: Awaited<ReturnType<typeof createBench>>['db']) {
  const [result] = await db.write(['SELECT total_changes() AS changes'])
  return Number(result?.rows[0]?.changes)
}

const snapshot = async (db: Awaited<ReturnType<typeof createBench>>['db']) =>
  Promise.all(
    ['resources', 'evaluations', 'associations', 'counters', 'tombstones', 'connectors'].map((table) =>
      query(db, `SELECT * FROM ${table}`),
    ),
  )

test('what a complete list lacks is gone, and leaves the totals', async () => {
  const bench = await createBench(estate())
  await bench.run()
  bench.fake.things['aws.s3.bucket'] = { global: [bucket('b')] }
  await bench.run()
  expect(await query(bench.db, `SELECT gone, failing, evaluated FROM resources WHERE name = 'a'`)).toEqual([
    { gone: timeOf(2), failing: 0, evaluated: 0 },
  ])
  expect(
    await query(bench.db, `SELECT count(*) AS n FROM evaluations JOIN resources USING (rid) WHERE name = 'a'`),
  ).toEqual([{ n: 0 }])
  expect(await query(bench.db, `SELECT kind FROM tombstones ORDER BY kind`)).toEqual([
    { kind: 'evaluation' },
    { kind: 'resource' },
  ])
})

test('what comes back keeps the day of its discovery', async () => {
  const bench = await createBench(estate())
  await bench.run()
  bench.fake.things['aws.s3.bucket'] = { global: [] }
  await bench.run()
  bench.fake.things['aws.s3.bucket'] = { global: [bucket('a', true)] }
  await bench.run()
  expect(await query(bench.db, `SELECT gone, firstDiscovered, failing FROM resources WHERE name = 'a'`)).toEqual([
    { gone: null, firstDiscovered: timeOf(1), failing: 1 },
  ])
  expect(await query(bench.db, `SELECT kind FROM tombstones WHERE kind = 'resource'`)).toHaveLength(1)
})

test('a list that fails leaves what was known with its age, and its controls answer UNKNOWN for the account', async () => {
  const bench = await createBench(estate())
  await bench.run()
  bench.fake.errors['aws.ec2.group@us-east-1'] = denied('ec2:DescribeSecurityGroups', 'ec2:DescribeSecurityGroups')
  const progress = await bench.run()
  expect(await query(bench.db, `SELECT count(*) AS n FROM resources WHERE gone IS NULL`)).toEqual([{ n: 5 }])
  expect(
    await query(
      bench.db,
      `SELECT region, found, evaluated, failure FROM collections WHERE type = 'aws.ec2.group' ORDER BY 1`,
    ),
  ).toEqual([
    { region: 'eu-west-1', found: timeOf(2), evaluated: timeOf(2), failure: null },
    { region: 'us-east-1', found: timeOf(1), evaluated: timeOf(1), failure: 'ec2:DescribeSecurityGroups was refused.' },
  ])
  expect(
    await query(
      bench.db,
      `SELECT result, evidence FROM evaluations JOIN resources USING (rid) WHERE type = 'aws.account' AND cid = 41`,
    ),
  ).toEqual([
    {
      result: 2,
      evidence: JSON.stringify([
        {
          setting: 'Security group, us-east-1',
          actual: 'ec2:DescribeSecurityGroups was refused.',
          expected: 'needs ec2:DescribeSecurityGroups',
        },
      ]),
    },
  ])
  expect(progress.errors()).toMatchObject([
    { type: 'aws.ec2.group', region: 'us-east-1', permission: 'ec2:DescribeSecurityGroups', count: 1 },
  ])
  bench.fake.errors = {}
  await bench.run()
  expect(
    await query(bench.db, `SELECT cid FROM evaluations JOIN resources USING (rid) WHERE type = 'aws.account'`),
  ).toEqual([{ cid: 1 }])
})

test('an account that cannot be read itself is stood in for, with every field unread', async () => {
  const bench = await createBench(estate())
  bench.fake.errors['aws.account'] = denied('iam:GetAccountSummary', 'iam:GetAccountSummary')
  bench.fake.errors['aws.s3.bucket'] = denied('s3:ListBuckets', 's3:ListAllMyBuckets')
  await bench.run()
  expect(await query(bench.db, `SELECT id, unread FROM resources WHERE type = 'aws.account'`)).toMatchObject([
    { id: root.id },
  ])
  expect(
    await query(
      bench.db,
      `SELECT cid, result FROM evaluations JOIN resources USING (rid) WHERE type = 'aws.account' ORDER BY 1`,
    ),
  ).toEqual([
    { cid: 1, result: 2 },
    { cid: 45, result: 2 },
  ])
  bench.fake.errors = {}
  await bench.run()
  expect(
    await query(
      bench.db,
      `SELECT cid, result FROM evaluations JOIN resources USING (rid) WHERE type = 'aws.account' ORDER BY 1`,
    ),
  ).toEqual([{ cid: 1, result: 0 }])
})

test('transitions are measured against the last PASS or FAIL', async () => {
  const bench = await createBench({ 'aws.account': { global: [root] } })
  const answers = [true, undefined, false, undefined, false, true, undefined, true]
  for (const open of answers.map((pass) => (pass === undefined ? undefined : !pass))) {
    const unread = [{ field: 'open', operation: 's3:GetBucketAcl', reason: 'Refused.' }]
    bench.fake.things['aws.s3.bucket'] = {
      global: [open === undefined ? { ...bucket('a'), config: {}, unread } : bucket('a', open)],
    }
    await bench.run()
  }
  expect(await query(bench.db, `${evaluations} LIMIT 1`)).toEqual([
    { name: 'a', cid: 45, result: 0, first: timeOf(1), last: timeOf(8), reopened: timeOf(3), fixed: timeOf(6) },
  ])
})

test('a control that no longer applies takes its evaluation along', async () => {
  const bench = await createBench(estate())
  await bench.run()
  const { evaluate } = bench.evaluator
  bench.evaluator = {
    ...bench.evaluator,
    evaluate: (input, now) => evaluate(input, now).filter(() => input.name !== 'a'),
  }
  await bench.run()
  expect(await query(bench.db, `SELECT 1 FROM evaluations JOIN resources USING (rid) WHERE name = 'a'`)).toEqual([])
  expect(await query(bench.db, `SELECT kind FROM tombstones`)).toEqual([{ kind: 'evaluation' }])
})

test('a control that is no longer shipped takes its evaluations along', async () => {
  const bench = await createBench(estate())
  await bench.run()
  bench.evaluator = { ...bench.evaluator, controls: bench.evaluator.controls.filter(({ cid }) => cid !== 45) }
  await bench.run()
  expect(await query(bench.db, `SELECT 1 FROM evaluations WHERE cid = 45`)).toEqual([])
  expect(await query(bench.db, `SELECT kind, key FROM tombstones WHERE kind = 'control'`)).toEqual([
    { kind: 'control', key: '45' },
  ])
})

test.each([
  ['without an id', { config: { open: true } }],
  ['with an empty id', { id: ' ', config: { open: true } }],
  ['with an id of 3,000 characters', { id: 'x'.repeat(3000), config: { open: true } }],
  ['that is null', null],
])('a resource %s neither ends the run nor lets others vanish', async (_, hostile) => {
  const bench = await createBench(estate())
  await bench.run()
  bench.fake.things['aws.s3.bucket'] = { global: [hostile, bucket('c', true)] }
  const progress = await bench.run()
  expect(progress.errors()).toMatchObject([{ type: 'aws.s3.bucket', operation: 'normalise', count: 1 }])
  expect(
    await query(
      bench.db,
      `SELECT name, failing FROM resources WHERE type = 'aws.s3.bucket' AND gone IS NULL ORDER BY 1`,
    ),
  ).toEqual([
    { name: 'a', failing: 1 },
    { name: 'b', failing: 0 },
    { name: 'c', failing: 1 },
  ])
  expect(
    await query(
      bench.db,
      `SELECT result FROM evaluations JOIN resources USING (rid) WHERE type = 'aws.account' AND cid = 45`,
    ),
  ).toEqual([{ result: 2 }])
})

test('a read that fails counts once for each resource, however many fields it would have filled', async () => {
  const report = { operation: 'iam:GetCredentialReport', reason: 'The user is newer than the report.' }
  const policy = { operation: 's3:GetBucketPolicy', permission: 's3:GetBucketPolicy', reason: 'It was refused.' }
  const unread = [
    { field: 'open', ...report },
    { field: 'size', ...report },
    { field: 'logTo', ...policy },
  ]
  const bench = await createBench({
    'aws.s3.bucket': {
      global: [
        { ...bucket('a'), unread },
        { ...bucket('b'), unread },
      ],
    },
  })
  const progress = await bench.run()
  expect(progress.figures().errors).toBe(4)
  expect(progress.errors()).toMatchObject([
    { ...report, count: 2 },
    { ...policy, count: 2 },
  ])
  for (const error of progress.errors()) expect(error).not.toHaveProperty('field')
})

test('a field of another shape than declared is unread, and its controls answer UNKNOWN', async () => {
  const bench = await createBench({
    'aws.s3.bucket': { global: [{ ...bucket('a'), config: { open: 'yes', size: 3, other: 1 } }] },
  })
  const progress = await bench.run()
  expect(await query(bench.db, `SELECT config, unread ->> '$[0].field' AS unread, unknown FROM resources`)).toEqual([
    { config: '{"size":3}', unread: 'open', unknown: 1 },
  ])
  expect(progress.errors()).toMatchObject([{ operation: 'normalise', count: 1 }])
})

test('NUL characters and halves of characters are stored as something every reader can hold', async () => {
  const bench = await createBench({
    'aws.s3.bucket': { global: [{ id: 'a\0b\ud800', tags: { 'k\0': 'v\0' }, config: { open: true, logTo: '\0' } }] },
  })
  await bench.run()
  expect(await query(bench.db, 'SELECT id, tags, config FROM resources')).toEqual([
    { id: 'a�b�', tags: '{"k�":"v�"}', config: '{"logTo":"�","open":true}' },
  ])
})

test('a page that is repeated, even with other content, is one resource that stays quiet', async () => {
  const things = {
    'aws.s3.bucket': {
      global: [
        bucket('a', true),
        bucket('a'),
        ...Array.from({ length: 600 }, (_, index) => bucket(`n${index}`)),
        bucket('a'),
      ],
    },
  }
  const bench = await createBench(things)
  const first = await bench.run()
  expect(first.figures().resources).toBe(601)
  const second = await bench.run()
  expect(second.figures().written).toBe(0)
  expect(await query(bench.db, `SELECT failing FROM resources WHERE name = 'a'`)).toEqual([{ failing: 1 }])
})

test('an id that another resource type holds is an error, not a change of type', async () => {
  const bench = await createBench({
    'aws.account': { global: [root] },
    'aws.s3.bucket': { global: [{ ...bucket('x'), id: root.id }] },
  })
  const progress = await bench.run()
  expect(await query(bench.db, 'SELECT DISTINCT type FROM resources WHERE id = ?', [root.id])).toHaveLength(1)
  expect(progress.errors()).toMatchObject([{ reason: 'Two resource types share an id.' }])
})

test('a list that fails half way keeps what it brought, and judges that', async () => {
  const bench = await createBench(estate())
  await bench.run()
  bench.fake.things['aws.s3.bucket'] = { global: [bucket('b', true), bucket('a')] }
  bench.fake.errors['aws.s3.bucket'] = denied('s3:ListBuckets', 's3:ListAllMyBuckets')
  bench.fake.errorAfter = 1
  await bench.run()
  expect(
    await query(bench.db, `SELECT name, failing, gone FROM resources WHERE type = 'aws.s3.bucket' ORDER BY 1`),
  ).toEqual([
    { name: 'a', failing: 1, gone: null },
    { name: 'b', failing: 1, gone: null },
  ])
})

test('a list that hangs ends when the run is cancelled', async () => {
  const bench = await createBench(estate())
  const type = bench.types[1]
  if (!type) throw new Error('no type')
  bench.types[1] = { ...type, list: () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) }) }
  const controller = new AbortController()
  const run = bench.run(controller.signal)
  setTimeout(() => controller.abort(new Error('cancelled')), 50)
  await expect(run).rejects.toThrow('cancelled')
})

test('resources without a change of their own are evaluated again: age alone may turn a verdict', async () => {
  const bench = await createBench({ 'aws.s3.bucket': { global: [bucket('a')] } })
  const { evaluate } = bench.evaluator
  bench.evaluator = {
    ...bench.evaluator,
    evaluate: (input, now) => evaluate(now.getUTCHours() < 2 ? input : { ...input, config: { open: true } }, now),
  }
  await bench.run()
  await bench.run()
  expect(await query(bench.db, evaluations)).toMatchObject([{ result: 1, reopened: timeOf(2) }])
})

test('what the cloud does not offer in a region is no failure, and nothing is there', async () => {
  const bench = await createBench(estate())
  const message = 'AWS does not offer it in us-east-1.'
  bench.fake.errors['aws.ec2.group@us-east-1'] = new OperationError({
    ...{ operation: 'ec2:DescribeSecurityGroups', failure: 'disabled', code: 'NotOffered', message },
  })
  const progress = await bench.run()
  expect(progress.figures()).toMatchObject({ errors: 0, resources: 4, evaluations: 4 })
  expect(await query(bench.db, evaluations)).not.toContainEqual(expect.objectContaining({ name: 'sg-2' }))
})
