import { batch } from './batch.ts'
import type { Bytes, Column, Rows, TableOptions } from './column.ts'

const size = 250

/** A table as one JSON object a line (https://jsonlines.org). The format has no place for a note. */
export async function* writeJsonLines<Row>(
  rows: Rows<Row>,
  columns: readonly Column<Row>[],
  { timeZone }: TableOptions,
): Bytes {
  const value = (row: Row, { of, json, kind }: Column<Row>) => {
    const found = json ? json(row) : of(row)
    return kind === 'time' && found !== undefined ? timeZone.write(String(found)) : found
  }
  const line = (row: Row) =>
    `${JSON.stringify(Object.fromEntries(columns.map((column) => [column.key, value(row, column)])))}\n`
  for await (const group of batch(rows, size)) yield Buffer.from(group.map(line).join(''))
}

/** An array of objects between a head and a tail, which is made when the last row has been written. */
export async function* writeJsonArray<Row>(
  rows: Rows<Row>,
  { head, item, tail }: { readonly head: string; readonly item: (row: Row) => unknown; readonly tail: () => string },
): Bytes {
  let before = '\n'
  yield Buffer.from(head)
  for await (const group of batch(rows, size)) {
    yield Buffer.from(before + group.map((row) => JSON.stringify(item(row))).join(',\n'))
    before = ',\n'
  }
  yield Buffer.from(`\n${tail()}\n`)
}
