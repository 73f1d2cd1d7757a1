import { worker } from '../worker.ts'

/** The YAML of a control, built in or one's own. Throws `WorkerProblem`. */
export async function readControlFile(cid: number): Promise<string> {
  const response: Response | undefined = await worker.value?.api.controls[':cid'].file.$get({
    param: { cid: String(cid) },
  })
  return response?.text() ?? ''
}
