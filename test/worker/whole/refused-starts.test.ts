import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { freePort } from '../../world.ts'
import { builtWorker, startBuiltWorker } from './built-worker.ts'

let program: string
beforeAll(async () => {
  program = await builtWorker()
}, 60_000)

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'plumbline-start-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** A folder with the database that a worker has left there. */
async function usedFolder(): Promise<string> {
  const path = folder()
  await (await startBuiltWorker({ PLUMBLINE_DATA: path })).stop()
  // All of it into the one file.
  const client = createClient({ url: `file:${join(path, 'plumbline.db')}` })
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  client.close()
  return path
}

type Way = { readonly env?: Readonly<Record<string, string>>; readonly command?: readonly string[] }

/** What a worker says that does not start: one line on standard error, no stack, exit code 1, nothing else. */
async function refusal({ env = {}, command = [] }: Way): Promise<string> {
  const [first = '', ...rest] = [...command, process.execPath, program]
  const child = spawn(first, rest, {
    env: { PATH: process.env.PATH ?? '', PLUMBLINE_PORT: '0', PLUMBLINE_DATA: folder(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk) => (said.out += chunk))
  child.stderr.on('data', (chunk) => (said.err += chunk))
  const code = await new Promise<number | null>((resolve) => {
    child.once('close', resolve)
    child.stdout.on('data', () => said.out.includes('Pair it') && resolve(null))
  })
  expect({ code, out: said.out }, said.err).toEqual({ code: 1, out: '' })
  expect(said.err.trimEnd().split('\n'), said.err).toHaveLength(1)
  expect(said.err).toMatch(/^Plumbline did not start\. \S/)
  expect(said.err).not.toMatch(/\bat \S+:\d+|node:internal|Error:/)
  return said.err
}

test('a database whose beginning is overwritten', async () => {
  const data = folder()
  writeFileSync(join(data, 'plumbline.db'), 'This is no database at all.'.repeat(1000))
  expect(await refusal({ env: { PLUMBLINE_DATA: data } })).toContain('is damaged. Restore it from a backup')
})

test('a database that was cut off', async () => {
  const data = await usedFolder()
  const path = join(data, 'plumbline.db')
  truncateSync(path, Math.floor(statSync(path).size / 3))
  expect(await refusal({ env: { PLUMBLINE_DATA: data } })).toContain('is damaged')
})

test('a database whose tables are garbage', async () => {
  const data = await usedFolder()
  const path = join(data, 'plumbline.db')
  const bytes = readFileSync(path)
  bytes.fill(0xa5, 4096)
  writeFileSync(path, bytes)
  expect(await refusal({ env: { PLUMBLINE_DATA: data } })).toContain('is damaged')
})

test('a database of a newer Plumbline', async () => {
  const data = await usedFolder()
  const client = createClient({ url: `file:${join(data, 'plumbline.db')}` })
  await client.execute(`INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 32503680000000)`)
  client.close()
  expect(await refusal({ env: { PLUMBLINE_DATA: data } })).toContain('was written by a newer Plumbline')
})

test('a database that another program holds on to', async () => {
  const data = await usedFolder()
  const client = createClient({ url: `file:${join(data, 'plumbline.db')}` })
  onTestFinished(() => client.close())
  const transaction = await client.transaction('write')
  await transaction.execute(`UPDATE meta SET value = value WHERE key = 'seq'`)
  const said = await refusal({ env: { PLUMBLINE_DATA: data } })
  await transaction.rollback()
  expect(said).toContain('is locked by another program')
}, 60_000)

test('a taken port', async () => {
  const other = createServer()
  onTestFinished(() => void other.close())
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  expect(await refusal({ env: { PLUMBLINE_PORT: String(port) } })).toContain(`Port ${port} is taken`)
})

test('an address that is another machine’s', async () => {
  const port = String(await freePort())
  expect(await refusal({ env: { PLUMBLINE_PORT: port, PLUMBLINE_HOST: '192.0.2.1' } })).toContain('192.0.2.1')
})

test('a disk that is full', async () => {
  // A limit on the size of files stands in for it, where no small disk can be mounted: writes fail in the same way.
  const command = ['bash', '-c', 'trap "" XFSZ; ulimit -f 24; exec "$@"', 'bash']
  const said = await refusal({ command })
  expect(said).toMatch(/The database .* (the disk is full|the disk failed or is full)/)
})

test('a data folder that may not be written', async () => {
  const data = join(folder(), 'data')
  mkdirSync(data)
  chmodSync(data, 0o500)
  const isRoot = process.getuid?.() === 0
  // Root may write everywhere: there, a user without rights is taken on, in a folder below one that it may enter.
  const command = isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : []
  chmodSync(join(data, '..'), 0o755)
  const said = await refusal({ env: { PLUMBLINE_DATA: data, HOME: '/tmp' }, command })
  expect(said).toContain('may not be written by this user')
})

test('a data folder that is a file, or lies below one', async () => {
  const file = join(folder(), 'file')
  writeFileSync(file, '')
  expect(await refusal({ env: { PLUMBLINE_DATA: file } })).toContain('is a file')
  expect(await refusal({ env: { PLUMBLINE_DATA: join(file, 'below') } })).toContain('is a file')
})

test('a key file that is damaged, and one that is a folder', async () => {
  const data = folder()
  writeFileSync(join(data, 'key'), 'nonsense')
  expect(await refusal({ env: { PLUMBLINE_DATA: data } })).toContain('is damaged')
  const other = folder()
  mkdirSync(join(other, 'key'))
  expect(await refusal({ env: { PLUMBLINE_DATA: other } })).toContain(join(other, 'key'))
})

test.each([
  ['PLUMBLINE_HOST', 'not a host'],
  ['PLUMBLINE_PORT', 'eighty'],
  ['PLUMBLINE_PORT', '65536'],
  ['PLUMBLINE_PORT', '-1'],
  ['PLUMBLINE_DATABASE_URL', 'postgres://user:hunter2@db/plumbline'],
  ['PLUMBLINE_DATABASE_URL', 'nonsense'],
  ['PLUMBLINE_REDIS_URL', 'redis://:hunter2@127.0.0.1'],
  ['PLUMBLINE_ADMIN_TOKEN', 'hunter2'],
  ['PLUMBLINE_LOG_LEVEL', 'loud'],
  ['AWS_ENDPOINT_URL', 'nowhere'],
  ['AZURE_AUTHORITY_HOST', 'ftp://login.example'],
  ['PLUMBLINE_AZURE_ENDPOINT', 'nowhere'],
  ['PLUMBLINE_GCP_ENDPOINT', 'javascript:alert(1)'],
])('%s as %s', async (name, value) => {
  const said = await refusal({ env: { [name]: value } })
  expect(said).toMatch(new RegExp(`^Plumbline did not start\\. ${name} `))
  expect(said).not.toContain('hunter2')
})

test('a database that does not answer', async () => {
  const url = `http://127.0.0.1:${await freePort()}?authToken=hunter2`
  const said = await refusal({ env: { PLUMBLINE_DATABASE_URL: url } })
  expect(said).toContain('does not answer')
  expect(said).not.toContain('hunter2')
})
