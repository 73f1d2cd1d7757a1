import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
// Below the project, where the bundle finds its policies and packages.
const outDir = join(root, `.output/worker-test-${process.pid}`)

beforeAll(async () => {
  await build({ root, configFile: join(root, 'worker/vite.config.ts'), logLevel: 'error', build: { outDir } })
}, 60_000)
afterAll(() => rmSync(outDir, { recursive: true, force: true }))

const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'plumbline-main-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** Starts the worker as its own process and waits until it has printed how to pair it, or has ended. */
async function run(env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [join(outDir, 'main.js')], {
    env: { PATH: process.env.PATH ?? '', PLUMBLINE_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const output = { out: '', err: '' }
  child.stdout.on('data', (chunk) => (output.out += chunk))
  child.stderr.on('data', (chunk) => (output.err += chunk))
  const code = await new Promise<number | null>((resolve) => {
    child.once('close', resolve)
    child.stdout.on('data', () => output.out.includes('Pair it') && resolve(null))
  })
  const [url = ''] = /http:\/\/[\w.:]+/.exec(output.out) ?? []
  return { child, code, output, url }
}

function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  child.kill(signal)
  return new Promise((resolve) => child.once('close', resolve))
}

const tokenIn = (text: string) => /#token=([\w-]+)/.exec(text)?.[1]

test('a first start prints a link that pairs; a later one neither prints nor changes the token', async () => {
  const data = folder()
  const first = await run({ PLUMBLINE_DATA: data })
  const token = tokenIn(first.output.out)
  const session = async (url: string) =>
    (await fetch(`${url}/api/session`, { headers: { authorization: `Bearer ${token}` } })).json()
  expect(await session(first.url)).toMatchObject({ role: 'manager' })
  expect(statSync(join(data, 'key')).mode & 0o777).toBe(0o600)
  expect(await stop(first.child, 'SIGTERM')).toBe(0)

  const second = await run({ PLUMBLINE_DATA: data })
  expect(tokenIn(second.output.out)).toBeUndefined()
  expect(await session(second.url)).toMatchObject({ role: 'manager' })
  expect(await stop(second.child, 'SIGINT')).toBe(0)
  expect(second.output.err).not.toContain(token)
})

test('the bundle serves its description, its documentation and the controls', async () => {
  const token = 'a-token-of-twenty-four-letters'
  const { url, output } = await run({ PLUMBLINE_DATA: folder(), PLUMBLINE_ADMIN_TOKEN: token })
  const get = (path: string) => fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } })
  expect((await (await get('/api/openapi.json')).json()).paths).toHaveProperty('/api/sync')
  expect((await get('/api/docs/swagger-ui-bundle.js')).status).toBe(200)
  expect((await get('/pair')).status).toBe(200)
  const { total } = (await (await get('/api/controls?pageSize=1')).json()) as { total: number }
  expect(total).toBeGreaterThan(20)
  const guide = await (await get('/api/connectors/guide?cloud=gcp')).json()
  expect(guide.permissions.length).toBeGreaterThan(3)
  expect(`${output.out}${output.err}`).not.toContain(token)
})

/** What a start that fails says, on one line and without a stack. */
async function failure(env: Readonly<Record<string, string>>): Promise<string> {
  const { code, output } = await run(env)
  expect(code).toBe(1)
  expect(output.out).toBe('')
  expect(output.err.trimEnd().split('\n')).toHaveLength(1)
  expect(output.err).not.toMatch(/\bat .*\d+:\d+/)
  return output.err
}

test('a bad setting ends the start in one line', async () => {
  expect(await failure({ PLUMBLINE_PORT: 'eighty' })).toMatch(
    /^Plumbline did not start\. PLUMBLINE_PORT "eighty" is not a port number .* Example: 8787$/m,
  )
  expect(await failure({ PLUMBLINE_REDIS_URL: 'redis://h' })).toContain('PLUMBLINE_REDIS_URL is not supported yet')
})

test('a taken port ends the start in one line', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo
  expect(await failure({ PLUMBLINE_DATA: folder(), PLUMBLINE_PORT: String(port) })).toContain(`Port ${port} is taken`)
})

test('a corrupt database ends the start in one line', async () => {
  const data = folder()
  writeFileSync(join(data, 'plumbline.db'), 'This is no database at all.'.repeat(1000))
  expect(await failure({ PLUMBLINE_DATA: data })).toContain('is damaged. Restore it from a backup')
})

test('a data folder that cannot be one ends the start in one line', async () => {
  const file = join(folder(), 'file')
  writeFileSync(file, '')
  expect(await failure({ PLUMBLINE_DATA: file })).toContain('is a file. Choose another one')
})

test('a damaged key file ends the start in one line', async () => {
  const data = folder()
  writeFileSync(join(data, 'key'), 'nonsense')
  expect(await failure({ PLUMBLINE_DATA: data })).toContain('is damaged. Put its copy back')
})

test('a host that other machines reach is warned of', async () => {
  const { output } = await run({ PLUMBLINE_DATA: folder(), PLUMBLINE_HOST: '0.0.0.0' })
  expect(output.out).toMatch(/^Warning: with PLUMBLINE_HOST=0\.0\.0\.0 other machines reach the worker/)
})
