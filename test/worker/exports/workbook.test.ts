import { expect, test } from 'vitest'
import { openTimeZone, writeTable } from '../../../worker/exports/index.ts'
import { readSheet } from './read-sheet.ts'
import { readAll, stream } from './samples.ts'

type Row = { readonly text?: string; readonly at?: string; readonly count?: number }

const columns = [
  { key: 'text', label: 'Text', of: ({ text }: Row) => text },
  { key: 'at', label: 'At', kind: 'time' as const, of: ({ at }: Row) => at },
  { key: 'count', label: 'Count', of: ({ count }: Row) => count },
]

const write = async (rows: Iterable<Row>, timeZone = 'UTC', note?: () => string) =>
  readSheet(
    await readAll(
      writeTable('xlsx', stream(rows), columns, { timeZone: openTimeZone(timeZone), ...(note ? { note } : {}) }),
    ),
  )

/** A day of Excel: days since 1899-12-30. */
const excelDay = (time: string) => Date.parse(time) / 86_400_000 + 25_569

test('F321 a workbook holds texts, numbers, and dates as a clock in the asked time zone shows them', async () => {
  const { rows } = await write(
    [{ text: 'a', at: '2026-07-01T00:00:00.000Z', count: -3 }, { text: 'b' }],
    'Europe/Berlin',
  )
  const [head = [], first = [], second = []] = rows
  expect(head.map(({ value }) => value)).toEqual(['Text', 'At (Europe/Berlin)', 'Count'])
  expect(first[0]).toMatchObject({ type: 's', value: 'a' })
  expect(Number(first[1]?.value)).toBeCloseTo(excelDay('2026-07-01T02:00:00.000Z'), 6)
  expect(first[2]).toMatchObject({ type: 'n', value: '-3' })
  expect(second[0]?.value).toBe('b')
})

test('what looks like a formula stays a text, and what XML cannot hold is left out', async () => {
  const { rows, sheet } = await write([{ text: '=cmd|"/c calc"!A1' }, { text: '<b>&\u0000\u0008"\'' }, { text: '' }])
  expect(rows[1]?.[0]).toEqual({ type: 's', value: '=cmd|"/c calc"!A1', isFormula: false })
  expect(rows[2]?.[0]?.value).toBe('<b>&"\'')
  expect(sheet).not.toContain('<f>')
})

test('a text longer than Excel takes is shortened, and the note is the last row', async () => {
  const { rows } = await write([{ text: 'x'.repeat(40_000) }], 'UTC', () => 'Cut at 1 record.')
  expect(rows[1]?.[0]?.value).toHaveLength(32_767)
  expect(rows.at(-1)?.map(({ value }) => value)).toEqual(['Cut at 1 record.'])
})

test('several thousand rows are all there', async () => {
  const { rows } = await write(Array.from({ length: 1201 }, (_, count) => ({ text: `row ${count}`, count })))
  expect(rows).toHaveLength(1202)
  expect(rows.at(-1)?.[0]?.value).toBe('row 1200')
})

test('a failure of the rows makes no workbook', async () => {
  async function* broken(): AsyncGenerator<Row, void> {
    yield { text: 'a' }
    throw new Error('The disk failed.')
  }
  await expect(readAll(writeTable('xlsx', broken(), columns, { timeZone: openTimeZone('UTC') }))).rejects.toThrow(
    'disk',
  )
})
