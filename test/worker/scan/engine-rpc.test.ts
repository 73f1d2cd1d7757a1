import { MessageChannel } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import { ConnectionError } from '../../../worker/connection.ts'
import type { Engine } from '../../../worker/engine.ts'
import { callEngine, serveEngine } from '../../../worker/engine-rpc.ts'
import { denied } from './fake-account.ts'

function connectTo(engine: Partial<Engine>) {
  const { port1, port2 } = new MessageChannel()
  serveEngine(port1, engine as Engine)
  onTestFinished(() => port1.close())
  return callEngine(port2)
}

test('calls and answers cross to the engine and back, each to its own', async () => {
  const engine = connectTo({
    test: async (id) => {
      await new Promise((resolve) => setTimeout(resolve, id === 'slow' ? 30 : 0))
      return { account: `of ${id}` }
    },
    reevaluate: async (id, cid) => [{ resourceId: id, cid }] as never,
  })
  const answers = await Promise.all([engine.test('slow'), engine.test('fast'), engine.reevaluate('arn:a', 45)])
  expect(answers).toEqual([{ account: 'of slow' }, { account: 'of fast' }, [{ resourceId: 'arn:a', cid: 45 }]])
})

test('an error arrives with its name, its words, its advice and the permission that is missing', async () => {
  const engine = connectTo({
    test: async () => {
      throw new ConnectionError('The role is not there.', 'Repeat step 2.', new Error('SECRET'))
    },
    reevaluate: async () => {
      throw denied('s3:GetBucketAcl', 's3:GetBucketAcl')
    },
  })
  const error = await engine.test('c1').catch((reason: unknown) => reason)
  expect(error).toMatchObject({ name: 'ConnectionError', message: 'The role is not there.', advice: 'Repeat step 2.' })
  expect(JSON.stringify(Object.values(error as object))).not.toContain('SECRET')
  await expect(engine.reevaluate('a')).rejects.toMatchObject({ name: 'OperationError', permission: 's3:GetBucketAcl' })
})

test('calls that wait for an engine that broke down fail', async () => {
  const engine = connectTo({ test: () => new Promise(() => {}) })
  const call = engine.test('c1')
  engine.fail(new Error('The engine broke down.'))
  await expect(call).rejects.toThrow('The engine broke down.')
})
