import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTimeZone, writeTable } from '../../../worker/exports/index.ts'
import { readCsv } from './read-csv.ts'
import { readAll, stream } from './samples.ts'

type Row = { readonly text?: string; readonly at?: string; readonly count?: number }

const columns = [
  { key: 'text', label: 'Text', of: ({ text }: Row) => text },
  { key: 'at', label: 'At', kind: 'time' as const, of: ({ at }: Row) => at },
  { key: 'count', label: 'Count', of: ({ count }: Row) => count },
]

const write = async (rows: Iterable<Row>, timeZone = 'UTC', options: { bom?: boolean; note?: () => string } = {}) =>
  (await readAll(writeTable('csv', stream(rows), columns, { timeZone: openTimeZone(timeZone), ...options }))).toString()

/** What a spreadsheet takes for the beginning of a formula. */
const formula = /^[=+\-@\t\r\n\0＝＋－＠]/

test('whatever a cell holds, it is read back whole, and is no formula', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', "'", 'a', '\0') }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(text, { maxLength: 5 }), async (texts) => {
      const clean = texts.map((one) => one.toWellFormed())
      const [head, ...records] = readCsv(await write(clean.map((one) => ({ text: one, count: 1 }))))
      expect(head).toEqual(['Text', 'At', 'Count'])
      expect(records).toHaveLength(clean.length)
      for (const [index, [cell = '']] of records.entries()) {
        expect(cell).not.toMatch(formula)
        expect(cell.replace(/^'/, '')).toBe((clean[index] ?? '').replace(/^'/, ''))
      }
    }),
    { numRuns: 60 },
  )
})

test('names that spreadsheets would run are neutralised, numbers stay numbers', async () => {
  const hostile = ['=cmd|"/c calc"!A1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1']
  const records = readCsv(await write(hostile.map((text) => ({ text, count: -1 }))))
  expect(records.slice(1).map(([cell]) => cell)).toEqual(hostile.map((text) => `'${text}`))
  expect(records.slice(1).every(([, , count]) => count === '-1')).toBe(true)
})

test('lines end as RFC 4180 has it, an empty list has its head, and a byte order mark is there when asked for', async () => {
  expect(await write([])).toBe('Text,At,Count\r\n')
  expect(await write([{ text: 'a' }])).toBe('Text,At,Count\r\na,,\r\n')
  expect(await write([], 'UTC', { bom: true })).toBe('\uFEFFText,At,Count\r\n')
})

test('the last line says what the reader must know', async () => {
  const text = await write([{ text: 'a' }], 'UTC', { note: () => 'Cut at 1 record, sorry.' })
  expect(readCsv(text).at(-1)).toEqual(['Cut at 1 record, sorry.'])
})

test('F321 times are written in the asked time zone with its offset, summer and winter', async () => {
  const times = ['2026-01-01T00:00:00.000Z', '2026-07-01T00:00:00.000Z', '2026-03-29T01:00:00.000Z']
  const at = async (zone: string) =>
    readCsv(
      await write(
        times.map((time) => ({ at: time })),
        zone,
      ),
    )
      .slice(1)
      .map(([, time]) => time)
  expect(await at('UTC')).toEqual(times)
  expect(await at('Europe/Berlin')).toEqual([
    '2026-01-01T01:00:00.000+01:00',
    '2026-07-01T02:00:00.000+02:00',
    '2026-03-29T03:00:00.000+02:00',
  ])
  expect(await at('America/St_Johns')).toEqual([
    '2025-12-31T20:30:00.000-03:30',
    '2026-06-30T21:30:00.000-02:30',
    '2026-03-28T22:30:00.000-02:30',
  ])
  expect((await at('Asia/Kathmandu'))[0]).toBe('2026-01-01T05:45:00.000+05:45')
})

test('a reader who leaves ends the reading of the rows, and one who is slow is waited for', async () => {
  const seen = { read: 0, isEnded: false }
  async function* endless(): AsyncGenerator<Row, void> {
    try {
      for (;;) yield { text: `row ${seen.read++}` }
    } finally {
      seen.isEnded = true
    }
  }
  const bytes = writeTable('csv', endless(), columns, { timeZone: openTimeZone('UTC') })
  await bytes.next()
  await bytes.next()
  const { read } = seen
  expect(read).toBeLessThan(1000)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(seen.read).toBe(read)
  await bytes.return()
  expect(seen.isEnded).toBe(true)
})

test('a failure of the rows is a failure of the file', async () => {
  async function* broken(): AsyncGenerator<Row, void> {
    yield { text: 'a' }
    throw new Error('The disk failed.')
  }
  await expect(readAll(writeTable('csv', broken(), columns, { timeZone: openTimeZone('UTC') }))).rejects.toThrow('disk')
})

test('JSON lines hold structures, and leave out what a row has not', async () => {
  const tags = { key: 'tags', label: 'Tags', of: () => 'a=b', json: () => ({ a: 'b' }) }
  const bytes = writeTable('jsonl', stream([{ text: '=1\n', at: '2026-01-01T00:00:00.000Z' }]), [...columns, tags], {
    timeZone: openTimeZone('Europe/Berlin'),
  })
  const text = (await readAll(bytes)).toString()
  expect(text.split('\n')).toHaveLength(2)
  expect(JSON.parse(text)).toEqual({ text: '=1\n', at: '2026-01-01T01:00:00.000+01:00', tags: { a: 'b' } })
})
