import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connector } from '../shared/connector.ts'
import type { ConnectorDraft } from '../shared/connector-draft.ts'
import type { Run } from '../shared/run.ts'

export const root = join(import.meta.dirname, '..')

export type Worker = {
  readonly url: string
  readonly token: string
  readonly process: ChildProcess
  /** What it has printed so far. */
  readonly output: () => string
  /** Calls the API; throws with the problem's detail when it refuses. */
  readonly api: <Answer>(path: string, init?: { readonly method?: string; readonly body?: unknown }) => Promise<Answer>
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>
}

/** A free port of the loopback interface, for a worker that is told its port. */
export async function freePort(): Promise<number> {
  const { createServer } = await import('node:net')
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

/** What `npm run build` made. */
const built = join(root, '.output/worker/main.js')

/** Starts the built worker as a process of its own, and waits until it answers. */
export async function startWorker(env: Readonly<Record<string, string>> = {}, program = built): Promise<Worker> {
  const port = env.PLUMBLINE_PORT ?? String(await freePort())
  const data = env.PLUMBLINE_DATA ?? mkdtempSync(join(tmpdir(), 'plumbline-'))
  const token = env.PLUMBLINE_ADMIN_TOKEN ?? `plb_${randomBytes(32).toString('base64url')}`
  const child = spawn(process.execPath, ['--max-semi-space-size=4', program], {
    env: { ...process.env, ...env, PLUMBLINE_PORT: port, PLUMBLINE_DATA: data, PLUMBLINE_ADMIN_TOKEN: token },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk))
  const url = `http://127.0.0.1:${port}`
  await waitFor(async () => {
    if (child.exitCode !== null) throw new Error(`The worker ended: ${output}`)
    return (await fetch(`${url}/api/health`).catch(() => undefined))?.ok
  })
  return {
    url,
    token,
    process: child,
    output: () => output,
    api: (path, init = {}) => callApi(url, token, path, init),
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal)
        await new Promise((resolve) => child.once('exit', resolve))
      }
      if (!env.PLUMBLINE_DATA) rmSync(data, { recursive: true, force: true })
    },
  }
}

async function callApi<Answer>(
  url: string,
  token: string,
  path: string,
  { method = 'GET', body }: { readonly method?: string; readonly body?: unknown },
): Promise<Answer> {
  const response = await fetch(`${url}/api${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  return (text === '' ? undefined : JSON.parse(text)) as Answer
}

/** Creates connectors and waits for the first run of each; the runs in the order of the drafts. */
export async function connectAll(worker: Worker, drafts: readonly ConnectorDraft[]): Promise<readonly Connector[]> {
  const connectors: Connector[] = []
  for (const body of drafts) connectors.push(await worker.api<Connector>('/connectors', { method: 'POST', body }))
  for (const { id } of connectors) await finishedRun(worker, id)
  return connectors
}

/** The newest run of a connector, once it has ended. */
export async function finishedRun(worker: Worker, connectorId: string, seconds = 600): Promise<Run> {
  let newest: Run | undefined
  await waitFor(async () => {
    const { items } = await worker.api<{ items: readonly Run[] }>(`/connectors/${connectorId}/runs`)
    newest = items[0]
    return newest?.ended !== undefined
  }, seconds)
  return newest as Run
}

/** Asks again every 100 ms until the answer is truthy; throws after `seconds`. */
export async function waitFor<T>(ask: () => Promise<T>, seconds = 30): Promise<T> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > end) throw new Error(`Nothing came within ${seconds} s`)
    await sleep(100)
  }
}
