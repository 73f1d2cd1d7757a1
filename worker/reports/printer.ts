import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { findChromium } from './chromium.ts'

/** Why nothing was printed. `missing`: there is no browser; `busy`: others wait already; `failed`: it did not print. */
export class PrintError extends Error {
  override readonly name = 'PrintError'
  readonly kind: 'missing' | 'busy' | 'failed'

  constructor(kind: PrintError['kind'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}

/** Turns a page into a PDF; throws `PrintError`. */
export type Printer = (html: string) => Promise<Buffer>

type Options = {
  /** Path of the browser; one is looked for where absent. */
  readonly chromium?: string | undefined
  /** Milliseconds that one print may take. */
  readonly timeout?: number
  /** Where browsers are looked for. */
  readonly path?: string | undefined
}

/** Prints that may wait for the one under way. */
const waiting = 4

/** A printer that works one page after the other: a browser takes a few hundred megabytes. */
export function createPrinter({ chromium, timeout = 120_000, path }: Options = {}): Printer {
  let last: Promise<unknown> = Promise.resolve()
  let open = 0
  return async (html) => {
    const browser = findChromium(chromium, path)
    if (!browser) throw new PrintError('missing', 'There is no Chromium on the worker’s machine to print with.')
    if (open > waiting) throw new PrintError('busy', 'Others are being printed. Try again in a minute.')
    open++
    const printed = last.then(() => print(browser, html, timeout)).finally(() => open--)
    last = printed.catch(() => {})
    return printed
  }
}

async function print(browser: string, html: string, timeout: number): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-print-'))
  try {
    const page = join(folder, 'report.html')
    const pdf = join(folder, 'report.pdf')
    await writeFile(page, html, { mode: 0o600 })
    await run(browser, [...flags(join(folder, 'profile')), `--print-to-pdf=${pdf}`, pathToFileURL(page).href], timeout)
    return await readFile(pdf)
  } catch (error) {
    throw new PrintError('failed', 'The browser did not print the report.', { cause: error })
  } finally {
    // Windows and slow disks: the browser's helpers may hold a file for a moment longer.
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch(() => {})
  }
}

/**
 * The page’s own policy lets no script run and nothing be loaded; no name is resolved and no proxy asked all the same.
 * https://chromium.googlesource.com/chromium/src/+/main/headless/README.md
 */
const flags = (profile: string): readonly string[] => [
  '--headless',
  '--disable-gpu',
  '--disable-extensions',
  '--disable-background-networking',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--no-pdf-header-footer',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=127.0.0.1:9',
  `--user-data-dir=${profile}`,
  // Chromium does not start its sandbox as root, which is who runs in a container.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

function run(file: string, args: readonly string[], timeout: number): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(file, args, { timeout, killSignal: 'SIGKILL', maxBuffer: 10_000_000 }, (error) =>
      error ? reject(error) : resolve(),
    )
  })
}
