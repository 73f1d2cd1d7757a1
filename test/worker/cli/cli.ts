import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { builtWorker } from '../whole/built-worker.ts'

export type Ended = { readonly code: number | null; readonly out: string; readonly err: string }
type Env = Readonly<Record<string, string>>

/** Starts the command line as a process of its own, with nothing of this one's environment but the path. */
export async function startCli(args: readonly string[], env: Env = {}) {
  const program = join(dirname(await builtWorker()), 'cli.js')
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.err += text))
  return { child, output, ended: end(child, output) }
}

const end = (child: ChildProcess, output: Omit<Ended, 'code'>) =>
  new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, ...output })))

/** Runs the command line to its end. */
export const cli = async (args: readonly string[], env: Env = {}): Promise<Ended> => (await startCli(args, env)).ended

/** An empty folder that goes with the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'plumbline-cli-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}
