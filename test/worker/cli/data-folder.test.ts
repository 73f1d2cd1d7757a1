import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Connector } from '../../../shared/connector.ts'
import { startClouds } from '../../simulated-clouds.ts'
import { root, type Worker } from '../../world.ts'
import { builtWorker, startBuiltWorker } from '../whole/built-worker.ts'
import { demoEstates, draftOf } from '../whole/scene.ts'
import { cli, folder } from './cli.ts'

beforeAll(async () => void (await builtWorker()), 120_000)

async function start(env: Readonly<Record<string, string>>): Promise<Worker> {
  const worker = await startBuiltWorker(env)
  onTestFinished(() => worker.stop('SIGKILL'))
  return worker
}

async function sql(data: string, text: string) {
  const client = createClient({ url: `file:${join(data, 'plumbline.db')}` })
  const { rows } = await client.execute(text)
  client.close()
  return rows
}

test('every command has a help, and a mistake is one line that says what to do', async () => {
  const commands = ['scan', 'export', 'control check', 'token create', 'token list', 'token revoke']
  const all = await cli(['--help'])
  expect(all.code).toBe(0)
  for (const command of commands) expect(all.out).toContain(`  ${command} `)
  const helps = await Promise.all(commands.map((command) => cli([...command.split(' '), '--help'])))
  helps.forEach(({ code, out }, index) => {
    expect([code, out.split('\n', 1)[0]]).toEqual([0, expect.stringContaining(`-- ${commands[index]} `)])
  })
  for (const args of [
    [],
    ['scna'],
    ['token'],
    ['toString'],
    ['scan', '--formt'],
    ['scan'],
    ['export', 'resource'],
    ['control', 'check'],
  ]) {
    const { code, out, err } = await cli(args)
    expect([code, out, err.trim().split('\n').length], args.join(' ')).toEqual([2, '', 1])
  }
}, 60_000)

test('a data folder without a database is not made up', async () => {
  const data = folder()
  for (const args of [
    ['token', 'list'],
    ['export', 'resources'],
    ['scan', '--connector', 'x'],
  ]) {
    const { code, err } = await cli(args, { PLUMBLINE_DATA: data })
    expect([code, err]).toEqual([2, expect.stringContaining(`There is no database in ${data}.`)])
  }
  expect(readdirSync(data)).toEqual([])
}, 60_000)

test('an operator who lost the first token makes another one, beside the worker, and ends it', async () => {
  const data = folder()
  const env = { PLUMBLINE_DATA: data }
  const worker = await start(env)
  const hostile = await cli(['token', 'create', '--name', 'CI \u001b[2J', '--role', 'reader'], env)
  expect(hostile).toMatchObject({ code: 2, out: '', err: expect.stringContaining('one line of plain text') })
  const made = await cli(['token', 'create', '--name', 'CI', '--role', 'reader', '--expires', '90d'], env)
  expect([made.code, made.out], made.err).toEqual([0, expect.stringMatching(/^plb_[\w-]+\n$/)])
  const session = async () => {
    const authorization = `Bearer ${made.out.trim()}`
    return (await fetch(`${worker.url}/api/session`, { headers: { authorization } })).status
  }
  expect(await session()).toBe(200)

  const { out } = await cli(['token', 'list'], env)
  const [head, ...lines] = out.trim().split('\n')
  expect(head).toMatch(/^ID +NAME +ROLE OR USER +CREATED/)
  expect(lines).toHaveLength(2)
  expect(out).not.toContain('\u001b')
  const listed = JSON.parse((await cli(['token', 'list', '--format', 'json'], env)).out) as {
    id: string
    name: string
  }[]
  const id = listed.find(({ name }) => name.startsWith('CI'))?.id ?? ''
  expect(made.err).toContain(id)
  expect((await cli(['token', 'revoke', id], env)).code).toBe(0)
  expect(await session()).toBe(401)
  expect((await cli(['token', 'revoke', 'nobody'], env)).code).toBe(2)
  expect(await cli(['token', 'create', '--name', 'x', '--role', 'emperor'], env)).toMatchObject({ code: 2, out: '' })
  expect(await sql(data, `SELECT name FROM tokens WHERE name = 'Command line'`)).toEqual([])
}, 120_000)

test('a folder with a worker on it is scanned by that worker only; without one, in this process; lists are had either way', async () => {
  const clouds = await startClouds(demoEstates())
  onTestFinished(clouds.close)
  const data = folder()
  const env = { ...clouds.env, PLUMBLINE_DATA: data }
  const worker = await start(env)
  const { name } = await worker.api<Connector>('/connectors', { method: 'POST', body: draftOf(clouds, 'gcp') })
  const refused = await cli(['scan', '--connector', name], env)
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining(`A worker is running on ${data}.`)])
  expect((await cli(['export', 'connectors'], env)).out).toContain(name)
  await worker.stop()

  const scanned = await cli(['scan', '--connector', name.toUpperCase(), '--format', 'json'], env)
  expect(scanned.code, scanned.err).toBe(1)
  const { items } = JSON.parse(scanned.out) as { items: readonly unknown[] }
  const file = join(folder(), 'findings.jsonl')
  const args = [
    'export',
    'evaluations',
    '--format',
    'jsonl',
    '--filter',
    'result=FAIL',
    '--columns',
    'cid,name',
    '--output',
    file,
  ]
  expect(await cli(args, env)).toMatchObject({ code: 0, out: '', err: '' })
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  expect(lines).toHaveLength(items.length)
  expect(Object.keys(JSON.parse(lines[0] ?? ''))).toEqual(['cid', 'name'])
  expect(await cli(['export', 'evaluations', '--filter', 'colour=red'], env)).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('colour'),
  })
  expect(await sql(data, `SELECT state FROM runs ORDER BY queued DESC LIMIT 1`)).toMatchObject([{ state: 'succeeded' }])
  expect(await sql(data, 'PRAGMA integrity_check')).toMatchObject([{ integrity_check: 'ok' }])
}, 180_000)

const control = readFileSync(join(root, 'policies/aws/s3/bucket-versioning.yaml'), 'utf8')

test('controls are checked with line, column and caret, examples included, without any database', async () => {
  const files = folder()
  mkdirSync(join(files, 'deep'))
  writeFileSync(join(files, 'fine.yaml'), control)
  writeFileSync(join(files, 'set.policy.yaml'), 'title: no control')
  expect(await cli(['control', 'check', files])).toMatchObject({
    code: 0,
    out: '',
    err: '1 control checked: all fine.\n',
  })

  const misspelt = control.replace('resource.versioning ==', 'resource.versoning ==')
  writeFileSync(join(files, 'deep/misspelt.yaml'), misspelt)
  writeFileSync(join(files, 'wrong.yaml'), control.replace(/expect: FAIL/, 'expect: PASS'))
  const { code, out, err } = await cli(['control', 'check', files])
  expect([code, err]).toEqual([1, expect.stringMatching(/^3 controls checked: \d+ mistakes in 2\.\n$/)])
  const line = misspelt.split('\n').findIndex((text) => text.includes('versoning')) + 1
  const text = misspelt.split('\n')[line - 1] ?? ''
  const column = text.indexOf('versoning') + 1
  const [place, shown, caret] = out.slice(out.indexOf(join(files, 'deep/misspelt.yaml'))).split('\n')
  expect(place).toContain(`misspelt.yaml:${line}:`)
  expect(place).toContain('did you mean "versioning"?')
  expect(shown).toBe(`${line} | ${text}`)
  expect((caret ?? '').indexOf('^') - `${line} | `.length).toBeLessThanOrEqual(column - 1)
  expect(out).toMatch(/wrong\.yaml:\d+:\d+: example ".*" expects PASS, but the control says FAIL/)
  expect(await cli(['control', 'check', join(files, 'nothing.yaml')])).toMatchObject({ code: 2, out: '' })
}, 60_000)

test('a control file cannot steer the terminal', async () => {
  const file = join(folder(), 'hostile.yaml')
  writeFileSync(file, `${control}\n\u001b[2J\u009b31m: \u001b]0;owned\u0007\n`)
  const { code, out } = await cli(['control', 'check', file])
  expect(code).toBe(1)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are the point
  expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
})
