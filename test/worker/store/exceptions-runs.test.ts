import { expect, onTestFinished, test } from 'vitest'
import { resolveTargets } from '../../../worker/store/exceptions/resolve.ts'
import { createExceptions } from '../../../worker/store/exceptions.ts'
import { account, createAccount } from '../scan/fake-account.ts'
import { createFakeEngine, ended } from '../scan/fake-engine.ts'
import { addConnector, query, temporaryDatabase } from '../temporary-database.ts'

const bucket = (name: string) => ({ id: `arn:aws:s3:::${name}`, name, config: { open: true } })

/** An account with an open bucket that is accepted, as are all to come. */
async function start() {
  const db = await temporaryDatabase()
  await addConnector(db, 'c1', { account })
  const fake = createAccount({ 'aws.s3.bucket': { global: [bucket('a')] } })
  const engine = await createFakeEngine(db, fake)
  onTestFinished(() => engine.close())
  const run = async () => ended(db, (await engine.run('c1', 'person')).id)
  const now = new Date()
  const draft = { cid: 45, kind: 'false positive' as const, reason: 'r', owner: 'o' }
  const targets = await resolveTargets(db, { cid: 45, account })
  await createExceptions(db, draft, { targets, by: 'Ann', now })
  const outcomes = () =>
    query(db, 'SELECT name, outcome FROM evaluations JOIN resources USING (rid) WHERE cid = 45 ORDER BY name')
  return { fake, engine, run, outcomes }
}

test('an exception holds for what a run finds new, once the run has ended', async () => {
  const { fake, run, outcomes } = await start()
  await run()
  expect(await outcomes()).toEqual([{ name: 'a', outcome: 3 }])
  fake.things['aws.s3.bucket'] = { global: [bucket('a'), bucket('b')] }
  await run()
  expect(await outcomes()).toEqual([
    { name: 'a', outcome: 3 },
    { name: 'b', outcome: 3 },
  ])
})

test('an exception holds for what is evaluated again by itself', async () => {
  const { fake, engine, run, outcomes } = await start()
  fake.things['aws.s3.bucket'] = { global: [{ ...bucket('a'), config: { open: false } }] }
  await run()
  expect(await outcomes()).toEqual([{ name: 'a', outcome: 0 }])
  fake.things['aws.s3.bucket'] = { global: [bucket('a')] }
  await engine.reevaluate(bucket('a').id)
  expect(await outcomes()).toEqual([{ name: 'a', outcome: 3 }])
})
