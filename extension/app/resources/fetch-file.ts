import type { WorkerProblem } from '../../sync/worker-problem.ts'
import { toProblem } from '../read.ts'
import { saveFile } from '../save-file.ts'
import { takeFile } from '../take-file.ts'
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
    const { name, blob, cutAt } = await takeFile(response, (bytes) => tell({ kind: 'loading', bytes }))
    saveFile(name, blob)
    tell({ kind: 'done', name, cut: cutAt })
  } catch (error) {
    if (!signal.aborted) tell({ kind: 'failed', problem: toProblem(error) })
  }
}
