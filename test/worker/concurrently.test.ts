import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { concurrently } from '../../worker/concurrently.ts'

async function* numbers(count: number) {
  for (let number = 0; number < count; number++) yield number
}

/** Reads all, and what it ended in. */
async function read<Result>(results: AsyncIterable<Result>) {
  const got: Result[] = []
  try {
    for await (const result of results) got.push(result)
  } catch (error) {
    return { got, error }
  }
  return { got }
}

test('every item is worked on once, as many at a time as the limit says', async () => {
  let [running, most] = [0, 0]
  const { got } = await read(
    concurrently(numbers(20), 4, async (number) => {
      most = Math.max(most, ++running)
      await sleep(number % 3)
      running--
      return number
    }),
  )
  expect(got.sort((one, other) => one - other)).toEqual([...Array(20).keys()])
  expect(most).toBe(4)
})

test('one item that takes long holds up no other', async () => {
  const slow = Promise.withResolvers<void>()
  const results = concurrently([0, 1, 2, 3, 4, 5], 2, async (number) => {
    if (number === 0) await slow.promise
    if (number === 5) slow.resolve()
    return number
  })
  expect((await read(results)).got.at(0)).toBe(1)
})

test('no more items are asked for than are worked on', async () => {
  let asked = 0
  async function* counted() {
    for (;;) yield asked++
  }
  for await (const result of concurrently(counted(), 3, async (number) => number)) if (result === 10) break
  expect(asked).toBeLessThanOrEqual(15)
})

test('the first failure ends the work, after what was under way', async () => {
  const begun: number[] = []
  const { got, error } = await read(
    concurrently(numbers(20), 3, async (number) => {
      begun.push(number)
      await sleep(number === 1 ? 0 : 20)
      if (number === 1) throw new Error('failed 1')
      return number
    }),
  )
  expect(error).toEqual(new Error('failed 1'))
  expect(begun).toEqual([0, 1, 2])
  expect(got).toEqual([0, 2])
})

test('where the items end in a failure, those before it still come', async () => {
  async function* broken() {
    yield* numbers(2)
    throw new Error('the third page')
  }
  const { got, error } = await read(concurrently(broken(), 8, async (number) => number))
  expect(got).toEqual([0, 1])
  expect(error).toEqual(new Error('the third page'))
})

test('who stops reading early waits for what is under way, and hears of no failure there', async () => {
  const ended: number[] = []
  for await (const _ of concurrently(numbers(20), 3, async (number) => {
    await sleep(number * 10)
    ended.push(number)
    if (number === 2) throw new Error('failed 2')
  }))
    break
  expect(ended).toEqual([0, 1, 2])
})
