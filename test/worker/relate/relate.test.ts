import { expect, test } from 'vitest'
import type { Related } from '../../../worker/evaluator.ts'
import { noticeRelations } from '../../../worker/relate/relations.ts'
import { control, denied, fakeEvaluator } from '../scan/fake-account.ts'
import { createBench } from '../scan/fake-run.ts'
import { query } from '../temporary-database.ts'

const group = (groupId: string, open = false) => ({ id: `arn:${groupId}`, name: groupId, config: { groupId, open } })
const instance = (name: string, groupIds?: unknown) => ({ id: `arn:${name}`, name, config: { groupIds } })
const bucket = (name: string, logTo?: string) => ({ id: `arn:${name}`, name, config: { open: false, logTo } })

/** A bench whose evaluator writes down what each resource is related to. */
async function createWatchedBench(things: Parameters<typeof createBench>[0]) {
  const bench = await createBench(things)
  const seen: Record<string, Related> = {}
  const watch = (input: { name: string; related: Related }) => {
    seen[input.name] = input.related
    return true
  }
  bench.evaluator = fakeEvaluator(
    [
      [control(1, 'aws.s3.bucket'), watch],
      [control(2, 'aws.ec2.instance'), watch],
    ],
    ['logBucket', 'groups'],
  )
  return { bench, seen }
}

test('a resource sees what it names by id, by field and by list', async () => {
  const { bench, seen } = await createWatchedBench({
    'aws.s3.bucket': { global: [bucket('a', 'arn:b'), bucket('b')] },
    'aws.ec2.group': { 'eu-west-1': [group('sg-1', true), group('sg-2')] },
    'aws.ec2.instance': { 'eu-west-1': [instance('i-1', ['sg-1', 'sg-2']), instance('i-2', []), instance('i-3')] },
  })
  await bench.run()
  expect(seen.a).toMatchObject({ logBucket: { id: 'arn:b', config: { open: false }, unread: [] } })
  expect(seen.b).toEqual({ logBucket: null })
  expect(seen['i-1']?.groups).toMatchObject([{ id: 'arn:sg-1', config: { open: true } }, { id: 'arn:sg-2' }])
  expect(seen['i-2']).toEqual({ groups: [] })
  expect(seen['i-3']).toEqual({ groups: null })
})

test('what is named but not in the inventory is unread, never absent', async () => {
  const { bench, seen } = await createWatchedBench({
    'aws.s3.bucket': { global: [bucket('a', 'arn:of-another-account')] },
    'aws.ec2.group': { 'eu-west-1': [group('sg-1')] },
    'aws.ec2.instance': { 'eu-west-1': [instance('i-1', ['sg-1', 'sg-9'])] },
  })
  await bench.run()
  expect(seen.a).toEqual({ logBucket: 'unread' })
  expect(seen['i-1']).toEqual({ groups: 'unread' })
})

test('a field that would name something but could not be read makes the relation unread', async () => {
  const unread = [{ field: 'logTo', operation: 's3:GetBucketLogging', reason: 'Refused.' }]
  const { bench, seen } = await createWatchedBench({ 'aws.s3.bucket': { global: [{ ...bucket('a'), unread }] } })
  await bench.run()
  expect(seen.a).toEqual({ logBucket: 'unread' })
})

test('a relation follows when its target comes, goes and comes back', async () => {
  const { bench, seen } = await createWatchedBench({ 'aws.s3.bucket': { global: [bucket('a', 'arn:b')] } })
  const answers: unknown[] = []
  for (const there of [false, true, false, true]) {
    bench.fake.things['aws.s3.bucket'] = {
      global: there ? [bucket('a', 'arn:b'), bucket('b')] : [bucket('a', 'arn:b')],
    }
    await bench.run()
    answers.push(seen.a?.logBucket === 'unread' ? 'unread' : 'there')
  }
  expect(answers).toEqual(['unread', 'there', 'unread', 'there'])
})

test('a resource that names another one, or none, forgets the first', async () => {
  const { bench, seen } = await createWatchedBench({
    'aws.s3.bucket': { global: [bucket('a', 'arn:b'), bucket('b'), bucket('c')] },
  })
  await bench.run()
  bench.fake.things['aws.s3.bucket'] = { global: [bucket('a', 'arn:c'), bucket('b'), bucket('c')] }
  await bench.run()
  expect(seen.a).toMatchObject({ logBucket: { id: 'arn:c' } })
  bench.fake.things['aws.s3.bucket'] = { global: [bucket('a'), bucket('b'), bucket('c')] }
  await bench.run()
  expect(seen.a).toEqual({ logBucket: null })
  expect(await query(bench.db, 'SELECT * FROM associations')).toEqual([])
})

test('names that repeat over regions mean the one next to the resource', async () => {
  const { bench, seen } = await createWatchedBench({
    'aws.ec2.group': {
      'eu-west-1': [{ ...group('default'), id: 'arn:eu' }],
      'us-east-1': [{ ...group('default'), id: 'arn:us' }],
    },
    'aws.ec2.instance': { 'us-east-1': [instance('i-us', ['default'])], 'eu-west-1': [instance('i-eu', ['default'])] },
  })
  await bench.run()
  expect(seen['i-us']?.groups).toMatchObject([{ id: 'arn:us' }])
  expect(seen['i-eu']?.groups).toMatchObject([{ id: 'arn:eu' }])
})

test('the target of a list that failed stays known', async () => {
  const { bench, seen } = await createWatchedBench({
    'aws.ec2.group': { 'eu-west-1': [group('sg-1')] },
    'aws.ec2.instance': { 'eu-west-1': [instance('i-1', ['sg-1'])] },
  })
  await bench.run()
  bench.fake.errors['aws.ec2.group'] = denied('ec2:DescribeSecurityGroups', 'ec2:DescribeSecurityGroups')
  await bench.run()
  expect(seen['i-1']?.groups).toMatchObject([{ id: 'arn:sg-1' }])
})

test('relations that a release adds are read from resources that did not change', async () => {
  const { bench, seen } = await createWatchedBench({ 'aws.s3.bucket': { global: [bucket('a', 'arn:b'), bucket('b')] } })
  const [, type] = bench.types
  if (!type) throw new Error('no type')
  bench.types[1] = { ...type, relations: {} }
  await noticeRelations(bench.db, bench.types)
  await bench.run()
  expect(await query(bench.db, 'SELECT * FROM associations')).toEqual([])
  bench.types[1] = type
  await noticeRelations(bench.db, bench.types)
  await bench.run()
  expect(seen.a).toMatchObject({ logBucket: { id: 'arn:b' } })
})
