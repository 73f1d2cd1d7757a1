import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../world.ts'

/** What is installed, and nothing newer: a fuzzer that changes by itself would find other things in the same worker. */
const requirement = 'schemathesis==4.32.5'

/** Outside of version control. */
export const folder = join(root, '.fuzz')

export type Schemathesis = { readonly program: string }

/** A virtual environment with schemathesis in it, made where it is not there yet; otherwise one line that says why not. */
export function installSchemathesis(): Schemathesis | string {
  const programs = join(folder, 'venv', process.platform === 'win32' ? 'Scripts' : 'bin')
  const program = join(programs, process.platform === 'win32' ? 'st.exe' : 'st')
  const stamp = join(folder, 'installed')
  const isInstalled = existsSync(stamp) && readFileSync(stamp, 'utf8') === requirement
  if (isInstalled && run(program, '--version') === undefined) return { program }

  const python = ['python3', 'python'].find(
    (name) => run(name, '-c', 'import sys; sys.exit(sys.version_info < (3, 10))') === undefined,
  )
  if (!python) return 'There is no Python 3.10 or newer on this machine.'
  rmSync(folder, { recursive: true, force: true })
  const failure = makeEnvironment(python) ?? install(join(programs, 'python'))
  if (failure) return failure
  writeFileSync(stamp, requirement)
  return { program }
}

function makeEnvironment(python: string): string | undefined {
  const environment = join(folder, 'venv')
  const own = run(python, '-m', 'venv', environment)
  if (own === undefined || run(python, '-m', 'virtualenv', environment) === undefined) return undefined
  return `Python could not make a virtual environment: ${own}`
}

function install(python: string): string | undefined {
  console.log(`Installing ${requirement} into ${folder}`)
  const failure = run(python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', requirement)
  return failure && `${requirement} could not be installed: ${failure}`
}

/** Runs a program to its end; the last line of what it says where it fails. */
function run(command: string, ...args: string[]): string | undefined {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' })
  if (status === 0) return undefined
  return error?.message ?? stderr.trim().split('\n').at(-1) ?? 'it says nothing'
}
