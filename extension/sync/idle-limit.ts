/** An answer comes within this time: a page of the first sync may take a while. */
const longest = 60_000

/**
 * Sends with a signal that ends the call after a minute. A file may take longer, as long as something of it comes: each
 * piece sets the clock back. What is ended throws a `TimeoutError`.
 */
export async function withIdleLimit(
  send: (signal: AbortSignal) => Promise<Response>,
  signal?: AbortSignal,
): Promise<Response> {
  const clock = startClock()
  const response = await send(AbortSignal.any([clock.signal, ...(signal ? [signal] : [])]))
  return isFile(response) ? heard(response, clock) : response
}

type Clock = ReturnType<typeof startClock>

function startClock() {
  const end = new AbortController()
  const ring = () => end.abort(new DOMException('Nothing came any more.', 'TimeoutError'))
  let timer = setTimeout(ring, longest)
  const stop = () => clearTimeout(timer)
  const setBack = () => {
    stop()
    timer = setTimeout(ring, longest)
  }
  return { signal: end.signal, setBack, stop }
}

const isFile = ({ headers }: Response) => headers.get('content-disposition')?.startsWith('attachment') ?? false

/** The same answer, of which each piece sets the clock back. */
function heard({ body, status, statusText, headers }: Response, { setBack, stop }: Clock): Response {
  const ear = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(piece, controller) {
      setBack()
      controller.enqueue(piece)
    },
    flush: stop,
  })
  setBack()
  return new Response(body?.pipeThrough(ear) ?? null, { status, statusText, headers })
}
