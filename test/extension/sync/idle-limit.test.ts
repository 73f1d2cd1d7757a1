import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { withIdleLimit } from '../../../extension/sync/idle-limit.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** A worker that answers at once and then sends a piece every so many seconds. */
const worker =
  (seconds: number, headers: Record<string, string> = { 'content-disposition': 'attachment; filename="a.csv"' }) =>
  async (signal: AbortSignal) => {
    let left = 5
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => signal.addEventListener('abort', () => controller.error(signal.reason)),
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
        if (signal.aborted) return
        controller.enqueue(new Uint8Array([left]))
        left -= 1
        if (left === 0) controller.close()
      },
    })
    return new Response(body, { headers })
  }

async function read(response: Promise<Response>) {
  const bytes = response.then((answer) => answer.arrayBuffer()).then((buffer) => buffer.byteLength)
  bytes.catch(() => undefined)
  await vi.advanceTimersByTimeAsync(600_000)
  return bytes
}

test('F319 a download may take minutes, as long as something of it comes', async () => {
  expect(await read(withIdleLimit(worker(45)))).toBe(5)
})

test('F319 a download of which nothing comes for a minute is ended', async () => {
  await expect(read(withIdleLimit(worker(61)))).rejects.toMatchObject({ name: 'TimeoutError' })
})

test('any other answer is whole within a minute', async () => {
  await expect(read(withIdleLimit(worker(45, {})))).rejects.toMatchObject({ name: 'TimeoutError' })
})

test('F319 whoever cancels a download ends it', async () => {
  const end = new AbortController()
  const bytes = withIdleLimit(worker(45), end.signal).then((answer) => answer.arrayBuffer())
  bytes.catch(() => undefined)
  await vi.advanceTimersByTimeAsync(50_000)
  end.abort()
  await expect(bytes).rejects.toMatchObject({ name: 'AbortError' })
})
