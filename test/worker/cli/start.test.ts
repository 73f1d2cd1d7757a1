import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { folder } from './cli.ts'

/** A project whose bundler counts its calls, and bundles what prints its arguments. */
function createProject() {
  const root = folder()
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const touch = (path: string, time: Date) => utimesSync(join(root, path), time, time)
  write('package.json', '{"type":"module"}')
  write('shared/word.ts', '')
  write('worker/one.ts', '')
  write('worker/cli/other.ts', '')
  write(
    'node_modules/vite/bin/vite.js',
    `import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
     console.log('a word of the bundler')
     appendFileSync('calls', 'x')
     if (process.env.BROKEN) process.exit(7)
     mkdirSync('.output/cli', { recursive: true })
     writeFileSync('.output/cli/cli.js', 'console.log(process.argv.slice(2).join(" "))')`,
  )
  cpSync(join(import.meta.dirname, '../../../worker/cli/start.ts'), join(root, 'worker/cli/start.ts'))
  const past = new Date(Date.now() - 60_000)
  for (const path of ['shared', 'shared/word.ts', 'worker', 'worker/one.ts', 'worker/cli', 'worker/cli/other.ts'])
    touch(path, past)
  touch('worker/cli/start.ts', past)
  const start = (env = {}) => {
    const { status, stdout } = spawnSync(process.execPath, [join(root, 'worker/cli/start.ts'), 'token', 'list'], {
      cwd: root,
      env: { PATH: process.env.PATH, ...env },
      encoding: 'utf8',
    })
    return { status, stdout }
  }
  const calls = () => (existsSync(join(root, 'calls')) ? readFileSync(join(root, 'calls'), 'utf8').length : 0)
  return { root, write, touch, start, calls }
}

const done = { status: 0, stdout: 'token list\n' }

test('the command line is bundled once, and again when a file of it was changed, came or went', () => {
  const { root, write, touch, start, calls } = createProject()
  expect([start(), calls()]).toEqual([done, 1])
  expect([start(), calls()]).toEqual([done, 1])
  touch('worker/one.ts', new Date())
  expect([start(), calls()]).toEqual([done, 2])
  write('shared/new.ts', '')
  expect([start(), calls()]).toEqual([done, 3])
  rmSync(join(root, 'worker/cli/other.ts'))
  expect([start(), calls()]).toEqual([done, 4])
  write('package-lock.json', '{}')
  expect([start(), calls()]).toEqual([done, 5])
  expect([start(), calls()]).toEqual([done, 5])
})

test('what cannot be bundled is not started, though an older bundle is there', () => {
  const { touch, start, calls } = createProject()
  start()
  touch('worker/one.ts', new Date())
  for (const call of [2, 3]) expect([start({ BROKEN: '1' }), calls()]).toEqual([{ status: 7, stdout: '' }, call])
  expect([start(), calls()]).toEqual([done, 4])
})
