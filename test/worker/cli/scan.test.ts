import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { Connector } from '../../../shared/connector.ts'
import { gcpKey } from '../../clouds/gcp.ts'
import { freePort, waitFor } from '../../world.ts'
import { builtWorker } from '../whole/built-worker.ts'
import { demoEstates, setScene } from '../whole/scene.ts'
import { cli, folder, startCli } from './cli.ts'

const steering = '\u001b]0;owned\u0007\u001b[2J\u009b31m'

/** A firewall that fails, with a name that would steer a terminal. */
function estates() {
  const all = demoEstates()
  const [open] = all.gcp.firewalls
  if (open) open.name = `allow${steering}`
  return all
}

const scene = setScene(estates)
const ids = { gcp: '' }
const env = () => ({ PLUMBLINE_TOKEN: scene.worker.token })
const scan = (...args: readonly string[]) =>
  cli(['scan', '--worker', scene.worker.url, '--connector', ids.gcp, ...args], env())

beforeAll(async () => {
  ids.gcp = (await scene.connect('gcp')).id
}, 120_000)

test('a scan tells its findings in a table, with a summary, and exits with 1', async () => {
  const { code, out, err } = await scan()
  expect(code, err).toBe(1)
  expect(out).toMatch(/^CRITICALITY +CID +CONTROL +RESOURCE +REGION\nHIGH /)
  const rows = out.split('\n').filter((line) => /^(HIGH|MEDIUM|LOW) /.test(line))
  const [, total, high] = /\n\n(\d+) findings: (\d+) HIGH, \d+ MEDIUM, \d+ LOW\./.exec(out) ?? []
  expect(rows).toHaveLength(Number(total))
  expect(rows.filter((line) => line.startsWith('HIGH'))).toHaveLength(Number(high))
  expect(err).toMatch(/^Running GCP /)
}, 60_000)

test('names cannot steer the terminal', async () => {
  const { out, err } = await scan()
  expect(out).toContain('allow�]0;owned')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are the point
  expect(out + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
}, 60_000)

test.each([
  [
    'json',
    (text: string) =>
      expect(JSON.parse(text)).toMatchObject({ run: { state: 'succeeded' }, connector: { cloud: 'gcp' } }),
  ],
  ['sarif', (text: string) => expect(JSON.parse(text)).toMatchObject({ version: '2.1.0' })],
  ['ocsf', (text: string) => expect(JSON.parse(text)[0]).toMatchObject({ class_uid: 2003 })],
  ['csv', (text: string) => expect(text).toMatch(/^CID,Control,/)],
] as const)(
  'the findings can be had as %s, and --fail-on none exits with 0',
  async (format, check) => {
    const { code, out, err } = await scan('--format', format, '--fail-on', 'none')
    expect(code, err).toBe(0)
    check(out)
    expect(err).toMatch(/\d+ findings: /)
  },
  60_000,
)

test('the counts of the JSON are those of its findings', async () => {
  const { out } = await scan('--format', 'json')
  const { items, findings } = JSON.parse(out) as {
    items: { criticality: 'HIGH'; outcome: string }[]
    findings: Record<string, number>
  }
  for (const level of ['HIGH', 'MEDIUM', 'LOW']) {
    expect(items.filter(({ criticality }) => criticality === level)).toHaveLength(findings[level] ?? -1)
  }
  expect(new Set(items.map(({ outcome }) => outcome))).toEqual(new Set(['FAIL']))
}, 60_000)

test('a query narrows what counts, and a run with nothing left exits with 0', async () => {
  const { code, out } = await scan('--query', 'resource.name:"no such name"')
  expect([code, out]).toEqual([0, expect.stringMatching(/^No findings\./)])
}, 60_000)

test.each([
  [['--query', 'nonsense:1'], /query: At character 1/],
  [['--policy', 'gcp/nope'], /no such policy/],
  [['--policy', 'aws/best-practices'], /policy for aws; the connector is of gcp/],
  [['--format', 'asff'], /for AWS accounts only/],
  [['--fail-on', 'severe'], /one of high, medium, low, none/],
  [['--connector', 'nobody'], /There is no connector nobody\. There are: GCP/],
] as const)('%j is refused before anything runs, in one line, with 2', async (args, message) => {
  const runs = async () => (await scene.worker.api<{ total: number }>(`/connectors/${ids.gcp}/runs`)).total
  const before = await runs()
  const { code, out, err } = await scan(...args)
  expect([code, out, err.trim().split('\n').length]).toEqual([2, '', 1])
  expect(err).toMatch(message)
  expect(await runs()).toBe(before)
})

test('a run that could not read everything exits with 3 though little is found, unless that is allowed', async () => {
  scene.faults('gcp', { operation: 'compute.firewalls.list', kind: 'deny' })
  const strict = await scan('--fail-on', 'none')
  const lenient = await scan('--fail-on', 'none', '--allow-partial')
  scene.faults('gcp')
  expect([strict.code, lenient.code]).toEqual([3, 0])
  expect(strict.err).toMatch(
    /Not everything could be read: .* failed\..*\n +gcp\.compute\.firewall .*compute\.firewalls\.list/,
  )
  expect(strict.out).toMatch(/could not be judged \(UNKNOWN\)/)
}, 60_000)

test('Ctrl-C cancels the run and exits with 130', async () => {
  scene.faults('gcp', { operation: 'compute.firewalls.list', kind: 'slow' })
  const { child, ended, output } = await startCli(['scan', '--worker', scene.worker.url, '--connector', ids.gcp], env())
  const newest = async () =>
    (await scene.worker.api<{ items: { state: string }[] }>(`/connectors/${ids.gcp}/runs`)).items[0]?.state
  await waitFor(async () => output.err.includes('Running') && (await newest()) === 'running')
  child.kill('SIGINT')
  const { code, err } = await ended
  scene.faults('gcp')
  expect(err).toContain('The run was cancelled')
  expect(code).toBe(130)
  expect(await newest()).toBe('cancelled')
}, 60_000)

test('without a worker an account is described by options; nothing is kept, and no secret is shown', async () => {
  const { gcp } = scene.clouds
  const key = gcpKey(gcp.estate, gcp.url)
  const tmp = folder()
  const file = join(folder(), 'key.json')
  writeFileSync(file, JSON.stringify(key))
  const output = join(tmp, 'out.sarif')
  const { code, out, err } = await cli(['scan', '--gcp-key', file, '--format', 'sarif', '--output', output], {
    ...scene.clouds.env,
    TMPDIR: tmp,
  })
  expect([code, out], err).toEqual([1, ''])
  expect(JSON.parse(readFileSync(output, 'utf8')).runs[0].results.length).toBeGreaterThan(5)
  expect(readdirSync(tmp)).toEqual(['out.sarif'])
  expect(err).not.toContain('PRIVATE KEY')
}, 120_000)

test('an account that cannot be entered exits with 3 and says what to do', async () => {
  const args = ['scan', '--aws-role', 'arn:aws:iam::111122223333:role/Nobody', '--external-id', 'wrong']
  const { code, out, err } = await cli(args, { ...scene.clouds.env, TMPDIR: folder() })
  expect([code, out]).toEqual([3, ''])
  expect(err).toMatch(/The run failed\. .+/)
}, 120_000)

test('whoever stops reading ends an export quietly', async () => {
  const program = join(dirname(await builtWorker()), 'cli.js')
  const command = `"${process.execPath}" "${program}" export evaluations --worker ${scene.worker.url} | head -n 1; echo "\${PIPESTATUS[0]}"`
  const child = spawn('bash', ['--norc', '-c', command], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH ?? '', ...env() },
  })
  const text = { out: '', err: '' }
  child.stdout.on('data', (chunk) => (text.out += chunk))
  child.stderr.on('data', (chunk) => (text.err += chunk))
  await new Promise((resolve) => child.once('close', resolve))
  expect(text.out.split('\n')).toEqual([expect.stringMatching(/^CID,/), '0', ''])
  expect(text.err).toBe('')
})

test('a worker that cannot be asked is told as such', async () => {
  const address = `http://127.0.0.1:${await freePort()}`
  const ask = (worker: string, given = {}) => cli(['export', 'connectors', '--worker', worker], given)
  expect(await ask(address)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('set PLUMBLINE_TOKEN') })
  const token = { PLUMBLINE_TOKEN: 'plb_x' }
  const silent = { code: 3, out: '', err: `plumbline: No worker answers at ${address} (ECONNREFUSED).\n` }
  expect(await ask(address, token)).toEqual(silent)
  expect(await ask('ftp://x', token)).toMatchObject({
    code: 2,
    err: expect.stringContaining('is the address of a worker'),
  })
})

test('a token that the worker does not know is refused with 3', async () => {
  const { code, err } = await cli(['token', 'list', '--worker', scene.worker.url], { PLUMBLINE_TOKEN: 'plb_unknown' })
  expect([code, err]).toEqual([3, expect.stringContaining('does not know the token')])
})

test('an inventory is no scan', async () => {
  const { items } = await scene.worker.api<{ items: readonly Connector[] }>('/connectors')
  expect(items).toHaveLength(1)
  const body = {
    cloud: 'aws',
    name: 'Inventory',
    type: 'inventory',
    roleArn: 'arn:aws:iam::999999999999:role/P',
    externalId: 'abc',
  }
  const { id } = await scene.worker.api<Connector>('/connectors', { method: 'POST', body })
  const { code, err } = await cli(['scan', '--worker', scene.worker.url, '--connector', 'inventory'], env())
  expect([code, err]).toEqual([2, expect.stringContaining('judges nothing')])
  await scene.worker.api(`/connectors/${id}`, { method: 'DELETE' })
}, 60_000)
