import { useEffect, useRef, useState } from 'preact/hooks'
import type { ApiClient } from '../../sync/api-client.ts'
import type { WorkerProblem } from '../../sync/worker-problem.ts'
import { toProblem } from '../read.ts'
import { saveFile } from '../save-file.ts'
import { takeFile } from '../take-file.ts'
import { worker } from '../worker.ts'

/** How a file is to be written; parameters of every download of the API. */
export type FileOptions = {
  readonly format: 'csv' | 'jsonl' | 'xlsx'
  readonly timeZone: string
  readonly limit: '5000' | 'all'
  /** By which Excel knows that a CSV is UTF-8. */
  readonly bom: 'true' | 'false'
  /** Keys of columns, joined by commas; all columns where absent. */
  readonly columns?: string
}

/** Asks for the file of one list. */
export type AskFile = (
  api: ApiClient,
  options: FileOptions,
  request: { readonly init: RequestInit },
) => Promise<unknown>

export type Downloading =
  | { readonly state: 'idle' }
  | { readonly state: 'running'; readonly bytes: number }
  | { readonly state: 'saved'; readonly name: string; readonly bytes: number; readonly cutAt: number | undefined }
  | { readonly state: 'failed'; readonly problem: WorkerProblem }

/** Fetches a file with the token and hands it to the browser; ended by `cancel` and when what asked for it goes. */
export function useDownload(ask: AskFile) {
  const [now, setNow] = useState<Downloading>({ state: 'idle' })
  const end = useRef<AbortController>(undefined)
  useEffect(() => () => end.current?.abort(), [])

  const start = async (options: FileOptions) => {
    const { api } = worker.value ?? {}
    if (!api) return
    const own = new AbortController()
    end.current = own
    const tell = (next: Downloading) => !own.signal.aborted && setNow(next)
    tell({ state: 'running', bytes: 0 })
    try {
      const response = (await ask(api, options, { init: { signal: own.signal } })) as Response
      const { name, blob, cutAt } = await takeFile(response, (bytes) => tell({ state: 'running', bytes }))
      if (own.signal.aborted) return
      saveFile(name, blob)
      tell({ state: 'saved', name, bytes: blob.size, cutAt })
    } catch (error) {
      tell({ state: 'failed', problem: toProblem(error) })
    }
  }
  const cancel = () => {
    end.current?.abort()
    setNow({ state: 'idle' })
  }
  return { now, start, cancel }
}
