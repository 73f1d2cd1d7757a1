import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'

/** The worker cannot listen where it was told to; the message is one line that says what to change. */
export class ListenError extends Error {
  override readonly name = 'ListenError'
}

export type Listener = { readonly port: number; readonly close: () => Promise<void> }

type Options = {
  readonly fetch: (request: Request) => Response | Promise<Response>
  readonly host: string
  readonly port: number
}

const reasons: Readonly<Record<string, (options: Options) => string>> = {
  EADDRINUSE: ({ port }) =>
    `Port ${port} is taken, perhaps by another Plumbline. Stop that program, or choose another port: PLUMBLINE_PORT=${port === 65_535 ? 8788 : port + 1}`,
  EACCES: ({ port }) => `Port ${port} needs more rights than this user has. Choose one over 1023: PLUMBLINE_PORT=8787`,
  EADDRNOTAVAIL: ({ host }) => `This machine has no address ${host}. Choose one that it has: PLUMBLINE_HOST=127.0.0.1`,
  ENOTFOUND: ({ host }) => `Nobody knows the host name ${host}. Choose one that exists: PLUMBLINE_HOST=127.0.0.1`,
}

/** Milliseconds that answers under way are given when the worker stops. */
const patience = 3000

/**
 * Milliseconds that a connection is kept for its next request. Well beyond what a write waits for another one
 * (store/database.ts), which stops this thread: a shorter time could run out while a request is there already, unread, and
 * its sender would be told ECONNRESET.
 */
const keepAliveTimeout = 75_000

/** Starts to answer requests. Throws `ListenError`. */
export function listen(options: Options): Promise<Listener> {
  const { fetch, host: hostname, port } = options
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname, port, serverOptions: { keepAliveTimeout } }, (info: AddressInfo) =>
      resolve({ port: info.port, close: () => close(server) }),
    )
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = reasons[error.code ?? '']?.(options) ?? `Plumbline cannot listen: ${error.message}`
      reject(new ListenError(reason, { cause: error }))
    })
  })
}

async function close(server: ServerType): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  if (!('closeAllConnections' in server)) return void (await closed)
  // A connection that is kept alive falls idle only when its answer is sent.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const late = setTimeout(() => server.closeAllConnections(), patience)
  await closed
  clearInterval(idle)
  clearTimeout(late)
}
