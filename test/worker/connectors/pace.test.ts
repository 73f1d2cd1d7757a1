import { expect, test } from 'vitest'
import { createPace, pause } from '../../../worker/connectors/pace.ts'

const never = new AbortController().signal

/** A pace whose time passes only by waiting. */
function simulated(rate: { burst: number; perSecond: number }) {
  const waits: number[] = []
  return { waits, ...createPace(rate, { now: () => 0, wait: async (time) => void waits.push(time) }) }
}

test('a burst passes at once, and what follows waits for its turn', async () => {
  const { take, waits } = simulated({ burst: 2, perSecond: 10 })
  for (let call = 0; call < 5; call++) await take(never)
  expect(waits).toEqual([100, 200, 300])
})

test('after throttling nothing passes at once, and the rate is halved, once for all answers to one burst', async () => {
  const { take, slow, waits } = simulated({ burst: 100, perSecond: 50 })
  slow()
  slow()
  slow()
  await take(never)
  expect(waits).toEqual([40])
})

test('lasting throttling leaves a tenth of the rate, which grows back without it', async () => {
  const waits: number[] = []
  let now = 0
  const { take, slow } = createPace(
    { burst: 1, perSecond: 10 },
    { now: () => now, wait: async (time) => void waits.push(Math.round(time)) },
  )
  for (; now < 10_000; now += 1000) slow()
  slow()
  await take(never)
  now += 60_000
  for (let call = 0; call < 3; call++) await take(never)
  expect(waits[0]).toBeGreaterThan(500)
  expect(waits.slice(1)).toEqual([100, 200])
})

test('time that passes makes room again, but never for more than a burst', async () => {
  const waits: number[] = []
  let now = 0
  const { take } = createPace(
    { burst: 2, perSecond: 10 },
    { now: () => now, wait: async (time) => void waits.push(time) },
  )
  await take(never)
  await take(never)
  now = 3_600_000
  for (let call = 0; call < 3; call++) await take(never)
  expect(waits).toEqual([100])
})

test('a real wait lasts, and ends with the reason of the signal', async () => {
  const began = performance.now()
  await pause(20, never)
  expect(performance.now() - began).toBeGreaterThan(15)

  const controller = new AbortController()
  const { take } = createPace({ burst: 1, perSecond: 0.01 })
  await take(controller.signal)
  const waiting = take(controller.signal)
  controller.abort(new Error('cancelled'))
  await expect(waiting).rejects.toThrow('cancelled')
  await expect(take(controller.signal)).rejects.toThrow('cancelled')
})
