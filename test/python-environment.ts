import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A virtual environment with a package in it: its folder, and the folder of its programs. */
export type PythonEnvironment = { readonly environment: string; readonly programs: string }

type Wanted = {
  /** Outside of version control; what else is in it is removed when it is made anew. */
  readonly folder: string
  /** For pip, with its version: what changes by itself would make a suite's answers change too. */
  readonly requirement: string
  /** Whether the package is usable in an environment that was made before. */
  readonly works: (found: PythonEnvironment) => boolean
}

export const isWindows = process.platform === 'win32'

/** A virtual environment with the package, made where it is not there yet; otherwise one line that says why not. */
export function installPackage({ folder, requirement, works }: Wanted): PythonEnvironment | string {
  const environment = join(folder, 'venv')
  const found = { environment, programs: join(environment, isWindows ? 'Scripts' : 'bin') }
  const stamp = join(folder, 'installed')
  const isInstalled = existsSync(stamp) && readFileSync(stamp, 'utf8') === requirement
  if (isInstalled && works(found)) return found

  const python = ['python3', 'python'].find(
    (name) => run(name, '-c', 'import sys; sys.exit(sys.version_info < (3, 10))') === undefined,
  )
  if (!python) return 'There is no Python 3.10 or newer on this machine.'
  rmSync(folder, { recursive: true, force: true })
  const failure = makeEnvironment(python, environment) ?? install(found, requirement, folder)
  if (failure) return failure
  writeFileSync(stamp, requirement)
  return found
}

export const pythonOf = ({ programs }: PythonEnvironment): string => join(programs, isWindows ? 'python.exe' : 'python')

function makeEnvironment(python: string, environment: string): string | undefined {
  const own = run(python, '-m', 'venv', environment)
  if (own === undefined || run(python, '-m', 'virtualenv', environment) === undefined) return undefined
  return `Python could not make a virtual environment: ${own}`
}

function install(found: PythonEnvironment, requirement: string, folder: string): string | undefined {
  console.log(`Installing ${requirement} into ${folder}`)
  const failure = run(pythonOf(found), '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', requirement)
  return failure && `${requirement} could not be installed: ${failure}`
}

/** Runs a program to its end; the last line of what it says where it fails. */
export function run(command: string, ...args: string[]): string | undefined {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' })
  if (status === 0) return undefined
  return error?.message ?? stderr.trim().split('\n').at(-1) ?? 'it says nothing'
}
