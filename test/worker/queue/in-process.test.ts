import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { cancelled, createInProcessQueue, stopped } from '../../../worker/queue/in-process.ts'

/** A queue whose jobs last until they are let go, or aborted. */
function createWatchedQueue(concurrency: number) {
  const started: string[] = []
  const ends = new Map<string, () => void>()
  const reasons: unknown[] = []
  const queue = createInProcessQueue({
    concurrency,
    work: (id, signal) => {
      started.push(id)
      const { promise, resolve } = Promise.withResolvers<void>()
      ends.set(id, resolve)
      signal.addEventListener('abort', () => {
        reasons.push(signal.reason)
        resolve()
      })
      return promise
    },
  })
  const end = async (id: string) => {
    ends.get(id)?.()
    await setTimeout(1)
  }
  return { queue, started, end, reasons }
}

test('as many jobs run at a time as are allowed, in order', async () => {
  const { queue, started, end } = createWatchedQueue(2)
  for (const id of ['a', 'b', 'c', 'd']) queue.add({ id, key: id })
  expect(started).toEqual(['a', 'b'])
  await end('b')
  expect(started).toEqual(['a', 'b', 'c'])
  await queue.close()
})

test('jobs of one connector wait for each other, and hold nobody else up', async () => {
  const { queue, started, end } = createWatchedQueue(3)
  for (const [id, key] of [
    ['a1', 'a'],
    ['a2', 'a'],
    ['b1', 'b'],
  ] as const)
    queue.add({ id, key })
  expect(started).toEqual(['a1', 'b1'])
  await end('a1')
  expect(started).toEqual(['a1', 'b1', 'a2'])
  await queue.close()
})

test('the same job added twice is done once', async () => {
  const { queue, started } = createWatchedQueue(3)
  for (const id of ['a', 'a']) queue.add({ id, key: id })
  expect(started).toEqual(['a'])
  await queue.close()
})

test('a job is cancelled while it waits and while it runs', async () => {
  const { queue, started, reasons } = createWatchedQueue(1)
  for (const id of ['a', 'b']) queue.add({ id, key: id })
  expect(await queue.cancel('b')).toBe(false)
  expect(await queue.cancel('a')).toBe(true)
  expect(reasons).toEqual([cancelled])
  expect(started).toEqual(['a'])
  expect(await queue.cancel('nobody')).toBe(false)
})

test('closing aborts what runs and starts nothing more', async () => {
  const { queue, started, reasons } = createWatchedQueue(1)
  for (const id of ['a', 'b']) queue.add({ id, key: id })
  await queue.close()
  expect(reasons).toEqual([stopped])
  expect(started).toEqual(['a'])
})

test('a job that breaks makes room for the next', async () => {
  const started: string[] = []
  const queue = createInProcessQueue({
    concurrency: 1,
    work: async (id) => {
      started.push(id)
      if (id === 'a') throw new Error('broken')
    },
  })
  for (const id of ['a', 'b']) queue.add({ id, key: id })
  await setTimeout(5)
  await queue.idle()
  expect(started).toEqual(['a', 'b'])
})
