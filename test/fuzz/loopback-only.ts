import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import { Socket } from 'node:net'
import { isLoopback } from '../../worker/settings.ts'

/*
 * Loaded into the worker before its own program. Whatever address the fuzzer makes up for a channel or a connector,
 * nothing leaves this machine: every connection ends here (https://nodejs.org/api/net.html#socketconnect), and every
 * name is unknown.
 */

type Target = { readonly host?: string; readonly path?: string }

/** `connect` takes an options object or `(port, host)`; Node's own callers pass both wrapped in a list. */
function targetOf(args: readonly unknown[]): Target {
  const [first, second] = Array.isArray(args[0]) ? (args[0] as readonly unknown[]) : args
  if (typeof first === 'object' && first !== null) return first as Target
  return typeof second === 'string' ? { host: second } : {}
}

const refusal = (code: string) => Object.assign(new Error(`Nothing leaves this machine: ${code}`), { code })

const connect = Socket.prototype.connect as (this: Socket, ...args: unknown[]) => Socket

Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
  const { host = 'localhost', path } = targetOf(args)
  if (path !== undefined || isLoopback(host)) return connect.apply(this, args)
  return this.destroy(refusal('ENETUNREACH'))
} as Socket['connect']

const lookup = dns.lookup as (...args: readonly unknown[]) => void
const lookupLater = dns.promises.lookup as (...args: readonly unknown[]) => Promise<unknown>

dns.lookup = ((host: string, ...rest: readonly unknown[]) => {
  if (isLoopback(host)) return lookup(host, ...rest)
  const done = rest.at(-1) as (error: Error) => void
  process.nextTick(() => done(refusal('ENOTFOUND')))
}) as typeof dns.lookup

dns.promises.lookup = (async (host: string, ...rest: readonly unknown[]) => {
  if (!isLoopback(host)) throw refusal('ENOTFOUND')
  return lookupLater(host, ...rest)
}) as typeof dns.promises.lookup

syncBuiltinESMExports()
