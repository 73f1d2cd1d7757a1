import { expect, test } from 'vitest'
import { takeFile } from '../../../../extension/app/take-file.ts'
import { text } from '../../../../extension/app/text/frame.ts'

const piece = (size: number) => new Uint8Array(size)

/** An answer of these pieces, which then ends, or breaks with an error. */
function answer(sizes: readonly number[], headers: Readonly<Record<string, string>> = {}, error?: unknown): Response {
  const left = [...sizes]
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const size = left.shift()
      if (size !== undefined) return controller.enqueue(piece(size))
      return error === undefined ? controller.close() : controller.error(error)
    },
  })
  return new Response(body, { headers })
}

test('F319 a download tells how many bytes have come, and is called as the worker calls it', async () => {
  const told: number[] = []
  const headers = { 'content-disposition': 'attachment; filename="plumbline-controls-2026-07-01.csv"' }
  const { name, blob, cutAt } = await takeFile(answer([10, 20, 5], headers), (bytes) => told.push(bytes))
  expect(told).toEqual([10, 30, 35])
  expect({ name, size: blob.size, cutAt }).toEqual({
    name: 'plumbline-controls-2026-07-01.csv',
    size: 35,
    cutAt: undefined,
  })
})

test('F320 a download knows that there is more than it holds', async () => {
  expect((await takeFile(answer([1], { 'x-plumbline-cut': '5000' }))).cutAt).toBe(5000)
})

test('F319 half a file is none: where a download breaks off, that is told', async () => {
  const broken = takeFile(answer([10], {}, new TypeError('network error')))
  await expect(broken).rejects.toMatchObject({ message: text.brokeOff, details: { advice: text.tryAgain } })
})

test('F319 a download that somebody cancelled has not failed', async () => {
  const stopped = takeFile(answer([10], {}, new DOMException('Stopped.', 'AbortError')))
  await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
})
