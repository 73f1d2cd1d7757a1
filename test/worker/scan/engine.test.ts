import { expect, onTestFinished, test } from 'vitest'
import { ConnectionError } from '../../../worker/connection.ts'
import type { ResourceType } from '../../../worker/resource-type.ts'
import { changesOf } from '../../../worker/store/notifications/changes.ts'
import { findRun } from '../../../worker/store/runs.ts'
import { readSeq } from '../../../worker/store/seq.ts'
import { syncPage } from '../../../worker/store/sync.ts'
import { addConnector, query, temporaryDatabase } from '../temporary-database.ts'
import { account, connectionTo, createAccount, denied, type FakeAccount, fakeTypes } from './fake-account.ts'
import { createFakeEngine, ended } from './fake-engine.ts'

const bucket = (name: string, open = false) => ({ id: `arn:aws:s3:::${name}`, name, config: { open } })
const estate = (): FakeAccount['things'] => ({
  'aws.account': { global: [{ id: `arn:aws:iam::${account}:root`, config: { mfa: true } }] },
  'aws.s3.bucket': { global: [bucket('a', true), bucket('b')] },
})
const connectorRow = 'SELECT state, stateReason AS reason, stateAdvice AS advice FROM connectors'

async function createSetting(options: Parameters<typeof createFakeEngine>[2] = {}) {
  const db = await temporaryDatabase()
  await addConnector(db)
  const fake = createAccount(estate())
  const engine = await createFakeEngine(db, fake, options)
  onTestFinished(() => engine.close())
  return { db, fake, engine }
}

/** A promise that a test opens, and a connect that waits for it. */
function createDoor(fake: () => FakeAccount) {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { open: resolve, connect: async () => promise.then(() => connectionTo(fake())) }
}

test('a run that succeeds leaves its connector online, and tells what it did', async () => {
  const { db, engine } = await createSetting()
  const { id, state } = await engine.run('c1', 'person')
  expect(state).toBe('queued')
  expect(await ended(db, id)).toMatchObject({
    ...{ state: 'succeeded', trigger: 'person', connectorId: 'c1', shards: 6, shardsDone: 6 },
    ...{ resources: 3, evaluations: 3, written: 6, errors: 0, apiCalls: 6 },
  })
  expect(await query(db, `${connectorRow}`)).toEqual([{ state: 'Online', reason: null, advice: null }])
  const { connectors } = await syncPage(db, { after: 0 })
  expect(connectors[0]?.lastRun).toBeDefined()
  expect(Date.parse(connectors[0]?.nextRun ?? '') - Date.parse(connectors[0]?.lastRun ?? '')).toBe(240 * 60_000)
})

test('a run whose connector cannot sign in fails with the reason and what to do', async () => {
  const connect = async () => {
    throw new ConnectionError('The role does not trust this worker.', 'Repeat step 3 of the guide.')
  }
  const { db, engine } = await createSetting({ connect })
  const { id } = await engine.run('c1', 'schedule')
  expect(await ended(db, id)).toMatchObject({
    state: 'failed',
    reason: 'The role does not trust this worker. Repeat step 3 of the guide.',
  })
  expect(await query(db, connectorRow)).toEqual([
    { state: 'Offline', reason: 'The role does not trust this worker.', advice: 'Repeat step 3 of the guide.' },
  ])
})

test('an error that nobody foresaw while signing in keeps its words, which may hold a secret, to itself', async () => {
  const connect = async () => {
    throw new TypeError('cannot parse SECRET')
  }
  const { db, engine } = await createSetting({ connect })
  await ended(db, (await engine.run('c1', 'person')).id)
  expect(JSON.stringify([await query(db, connectorRow), await query(db, 'SELECT * FROM runs')])).not.toContain('SECRET')
})

test('a run with failed operations is partial, and lists them with the permission that is missing', async () => {
  const { db, fake, engine } = await createSetting()
  fake.errors['aws.ec2.group'] = denied('ec2:DescribeSecurityGroups', 'ec2:DescribeSecurityGroups')
  const { id } = await engine.run('c1', 'person')
  expect(await ended(db, id)).toMatchObject({ state: 'partial', errors: 2 })
  expect(await query(db, 'SELECT type, region, operation, permission, count FROM run_errors ORDER BY region')).toEqual(
    ['eu-west-1', 'us-east-1'].map((region) => ({
      ...{ type: 'aws.ec2.group', region, count: 1 },
      ...{ operation: 'ec2:DescribeSecurityGroups', permission: 'ec2:DescribeSecurityGroups' },
    })),
  )
  expect(await query(db, connectorRow)).toEqual([
    {
      state: 'Online',
      reason: '2 reads of the last run failed; the controls concerned answer UNKNOWN.',
      advice: 'Grant ec2:DescribeSecurityGroups.',
    },
  ])
})

test('a connector with a run queued or under way gets no second one', async () => {
  const fake = createAccount(estate())
  const door = createDoor(() => fake)
  const { db, engine } = await createSetting(door)
  const [first, second] = await Promise.all([engine.run('c1', 'person'), engine.run('c1', 'schedule')])
  expect(second?.id).toBe(first?.id)
  door.open()
  await ended(db, first?.id ?? '')
  expect((await engine.run('c1', 'person')).id).not.toBe(first?.id)
})

test('a run is cancelled while it is under way, and what it had stored stays', async () => {
  const fake = createAccount(estate())
  const door = createDoor(() => fake)
  const { db, engine } = await createSetting(door)
  const { id } = await engine.run('c1', 'person')
  await engine.cancel(id)
  expect(await findRun(db, id)).toMatchObject({ state: 'cancelled', reason: 'The run was cancelled.' })
  expect(await query(db, connectorRow)).toMatchObject([{ state: 'Pending' }])
})

test('a run is cancelled while it waits', async () => {
  const fake = createAccount(estate())
  const door = createDoor(() => fake)
  const { db, engine } = await createSetting(door)
  for (const id of ['c2', 'c3']) await addConnector(db, id, { account: id })
  const runs = [await engine.run('c1', 'person'), await engine.run('c2', 'person'), await engine.run('c3', 'person')]
  await engine.cancel(runs[2]?.id ?? '')
  door.open()
  for (const { id } of runs) await ended(db, id)
  expect((await Promise.all(runs.map(({ id }) => findRun(db, id)))).map((run) => run?.state)).toEqual([
    'succeeded',
    'succeeded',
    'cancelled',
  ])
})

test('a run that a stop cut short is marked at the next start, and queued again', async () => {
  const fake = createAccount(estate())
  const { db, engine } = await createSetting(createDoor(() => fake))
  const { id } = await engine.run('c1', 'schedule')
  while ((await findRun(db, id))?.state !== 'running') await new Promise((resolve) => setTimeout(resolve, 5))
  await engine.close()
  expect(await findRun(db, id)).toMatchObject({ state: 'running' })

  const next = await createFakeEngine(db, fake)
  expect(await findRun(db, id)).toMatchObject({
    state: 'failed',
    reason: expect.stringContaining('stopped in the middle'),
  })
  const [again] = await query<{ id: string }>(db, 'SELECT id FROM runs WHERE id <> ?', [id])
  expect(await ended(db, again?.id ?? '')).toMatchObject({ state: 'succeeded', trigger: 'schedule' })
  await next.close()
})

test('a test of a connector says which account it reached', async () => {
  const { db, engine } = await createSetting()
  expect(await engine.test('c1')).toEqual({ account })
  expect(await query(db, connectorRow)).toMatchObject([{ state: 'Online' }])
})

test('the secret is opened for signing in, and stored nowhere else', async () => {
  const secrets: (string | undefined)[] = []
  const fake = createAccount(estate())
  const { db, engine } = await createSetting({
    connect: async (_, secret) => {
      secrets.push(secret)
      return connectionTo(fake)
    },
  })
  await db.write([`UPDATE connectors SET sealed = 'sealed SECRET'`])
  await ended(db, (await engine.run('c1', 'person')).id)
  expect(secrets).toEqual(['SECRET'])
})

test.each(['test', 'run', 'cancel', 'reevaluate'] as const)(
  '%s of what does not exist is told by its name',
  async (method) => {
    const { engine } = await createSetting()
    await expect(
      (engine[method] as (id: string, trigger?: string) => Promise<unknown>)('nobody', 'person'),
    ).rejects.toMatchObject({
      name: 'MissingError',
    })
  },
)

test('a resource that was fixed passes at once when it is evaluated again', async () => {
  const { db, fake, engine } = await createSetting()
  await ended(db, (await engine.run('c1', 'person')).id)
  const { seq, epoch } = await syncPage(db, { after: 0 })
  fake.things['aws.s3.bucket'] = { global: [bucket('a', false)] }
  const answers = await engine.reevaluate('arn:aws:s3:::a')
  expect(answers).toMatchObject([
    { cid: 45, result: 'PASS', resourceId: 'arn:aws:s3:::a', lastFixed: expect.any(String) },
  ])
  const later = await syncPage(db, { after: seq, epoch })
  expect(later.evaluations.map(([cid, , result]) => [cid, result])).toEqual([[45, 0]])
  // Others are left alone, though the list would not hold them any more.
  expect(await query(db, `SELECT gone FROM resources WHERE name = 'b'`)).toEqual([{ gone: null }])
})

test('evaluating again what did not change writes down when that was', async () => {
  const { db, engine } = await createSetting()
  await ended(db, (await engine.run('c1', 'person')).id)
  const [before] = await query<{ at: string }>(db, 'SELECT evaluated AS at FROM evaluations WHERE cid = 45 AND rid = 2')
  await new Promise((resolve) => setTimeout(resolve, 5))
  const [answer] = await engine.reevaluate('arn:aws:s3:::a', 45)
  expect(answer).toMatchObject({ cid: 45, result: 'FAIL' })
  expect(Date.parse(answer?.lastEvaluated ?? '')).toBeGreaterThan(Date.parse(before?.at ?? ''))
})

test('what was found while a run ended and was told of is still news after it', async () => {
  const db = await temporaryDatabase()
  const connector = await addConnector(db)
  const fake = createAccount(estate())
  fake.things['aws.s3.bucket'] = { global: [bucket('a')] }
  const [asked, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const types = fakeTypes(fake).map(
    (type): ResourceType => ({
      ...type,
      async one(...args) {
        asked.resolve()
        await answered.promise
        return type.one(...args)
      },
    }),
  )
  let minutes = 0
  const clock = () => new Date(Date.UTC(2026, 0, 1, 0, minutes))
  const engine = await createFakeEngine(db, fake, { types, clock })
  onTestFinished(() => engine.close())
  await ended(db, (await engine.run('c1', 'person')).id)

  const evaluating = engine.reevaluate('arn:aws:s3:::a')
  await asked.promise
  minutes = 10
  await ended(db, (await engine.run('c1', 'schedule')).id)
  const after = await readSeq(db)
  const since = clock().toISOString()
  minutes = 20
  fake.things['aws.s3.bucket'] = { global: [bucket('a', true)] }
  answered.resolve()
  expect(await evaluating).toMatchObject([{ result: 'FAIL', lastEvaluated: clock().toISOString() }])
  const news = await Array.fromAsync(changesOf(db, { connector, after, upTo: await readSeq(db), since }))
  expect(news.flat()).toMatchObject([{ event: 'reopened', cid: 45, resource: { name: 'a' } }])
})

test('a resource that is no longer there is gone when it is evaluated again', async () => {
  const { db, fake, engine } = await createSetting()
  await ended(db, (await engine.run('c1', 'person')).id)
  fake.things['aws.s3.bucket'] = { global: [] }
  expect(await engine.reevaluate('arn:aws:s3:::a')).toEqual([])
  expect(await query(db, `SELECT gone IS NOT NULL AS gone, failing FROM resources WHERE name = 'a'`)).toEqual([
    { gone: 1, failing: 0 },
  ])
})

test('a resource that cannot be read now keeps its answers', async () => {
  const { db, fake, engine } = await createSetting()
  await ended(db, (await engine.run('c1', 'person')).id)
  fake.errors['aws.s3.bucket'] = denied('s3:GetBucketAcl', 's3:GetBucketAcl')
  await expect(engine.reevaluate('arn:aws:s3:::a')).rejects.toMatchObject({
    name: 'OperationError',
    permission: 's3:GetBucketAcl',
  })
  expect(await query(db, `SELECT failing FROM resources WHERE name = 'a'`)).toEqual([{ failing: 1 }])
})

test('a field that cannot be read now answers UNKNOWN', async () => {
  const { db, fake, engine } = await createSetting()
  await ended(db, (await engine.run('c1', 'person')).id)
  const unread = [{ field: 'open', operation: 's3:GetBucketAcl', reason: 'Refused.' }]
  fake.things['aws.s3.bucket'] = { global: [{ ...bucket('a'), config: {}, unread }] }
  expect(await engine.reevaluate('arn:aws:s3:::a')).toMatchObject([{ cid: 45, result: 'UNKNOWN' }])
})

test('what the account answers for a list that failed survives the evaluation of the account itself', async () => {
  const { db, fake, engine } = await createSetting()
  fake.errors['aws.s3.bucket'] = denied('s3:ListBuckets', 's3:ListAllMyBuckets')
  await ended(db, (await engine.run('c1', 'person')).id)
  const answers = await engine.reevaluate(`arn:aws:iam::${account}:root`)
  expect(answers.map(({ cid, result }) => [cid, result])).toEqual([
    [1, 'PASS'],
    [45, 'UNKNOWN'],
  ])
})

test('of the runs of a connector, the last hundred are kept', async () => {
  const { db, engine } = await createSetting()
  await db.write([
    `INSERT INTO runs (id, connector, state, trigger, queued) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150)
     SELECT 'old ' || i, 1, 'succeeded', 'schedule', printf('2025-01-01T%05d', i) FROM n`,
  ])
  const { id } = await engine.run('c1', 'person')
  await ended(db, id)
  expect(await query(db, 'SELECT count(*) AS n, min(queued) AS oldest FROM runs')).toEqual([
    { n: 100, oldest: '2025-01-01T00052' },
  ])
})
