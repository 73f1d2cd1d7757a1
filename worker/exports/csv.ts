import { type Options, stringify } from 'csv-stringify/sync'
import { batch } from './batch.ts'
import type { Bytes, Column, Rows, TableOptions } from './column.ts'

/**
 * RFC 4180. A cell that a spreadsheet would take for a formula begins with an apostrophe:
 * https://owasp.org/www-community/attacks/CSV_Injection. The library knows most of the first characters that matter, not
 * the line feed and the null; and where the separator of lists is a semicolon, quotes keep such a cell together.
 */
const format: Options = {
  record_delimiter: 'windows',
  quote_record_delimiter: true,
  escape_formulas: true,
  quoted_match: [/[;\t\0]/],
  cast: { string: (value) => (value[0] === '\n' || value[0] === '\0' ? `'${value}` : value) },
}

/** Rows that are written at once: some milliseconds. */
const size = 250

/** A table as CSV in UTF-8, with a byte order mark where Excel is to know it as such. The note is the last line. */
export async function* writeCsv<Row>(
  rows: Rows<Row>,
  columns: readonly Column<Row>[],
  { timeZone, note, bom = false }: TableOptions & { readonly bom?: boolean },
): Bytes {
  yield bytes([columns.map(({ label }) => label)], { bom })
  for await (const group of batch(rows, size)) yield bytes(group.map((row) => columns.map(cell(row))))
  const last = note?.()
  if (last) yield bytes([[last]])

  function cell(row: Row) {
    return ({ of, kind }: Column<Row>) => {
      const value = of(row)
      return kind === 'time' && value !== undefined ? timeZone.write(String(value)) : value
    }
  }
}

const bytes = (records: readonly unknown[][], options: Options = {}): Uint8Array =>
  Buffer.from(stringify([...records], { ...format, ...options }))
