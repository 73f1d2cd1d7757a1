import { hc } from 'hono/client'
import type { Api } from '../api/app.ts'
import { CliError, exits } from './exits.ts'

/** The API of a worker, in this process or elsewhere. */
export type Access = {
  readonly client: Client
  /** For what the typed client does not know: files. `path` begins with `/api`. */
  readonly request: (path: string) => Promise<Response>
  /** Milliseconds between two questions about a run. */
  readonly pace: number
  /** Id of the token that lasts as long as this command. */
  readonly ownToken?: string
  readonly close: () => Promise<void>
}

export type Client = ReturnType<typeof hc<Api>>

type Send = (input: RequestInfo | URL, init?: RequestInit) => Response | Promise<Response>

/** The typed client, and downloads, over anything that answers requests. */
export function accessBy(send: Send, address: string, token: string): Pick<Access, 'client' | 'request'> {
  const headers = { authorization: `Bearer ${token}` }
  return {
    client: hc<Api>(address, { headers, fetch: send }),
    request: async (path) => checked(await send(`${address}${path}`, { headers })),
  }
}

type Answer<Body> = { readonly ok: boolean; readonly status: number; readonly json: () => Promise<Body> }

/** The body of an answer. Throws `CliError` with what the API said. */
export async function answer<Body>(asked: Promise<Answer<Body>>): Promise<Body> {
  const response = await asked
  await checked(response)
  return response.json()
}

/** For answers without a body. */
export async function checked<R extends Answer<unknown>>(response: R): Promise<R> {
  if (response.ok) return response
  const { detail, advice } = (await response.json().catch(() => ({}))) as { detail?: unknown; advice?: unknown }
  const text = typeof detail === 'string' ? detail : `The worker answered with status ${response.status}.`
  const isOurs = response.status === 400 || response.status === 404
  throw new CliError(
    [text, ...(typeof advice === 'string' ? [advice] : [])].join(' '),
    isOurs ? exits.usage : exits.failed,
  )
}
