import { text } from './text.ts'
import { WorkerProblem } from './worker-problem.ts'

/** The body as text; a body over `limit` bytes is given up, however it was announced. */
export async function readCapped(response: Response, limit = 64_000_000): Promise<string> {
  if (!response.body) return ''
  const decoder = new TextDecoder()
  const parts: string[] = []
  let size = 0
  for await (const chunk of chunks(response.body)) {
    size += chunk.byteLength
    if (size > limit) throw new WorkerProblem(text.tooLarge)
    parts.push(decoder.decode(chunk, { stream: true }))
  }
  return parts.join('') + decoder.decode()
}

/** Leaving the loop early cancels the body. */
async function* chunks(body: ReadableStream<Uint8Array>) {
  const reader = body.getReader()
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
