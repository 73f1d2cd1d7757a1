import type { Bytes, Column, Rows, TableOptions } from './column.ts'
import { type Cells, makeWorkbook } from './workbook-thread.ts'

/** Most records of a workbook: it is put together in memory, 350 MB of it for so many, in a thread of its own. */
export const workbookLimit = 20_000

/** Excel takes no longer texts: https://support.microsoft.com/office/excel-specifications-and-limits */
const longest = 32_767

/** A table as an Excel workbook with one sheet. Its dates are dates, in the asked time zone, which their heads name. */
export async function* writeWorkbook<Row>(
  rows: Rows<Row>,
  columns: readonly Column<Row>[],
  { timeZone, note }: TableOptions,
): Bytes {
  const head = columns.map(({ label, kind }) => (kind === 'time' ? `${label} (${timeZone.name})` : label))
  yield await makeWorkbook(head, cells())

  async function* cells(): AsyncGenerator<Cells> {
    for await (const row of rows) yield columns.map((column) => cell(row, column))
    const last = note?.()
    if (last) yield [last]
  }
  function cell(row: Row, { of, kind }: Column<Row>): Cells[number] {
    const value = of(row)
    if (value === undefined || typeof value === 'number') return value ?? null
    return kind === 'time' ? timeZone.wallClock(value) : value.slice(0, longest)
  }
}
