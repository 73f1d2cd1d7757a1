import { isLoopback } from '../settings.ts'
import { type Access, accessBy, checked } from './access.ts'
import { CliError, exits, usageError } from './exits.ts'
import type { Terminal } from './terminal.ts'

/** A worker that is running. Throws `CliError` where none answers, or where it does not take the token. */
export async function openRemote(worker: string, { env, say }: Terminal): Promise<Access> {
  const url = addressOf(worker)
  const token = env.PLUMBLINE_TOKEN
  if (!token) throw usageError('--worker needs a token: set PLUMBLINE_TOKEN to one, such as from `token create`.')
  if (!/^[\w~.+/=-]{1,512}$/.test(token)) throw usageError('PLUMBLINE_TOKEN does not hold a token.')
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    say(`The token goes to ${url.host} without encryption: use https where others could listen.`)
  }
  const address = url.href.replace(/\/+$/, '')
  // A redirect would lead the token, or a change, somewhere else.
  const send = (input: RequestInfo | URL, init?: RequestInit) =>
    fetch(input, { ...init, redirect: 'error' }).catch((cause) => Promise.reject(silence(address, cause)))
  const access = accessBy(send, address, token)
  await checked(await access.client.api.session.$get())
  return { ...access, pace: 1000, close: async () => {} }
}

function addressOf(worker: string): URL {
  const url = URL.canParse(worker) ? new URL(worker) : undefined
  const isWeb = url && /^https?:$/.test(url.protocol) && !url.username && !url.search && !url.hash
  if (!isWeb) throw usageError('--worker is the address of a worker, such as http://127.0.0.1:8787.')
  return url
}

function silence(address: string, error: Error): CliError {
  const { code, message } = (error.cause ?? error) as NodeJS.ErrnoException
  return new CliError(`No worker answers at ${address} (${code ?? message}).`, exits.failed, { cause: error })
}
