import type { MessagePort } from 'node:worker_threads'
import type { Engine } from './engine.ts'

type Method = keyof Engine
type Call = { readonly id: number; readonly method: Method; readonly args: readonly unknown[] }
type Failure = {
  readonly name: string
  readonly message: string
  readonly advice?: string
  readonly permission?: string
}
type Answer = { readonly id: number; readonly value?: unknown; readonly failure?: Failure }

/** The half of a port that calls need, so that a thread's own port and a worker fit alike. */
export type Port = Pick<MessagePort, 'postMessage'> & {
  on(event: 'message', listener: (message: unknown) => void): unknown
}

const methods: readonly Method[] = [
  ...([
    'test',
    'reach',
    'run',
    'cancel',
    'progress',
    'reevaluate',
    'check',
    'tryOut',
    'textOf',
    'reload',
    'close',
  ] as const),
]

/** Answers the calls that come through a port with an engine. */
export function serveEngine(port: Port, engine: Engine): void {
  port.on('message', async (message) => {
    const { id, method, args } = message as Call
    if (!methods.includes(method)) return
    try {
      const call = engine[method] as (...args: readonly unknown[]) => Promise<unknown>
      port.postMessage({ id, value: await call(...args) } satisfies Answer)
    } catch (error) {
      port.postMessage({ id, failure: toFailure(error) } satisfies Answer)
    }
  })
}

/** An engine at the other end of a port. Errors arrive with their name, message, advice and missing permission. */
export function callEngine(port: Port): Engine & { readonly fail: (error: Error) => void } {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let last = 0

  port.on('message', (message) => {
    const { id, value, failure } = message as Answer
    const call = waiting.get(id)
    waiting.delete(id)
    if (failure) call?.reject(toError(failure))
    else call?.resolve(value)
  })
  const call =
    (method: Method) =>
    (...args: readonly unknown[]): Promise<unknown> => {
      const pending = Promise.withResolvers<unknown>()
      waiting.set(++last, pending)
      port.postMessage({ id: last, method, args } satisfies Call)
      return pending.promise
    }
  return {
    ...(Object.fromEntries(methods.map((method) => [method, call(method)])) as Engine),
    /** Ends every call that waits, when the other end is no more. */
    fail(error) {
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
    },
  }
}

function toFailure(error: unknown): Failure {
  const { name, message, advice, permission } = (error instanceof Error ? error : new Error(String(error))) as Error &
    Partial<Record<'advice' | 'permission', unknown>>
  return {
    name,
    message,
    ...(typeof advice === 'string' ? { advice } : {}),
    ...(typeof permission === 'string' ? { permission } : {}),
  }
}

const toError = ({ name, message, ...more }: Failure): Error => Object.assign(new Error(message), { ...more, name })
