import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from './chromium.ts'

/** Everything that `npm test` does, in order; ends with the line `N passed, N failed`. */
const tally = { passed: 0, failed: 0, notRun: 0 }
const folder = mkdtempSync(join(tmpdir(), 'plumbline-test-'))

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  console.log(`\n▸ ${[command, ...args].join(' ')}`)
  return spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0
}

/** A command that is one check: it passes or fails as a whole. */
function check(command: string, ...args: string[]): void {
  tally[run(command, args) ? 'passed' : 'failed']++
}

type Report = { readonly numPassedTests: number; readonly numFailedTests: number; readonly numPendingTests: number }
type Suites = {
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[]
}

/** Test projects; a file that fails before its first test counts as one failure. */
function vitest(projects: readonly string[], env: NodeJS.ProcessEnv = {}): void {
  const file = join(folder, `${projects.join('-')}.json`)
  const args = ['vitest', 'run', '-c', 'test/vitest.config.ts', ...projects.flatMap((name) => ['--project', name])]
  const isFine = run('npx', [...args, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`], env)
  if (!existsSync(file)) {
    tally.failed++
    return
  }
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report & Suites
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  const failed = report.numFailedTests + broken.length
  tally.passed += report.numPassedTests
  tally.notRun += report.numPendingTests
  tally.failed += failed === 0 && !isFine ? 1 : failed
}

function browserTests(): void {
  try {
    vitest(['browser'], { CHROMIUM: findChromium() })
  } catch (error) {
    console.error((error as Error).message)
    tally.failed++
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
console.log(`\n${tally.passed} passed, ${tally.failed} failed`)
process.exitCode = tally.failed === 0 ? 0 : 1
