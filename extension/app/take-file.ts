import { WorkerProblem } from '../sync/worker-problem.ts'
import { text } from './text/frame.ts'

export type Download = {
  /** As the worker calls it. */
  readonly name: string
  readonly blob: Blob
  /** The file holds only so many records; there are more. */
  readonly cutAt: number | undefined
}

/** Takes a file from an answer piece by piece, telling how much has come. Throws where it breaks off. */
export async function takeFile(response: Response, onBytes?: (bytes: number) => void): Promise<Download> {
  const { headers, body } = response
  const parts: BlobPart[] = []
  let bytes = 0
  const reader = body?.getReader()
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      parts.push(part.value)
      bytes += part.value.byteLength
      onBytes?.(bytes)
    }
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new WorkerProblem(text.brokeOff, { cause, advice: text.tryAgain })
  }
  const cut = Number(headers.get('x-plumbline-cut') ?? '')
  return {
    name: /filename="([\w.-]+)"/.exec(headers.get('content-disposition') ?? '')?.[1] ?? 'plumbline',
    blob: new Blob(parts, { type: headers.get('content-type') ?? '' }),
    cutAt: cut > 0 ? cut : undefined,
  }
}
