import { hc } from 'hono/client'
import * as z from 'zod/mini'
import type { Api } from '../../worker/api/app.ts'
import type { PairingLink } from './pairing-link.ts'
import { readCapped } from './read-capped.ts'
import { text } from './text.ts'
import { parseJson, request } from './worker-client.ts'
import { WorkerProblem } from './worker-problem.ts'

/** The whole API of a worker, typed. A call answers what the worker said with 2xx, or throws `WorkerProblem`. */
export type ApiClient = ReturnType<typeof apiClient>

type Caller = PairingLink & { readonly signedIn?: true }

/** The client for the extension's own pages, which may hold the token. */
export const apiClient = (caller: Caller) =>
  hc<Api>(caller.worker, { fetch: (input: string | URL | Request, init?: RequestInit) => call(caller, input, init) })
    .api

async function call(caller: Caller, input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const { pathname, search } = new URL(String(input))
  const response = await request({
    ...{ worker: caller.worker, token: caller.token, path: pathname + search },
    ...{ method: init.method ?? 'GET', signal: init.signal ?? undefined },
    ...(typeof init.body === 'string' ? { body: parseJson(init.body) } : {}),
  })
  if (response.ok) return response
  throw await problemOf(caller, response)
}

const line = (most: number) => z.string().check(z.maxLength(most))

/** Problem details of RFC 9457, as far as they are told to people. */
const problemSchema = z.object({
  detail: line(1000),
  advice: z.optional(line(1000)),
  errors: z.optional(z.array(z.object({ field: line(200), message: line(1000) })).check(z.maxLength(100))),
})

async function problemOf({ worker, signedIn }: Caller, response: Response): Promise<WorkerProblem> {
  const { status, headers } = response
  const isProblem = headers.get('content-type')?.includes('problem+json')
  const said = problemSchema.safeParse(isProblem ? parseJson(await readCapped(response, 100_000)) : undefined)
  if (status === 401) return new WorkerProblem(signedIn ? text.signInEnded : text.wrongToken, { status })
  if (!said.success) return new WorkerProblem(isProblem ? text.failed(status) : text.notPlumbline(worker), { status })
  const { detail, advice, errors } = said.data
  return new WorkerProblem(detail, { status, ...(advice ? { advice } : {}), ...(errors ? { errors } : {}) })
}
