/** What the SDK's HTTP library lets one put around each request: it is given the request and the way to make it. */
type Adapter = <Request, Answer>(request: Request, send: (request: Request) => Promise<Answer>) => Promise<Answer>

/**
 * Ends a request, its body included, with the run or after `timeout` milliseconds. The library's own timeout leaves a
 * timer behind for as long as it was set, however soon the answer came: a minute's worth of them, a kilobyte each.
 */
export function endingWith(signal: AbortSignal, timeout: number): Adapter {
  return async (request, send) => {
    const controller = new AbortController()
    const cancel = () => controller.abort(signal.reason)
    const timer = setTimeout(() => controller.abort(new Error(`no answer in ${timeout / 1000} seconds`)), timeout)
    signal.addEventListener('abort', cancel)
    if (signal.aborted) cancel()
    try {
      return await send({ ...request, signal: controller.signal })
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', cancel)
    }
  }
}
