import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KnownRequests } from './known/requests.ts'
import { folder, type Schemathesis } from './python.ts'
import type { Caller, Stage } from './stage.ts'

/** One document, fuzzed by one caller. */
export type Pass = {
  readonly document: string
  readonly path: string
  readonly caller: Caller
  readonly seconds: number
}

/** What schemathesis reports of a failure; `operations` is where. */
type Failure = { readonly title: string; readonly operations: readonly string[] }

export type Outcome = Pass & {
  readonly operations: number
  /** Operation → status → how many answers. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly failures: readonly Failure[]
  /** All that schemathesis said, with how to send each failing request again. */
  readonly said: string
}

type Report = {
  readonly operations: { readonly tested: number } | null
  readonly failures: readonly Failure[]
  readonly errors: readonly { readonly title: string; readonly operations?: readonly string[] }[]
}

/** Where a pass begins: requests that work, and a token that it may sign out with. */
export type Start = { readonly known: KnownRequests; readonly signOut: string }

type Run = { readonly stage: Stage; readonly start: Start; readonly reports: string }

/** Lets schemathesis loose on a document of the worker for a while. */
export async function fuzz({ program }: Schemathesis, pass: Pass, { stage, start, reports }: Run): Promise<Outcome> {
  const name = join(reports, `${pass.document}-${pass.caller}`.replaceAll(' ', '-').toLowerCase())
  const [report, tally, known] = [`${name}.json`, `${name}-answers.json`, `${name}-known.json`]
  writeFileSync(known, JSON.stringify(start.known))
  const token = stage.tokens[pass.caller]
  const said = await run(program, {
    args: [
      ...['--no-color', '--config-file', join(import.meta.dirname, 'schemathesis.toml')],
      ...['run', `${stage.worker.url}${pass.path}`, '--max-time', String(pass.seconds)],
      // The compatible surfaces take what their clients send: empty parameters, figures as text, fields of other versions.
      ...(pass.document === 'Plumbline' ? [] : ['--exclude-checks', 'negative_data_rejection']),
      ...['--report', 'json', '--report-json-path', report],
      ...(token ? ['--header', `Authorization: Bearer ${token}`] : []),
    ],
    env: {
      ...{ FUZZ_TALLY: tally, FUZZ_KNOWN: known, FUZZ_KEPT: JSON.stringify(stage.kept) },
      FUZZ_SIGN_OUT: pass.caller === 'manager' ? start.signOut : '',
    },
  })
  const { operations, failures, errors } = read<Report>(report, said)
  const broken = errors.map((error) => ({ title: `Not tested: ${error.title}`, operations: error.operations ?? [] }))
  return {
    ...pass,
    said,
    operations: operations?.tested ?? 0,
    answers: read(tally, said),
    failures: [...failures, ...broken],
  }
}

function read<T>(file: string, said: string): T {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch (cause) {
    throw new Error(`schemathesis left no report. It said: ${said}`, { cause })
  }
}

/** Where the hooks are, and that nothing is written beside them. */
const settings = {
  PYTHONPATH: import.meta.dirname,
  SCHEMATHESIS_HOOKS: 'hooks',
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHONIOENCODING: 'utf-8',
}

type Call = { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> }

/** Whatever a program says, until it ends; what it keeps goes into the folder that it is run in. */
function run(program: string, { args, env }: Call): Promise<string> {
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...process.env, ...settings, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const kill = () => child.kill()
  process.once('exit', kill)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', () => {
      process.off('exit', kill)
      resolve(said)
    })
  })
}
