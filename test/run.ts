import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { findChromium } from './chromium.ts'

/** Everything that `npm test` does, in order; ends with the line `N passed, N failed`. */
const tally = { passed: 0, notRun: 0 }
/** What failed, by name: told once more at the end, where it is looked for. */
const failures: string[] = []
const folder = mkdtempSync(join(tmpdir(), 'plumbline-test-'))

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  console.log(`\n▸ ${[command, ...args].join(' ')}`)
  return spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0
}

/** A command that is one check: it passes or fails as a whole. */
function check(command: string, ...args: string[]): void {
  if (run(command, args)) tally.passed++
  else failures.push([command, ...args].join(' '))
}

type Outcome = { readonly status: string; readonly fullName: string; readonly failureMessages: readonly string[] }
type Suite = {
  readonly name: string
  readonly status: string
  readonly message: string
  readonly assertionResults: readonly Outcome[]
}
type Report = {
  readonly numPassedTests: number
  readonly numPendingTests: number
  readonly testResults: readonly Suite[]
}

/** Test projects; a file that fails before its first test counts as one failure. */
function vitest(projects: readonly string[], env: NodeJS.ProcessEnv = {}): void {
  const file = join(folder, `${projects.join('-')}.json`)
  const args = ['vitest', 'run', '-c', 'test/vitest.config.ts', ...projects.flatMap((name) => ['--project', name])]
  const isFine = run('npx', [...args, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`], env)
  if (!existsSync(file)) {
    failures.push(`${projects.join(', ')}: vitest ended without a report`)
    return
  }
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report
  const failed = report.testResults.flatMap(failuresOf)
  tally.passed += report.numPassedTests
  tally.notRun += report.numPendingTests
  failures.push(...failed)
  if (failed.length === 0 && !isFine) failures.push(`${projects.join(', ')}: vitest ended with an error`)
}

function failuresOf({ name, status, message, assertionResults }: Suite): readonly string[] {
  const file = relative(process.cwd(), name)
  if (status === 'failed' && assertionResults.length === 0) return [`${file}: ${firstLine(message)}`]
  return assertionResults
    .filter((test) => test.status === 'failed')
    .map(({ fullName, failureMessages: [reason = ''] }) => `${file}: ${fullName}: ${firstLine(reason)}`)
}

const firstLine = (text: string) => text.split('\n', 1)[0]?.slice(0, 300)

function browserTests(): void {
  try {
    vitest(['browser'], { CHROMIUM: findChromium() })
  } catch (error) {
    failures.push((error as Error).message)
  }
}

check('npx', 'tsc', '--noEmit')
check('npx', 'biome', 'check', '--error-on-warnings')
check('npm', 'run', '--silent', 'build')
check('npm', 'run', '--silent', 'build:demo')
check('npm', 'run', '--silent', 'build:edge')
check('npm', 'run', '--silent', 'build:firefox')
vitest(['worker', 'extension'])
browserTests()

if (tally.notRun > 0) console.log(`\n${tally.notRun} not run (named above)`)
for (const failure of failures) console.log(`✗ ${failure}`)
console.log(`\n${tally.passed} passed, ${failures.length} failed`)
process.exitCode = failures.length === 0 ? 0 : 1
