import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../world.ts'

/** What is installed, and nothing newer: an emulator that changes by itself would make the suite's answers change too. */
const requirement = 'moto[server]==5.2.5'

/** Outside of version control. */
const folder = join(root, '.emulator')

export type Python = { readonly program: string; readonly environment: string }

/** A virtual environment with moto in it, made where it is not there yet; otherwise one line that says why not. */
export function installMoto(): Python | string {
  const environment = join(folder, 'venv')
  const program = join(environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  const stamp = join(folder, 'installed')
  const isInstalled = existsSync(stamp) && readFileSync(stamp, 'utf8') === requirement
  if (isInstalled && run(program, '-c', 'import moto') === undefined) return { program, environment }

  const python = ['python3', 'python'].find(
    (name) => run(name, '-c', 'import sys; sys.exit(sys.version_info < (3, 10))') === undefined,
  )
  if (!python) return 'There is no Python 3.10 or newer on this machine.'
  rmSync(folder, { recursive: true, force: true })
  const failure = makeEnvironment(python, environment) ?? install(program)
  if (failure) return failure
  writeFileSync(stamp, requirement)
  return { program, environment }
}

function makeEnvironment(python: string, environment: string): string | undefined {
  const own = run(python, '-m', 'venv', environment)
  if (own === undefined || run(python, '-m', 'virtualenv', environment) === undefined) return undefined
  return `Python could not make a virtual environment: ${own}`
}

function install(program: string): string | undefined {
  console.log(`Installing ${requirement} into ${folder}`)
  const failure = run(program, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', requirement)
  return failure && `${requirement} could not be installed: ${failure}`
}

/** Runs a program to its end; the last line of what it says where it fails. */
function run(command: string, ...args: string[]): string | undefined {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' })
  if (status === 0) return undefined
  return error?.message ?? stderr.trim().split('\n').at(-1) ?? 'it says nothing'
}
