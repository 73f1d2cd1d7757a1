import { clean } from './clean.ts'

/** Where a command writes and what it reads: the process, told apart so that commands do not reach for it. */
export type Terminal = {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether a person sees standard output. */
  readonly isTerminal: boolean
  /** Whether colours may be written to it. */
  readonly hasColours: boolean
  /** Columns of standard output; endless where it is no terminal. */
  readonly width: number
  /** Aborted by the first Ctrl-C; the reason is the exit code. */
  readonly signal: AbortSignal
  /** Writes to standard output; resolves when it is taken, with false when nobody reads it any more. */
  readonly write: (chunk: string | Uint8Array) => Promise<boolean>
  /** Writes a line to standard error, without what could steer a terminal. */
  readonly say: (line: string) => void
  /** A line that is written over by the next one, on a terminal; elsewhere a line now and then. */
  readonly progress: (line: string | undefined) => void
}

/** Milliseconds between two lines of progress where nothing can be written over. */
const pause = 10_000
const eraseLine = '\r\u001b[2K'

/** The terminal of this process. */
export function openTerminal(signal: AbortSignal): Terminal {
  const { stdout, stderr, env } = process
  let isClosed = false
  // Whoever reads may leave early (`| head`): no error, and nothing is written any more.
  stdout.on('error', () => {
    isClosed = true
  })
  stderr.on('error', () => {})
  const progress = createProgress(stderr)
  return {
    env,
    signal,
    isTerminal: stdout.isTTY === true,
    hasColours: stdout.isTTY === true && stdout.hasColors() && !env.NO_COLOR,
    width: stdout.isTTY ? stdout.columns || 80 : Number.POSITIVE_INFINITY,
    write: (chunk) =>
      new Promise((resolve) => {
        if (isClosed) return resolve(false)
        stdout.write(chunk, (error) => resolve(!error && !isClosed))
      }),
    say(line) {
      progress(undefined)
      stderr.write(`${clean(line)}\n`)
    },
    progress,
  }
}

function createProgress(stream: NodeJS.WriteStream): Terminal['progress'] {
  let isOpen = false
  let last = Number.NEGATIVE_INFINITY
  return (line) => {
    if (stream.isTTY) {
      if (!isOpen && line === undefined) return
      isOpen = line !== undefined
      stream.write(eraseLine + clean(line ?? '').slice(0, (stream.columns || 80) - 1))
      return
    }
    if (line === undefined || performance.now() - last < pause) return
    last = performance.now()
    stream.write(`${clean(line)}\n`)
  }
}
