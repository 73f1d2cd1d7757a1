import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { RunState } from '../../../shared/run.ts'
import { clean, cleanLines } from '../../../worker/cli/clean.ts'
import { readArguments } from '../../../worker/cli/command.ts'
import { draftFrom } from '../../../worker/cli/connector-flags.ts'
import { openOutput } from '../../../worker/cli/output.ts'
import { writeTable } from '../../../worker/cli/table.ts'
import type { Terminal } from '../../../worker/cli/terminal.ts'
import { readEnd } from '../../../worker/cli/token.ts'
import { type Level, verdict } from '../../../worker/cli/verdict.ts'
import { pad, shorten, widthOf } from '../../../worker/cli/width.ts'
import { folder } from './cli.ts'

test('a name cannot steer the terminal, break the line or turn the writing around', () => {
  expect(clean('\u001b]0;owned\u0007\u001b[2Jx')).toBe('�]0;owned��[2Jx')
  expect(clean('a\u009b31mb\u007f')).toBe('a�31mb�')
  expect(clean('one\r\ntwo\tthree')).toBe('one two�three')
  expect(clean('\u202egnp.exe\u2066')).toBe('�gnp.exe�')
  expect(cleanLines('a\nb\u001bc\r')).toBe('a\nb�c�')
})

test('widths are those of a screen', () => {
  expect([widthOf('abc'), widthOf('日本'), widthOf('👍🏽'), widthOf('é')]).toEqual([3, 4, 2, 1])
  expect([shorten('日本語', 4), shorten('abcdef', 4), shorten('abc', 3), shorten('abc', 0)]).toEqual([
    '日…',
    'abc…',
    'abc',
    '',
  ])
  expect(pad('日', 4)).toBe('日  ')
})

type Row = { readonly name: string; readonly text: string }
const columns = [
  { label: 'NAME', of: ({ name }: Row) => name, least: 6, colour: () => 31 },
  { label: 'TEXT', of: ({ text }: Row) => text, least: 6 },
]

async function table(rows: readonly Row[], width: number, hasColours = false): Promise<readonly string[]> {
  const parts: string[] = []
  for await (const part of writeTable(rows, columns, { width, hasColours })) parts.push(part)
  return parts.join('').split('\n').slice(0, -1)
}

test('a table is aligned, fits the screen, and has colours only where they are wanted', async () => {
  const rows = [
    { name: 'short', text: '日本語 and more than fits' },
    { name: 'a name that is far too long for it', text: 'x\u001b[31my' },
  ]
  const lines = await table(rows, 30)
  for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(30)
  expect(new Set(lines.map((line) => widthOf(line.slice(0, line.search(/ (TEXT|日|x)/u)))))).toHaveLength(1)
  expect(lines.join()).not.toContain('\u001b')
  const [, first = ''] = await table(rows, 30, true)
  expect(first.startsWith('\u001b[31mshort')).toBe(true)
  expect(first).toContain('\u001b[0m ')
  expect(await table([], 30)).toEqual([])
})

test('a long table keeps its columns in line and no name makes it endlessly wide', async () => {
  const rows = Array.from({ length: 2500 }, (_, index) => ({ name: `n${index + 1000}`, text: 'x'.repeat(10_000) }))
  const lines = await table(rows, Number.POSITIVE_INFINITY)
  expect(lines).toHaveLength(2501)
  expect(new Set(lines.slice(1).map((line) => line.indexOf('xx')))).toHaveLength(1)
  expect(Math.max(...lines.map(widthOf))).toBeLessThan(140)
})

const exitOf = (state: RunState, failOn: Level, high: number, low: number, rest = {}) =>
  verdict({
    run: { state, evaluations: 10 },
    found: { HIGH: high, MEDIUM: 0, LOW: low },
    failOn,
    allowPartial: false,
    ...rest,
  })

test('the exit code follows the level, and a run that did not see everything never has a good one', () => {
  expect([
    exitOf('succeeded', 'low', 0, 0),
    exitOf('succeeded', 'low', 0, 1),
    exitOf('succeeded', 'medium', 0, 1),
  ]).toEqual([0, 1, 0])
  expect([exitOf('succeeded', 'high', 1, 0), exitOf('succeeded', 'none', 1, 1)]).toEqual([1, 0])
  expect([exitOf('partial', 'none', 0, 0), exitOf('partial', 'low', 1, 0), exitOf('failed', 'none', 0, 0)]).toEqual([
    3, 3, 3,
  ])
  const allowPartial = { allowPartial: true }
  expect([exitOf('partial', 'low', 0, 0, allowPartial), exitOf('partial', 'low', 1, 0, allowPartial)]).toEqual([0, 1])
  expect(exitOf('failed', 'none', 0, 0, allowPartial)).toBe(3)
  expect(exitOf('succeeded', 'none', 0, 0, { run: { state: 'succeeded', evaluations: 0 } })).toBe(3)
})

const spec = {
  name: 'scan',
  options: { format: { type: 'string', choices: ['json', 'table'], about: '' }, worker: { type: 'string', about: '' } },
} as const

test.each([
  [['--formt', 'x'], /^There is no option --formt; did you mean "--format"\? See .* scan --help\.$/],
  [['--format', 'jsn'], /^--format is one of json, table; did you mean "json"\?$/],
  [['--format'], /--format.* See .* scan --help\.$/],
  [['--worker', ''], /^--worker is empty\.$/],
  [['--token', 'plb_x'], /^--token: secrets are not given on the command line.*PLUMBLINE_TOKEN/],
] as const)('a mistake in %j is told in one line', (args, message) => {
  expect(() => readArguments(spec, args)).toThrow(
    expect.objectContaining({ code: 2, message: expect.stringMatching(message) }),
  )
})

test('an account that is described by halves is refused, naming what is missing', () => {
  const id = '11111111-2222-3333-4444-555555555555'
  const azure = { 'azure-tenant': id, 'azure-client': id, 'azure-subscription': id }
  expect(() => draftFrom({ 'aws-role': 'arn:aws:iam::111122223333:role/P' }, {})).toThrow('--external-id is missing.')
  expect(() => draftFrom({ 'aws-role': 'x', 'external-id': 'abc' }, {})).toThrow(/^--aws-role: This is not the ARN/)
  expect(() => draftFrom(azure, {})).toThrow('AZURE_CLIENT_SECRET is missing.')
  expect(draftFrom(azure, { AZURE_CLIENT_SECRET: 's' })).toMatchObject({ cloud: 'azure', clientSecret: 's' })
  expect(() => draftFrom({ ...azure, 'external-id': 'x' }, { AZURE_CLIENT_SECRET: 's' })).toThrow('one cloud only')
  expect(draftFrom({}, {})).toBeUndefined()
  const file = join(folder(), 'key.json')
  writeFileSync(file, '{"secret":"do-not-quote"}')
  expect(() => draftFrom({ 'gcp-key': file }, {})).toThrow(
    expect.not.objectContaining({ message: expect.stringContaining('quote') }),
  )
})

test('the end of a token is a span or a date to come', () => {
  const now = new Date('2026-01-01T00:00:00Z')
  expect([readEnd('90d', now), readEnd('2w', now), readEnd('12h', now), readEnd('2026-02-01', now)]).toEqual([
    '2026-04-01T00:00:00.000Z',
    '2026-01-15T00:00:00.000Z',
    '2026-01-01T12:00:00.000Z',
    '2026-02-01T23:59:59.000Z',
  ])
  for (const wrong of ['0d', 'soon', '2025-01-01', '2026-02-31', '90', '-1d', '1']) {
    expect(() => readEnd(wrong, now), wrong).toThrow('--expires')
  }
})

test('a file appears under its name when it is whole, and stays as it was otherwise', async () => {
  const file = join(folder(), 'out.csv')
  const none = {} as Terminal
  const broken = await openOutput(file, none)
  await broken.write('half')
  await broken.abandon()
  expect(existsSync(file)).toBe(false)
  const whole = await openOutput(file, none)
  await whole.write('all')
  expect(existsSync(file)).toBe(false)
  await whole.done()
  expect(readFileSync(file, 'utf8')).toBe('all')
  expect(readdirSync(join(file, '..'))).toEqual(['out.csv'])
  await expect(openOutput(join(file, 'no'), none)).rejects.toThrow(/cannot be written/)
})

test('on a terminal a file is cleaned, and passed on as it is elsewhere', async () => {
  const written: unknown[] = []
  const write = async (chunk: unknown) => written.push(chunk) > 0
  const bytes = Buffer.from('a,\u001b[2J\n')
  await (await openOutput(undefined, { isTerminal: true, write } as unknown as Terminal)).write(bytes)
  await (await openOutput(undefined, { isTerminal: false, write } as unknown as Terminal)).write(bytes)
  expect(written).toEqual(['a,�[2J\n', bytes])
})
