import { expect, onTestFinished, test } from 'vitest'
import { ConnectionError } from '../../../worker/connection.ts'
import { findConnector } from '../../../worker/store/connectors.ts'
import { syncPage } from '../../../worker/store/sync.ts'
import { addConnector, temporaryDatabase } from '../temporary-database.ts'
import { connectionTo, createAccount } from './fake-account.ts'
import { createFakeEngine, ended } from './fake-engine.ts'

async function createSetting(cloud = 'aws') {
  const db = await temporaryDatabase()
  await addConnector(db, 'c1', { cloud })
  const fake = createAccount()
  const reach = { isRefused: false }
  const connect = async () => {
    if (reach.isRefused) throw new ConnectionError('No.', 'Try again.')
    return connectionTo(fake)
  }
  const engine = await createFakeEngine(db, fake, { connect })
  onTestFinished(() => engine.close())
  const hint = async () => (await findConnector(db, 'c1'))?.hint
  return {
    ...{ db, fake, reach, engine, hint },
    run: async () => {
      await ended(db, (await engine.run('c1', 'person')).id)
      return hint()
    },
  }
}

test('a connector that has found no instance yet is online with the hint Regions Discovered', async () => {
  const { db, run } = await createSetting()
  expect(await run()).toBe('Regions Discovered')
  const connector = await findConnector(db, 'c1')
  expect(connector).toMatchObject({ state: 'Online' })
  expect(connector).not.toHaveProperty('stateReason')
  expect((await syncPage(db, { after: 0 })).connectors).toMatchObject([{ hint: 'Regions Discovered', type: 'cspm' }])
})

test('the hint goes with the first instance, and does not come back with its end', async () => {
  const { fake, run } = await createSetting()
  await run()
  fake.things['aws.ec2.instance'] = { 'eu-west-1': [{ id: 'i-1' }] }
  expect(await run()).toBeUndefined()
  fake.things['aws.ec2.instance'] = {}
  expect(await run()).toBeUndefined()
})

test('a test that signs in discovers the regions, too', async () => {
  const { engine, hint } = await createSetting()
  await engine.test('c1')
  expect(await hint()).toBe('Regions Discovered')
})

test('a connector that is offline has no hint', async () => {
  const { reach, run } = await createSetting()
  await run()
  reach.isRefused = true
  expect(await run()).toBeUndefined()
})

test('another cloud has none', async () => {
  expect(await (await createSetting('gcp')).run()).toBeUndefined()
})
