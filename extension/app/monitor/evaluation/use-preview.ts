import type { InferResponseType } from 'hono/client'
import { useEffect, useState } from 'preact/hooks'
import type { ExceptionPreview } from '../../../../shared/exception-draft.ts'
import type { ApiClient } from '../../../sync/api-client.ts'
import type { WorkerProblem } from '../../../sync/worker-problem.ts'
import { toProblem } from '../../read.ts'
import { worker } from '../../worker.ts'

type Preview = InferResponseType<ApiClient['exceptions']['preview']['$post'], 200>

/** For how many evaluations an exception would hold; asked anew when it is about something else. */
export function usePreview(draft: ExceptionPreview) {
  const [found, setFound] = useState<Preview>()
  const [problem, setProblem] = useState<WorkerProblem>()
  const key = JSON.stringify(draft)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the draft
  useEffect(() => {
    const { api } = worker.value ?? {}
    if (!api) return undefined
    const end = new AbortController()
    const tell = (preview?: Preview, error?: unknown) => {
      if (end.signal.aborted) return
      setFound(preview)
      setProblem(error === undefined ? undefined : toProblem(error))
    }
    tell()
    api.exceptions.preview
      .$post({ json: draft }, { init: { signal: end.signal } })
      .then((response) => response.json() as Promise<Preview>)
      .then(tell, (error: unknown) => tell(undefined, error))
    return () => end.abort()
  }, [key])
  return { found, problem }
}
