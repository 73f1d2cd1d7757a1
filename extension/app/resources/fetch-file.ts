import type { WorkerProblem } from '../../sync/worker-problem.ts'
import { toProblem } from '../read.ts'
import { saveFile } from '../save-file.ts'
import { worker } from '../worker.ts'

/** Lists that the API gives as files. */
export type DownloadList = 'resources' | 'resource-types' | 'resource-reports' | 'resource-evaluations'

/** How a download stands. */
export type Progress =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading'; readonly bytes: number }
  /** `cut` where there are more records than the file holds: how many it holds. */
  | { readonly kind: 'done'; readonly name: string; readonly cut: number | undefined }
  | { readonly kind: 'failed'; readonly problem: WorkerProblem }

type Answer = Promise<Response>
type Ask = (args: { readonly query: Readonly<Record<string, string>> }, options: object) => Answer

/** Fetches a list as a file and hands it to the browser's downloads; tells how far it is. */
export async function fetchFile(
  list: DownloadList,
  query: Readonly<Record<string, string>>,
  tell: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<void> {
  const api = worker.value?.api
  if (!api) return
  tell({ kind: 'loading', bytes: 0 })
  try {
    // What each list takes differs; the choices of the dialog and the filters of the list are what it takes.
    const get = api.exports[list].$get as unknown as Ask
    const response = await get({ query }, { init: { signal } })
    const blob = await readBlob(response, (bytes) => tell({ kind: 'loading', bytes }))
    const name = nameOf(response) ?? `plumbline-${list}.${query.format}`
    saveFile(name, blob)
    const cut = response.headers.get('x-plumbline-cut')
    tell({ kind: 'done', name, cut: cut === null ? undefined : Number(cut) })
  } catch (error) {
    if (!signal.aborted) tell({ kind: 'failed', problem: toProblem(error) })
  }
}

async function readBlob(response: Response, tell: (bytes: number) => void): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  const reader = response.body?.getReader()
  let size = 0
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true }
    if (done || !value) break
    parts.push(new Uint8Array(value))
    size += value.byteLength
    tell(size)
  }
  return new Blob(parts, { type: response.headers.get('content-type') ?? 'application/octet-stream' })
}

const nameOf = ({ headers }: Response) => /filename="([\w.-]+)"/.exec(headers.get('content-disposition') ?? '')?.[1]
