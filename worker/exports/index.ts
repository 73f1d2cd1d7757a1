import { writeAsff } from './asff.ts'
import type { Bytes, Column, Rows, TableOptions } from './column.ts'
import { writeCsv } from './csv.ts'
import type { Finding, FindingContext } from './finding.ts'
import { writeJsonLines } from './json.ts'
import { writeOcsf } from './ocsf.ts'
import { writeSarif } from './sarif.ts'
import { writeWorkbook } from './workbook.ts'

export type { Bytes, Column, Rows, TableOptions } from './column.ts'
export { type Finding, type FindingContext, standardsOf } from './finding.ts'
export { findingColumns } from './finding-columns.ts'
export * from './table-columns.ts'
export { take } from './take.ts'
export { openTimeZone, type TimeZone } from './time-zone.ts'
export { workbookLimit } from './workbook.ts'

/** Formats that any list can be written in. */
export const tableFormats = ['csv', 'jsonl', 'xlsx'] as const
export type TableFormat = (typeof tableFormats)[number]

/** Formats for evaluations only. */
export const findingFormats = ['ocsf', 'asff', 'sarif'] as const
export type FindingFormat = (typeof findingFormats)[number]

export const formats = [...tableFormats, ...findingFormats] as const
export type Format = (typeof formats)[number]

/** What a file of each format is called, and is. */
export const files: Readonly<Record<Format, { readonly extension: string; readonly type: string }>> = {
  csv: { extension: 'csv', type: 'text/csv; charset=utf-8; header=present' },
  jsonl: { extension: 'jsonl', type: 'application/x-ndjson' },
  xlsx: { extension: 'xlsx', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  ocsf: { extension: 'ocsf.json', type: 'application/json' },
  asff: { extension: 'asff.json', type: 'application/json' },
  sarif: { extension: 'sarif', type: 'application/sarif+json' },
}

export const isFindingFormat = (format: Format): format is FindingFormat =>
  (findingFormats as readonly string[]).includes(format)

/** Writes a list of any kind. The rows are read as the file is: whoever stops reading the file ends them. */
export function writeTable<Row>(
  format: TableFormat,
  rows: Rows<Row>,
  columns: readonly Column<Row>[],
  options: TableOptions & { readonly bom?: boolean },
): Bytes {
  if (format === 'csv') return writeCsv(rows, columns, options)
  return format === 'jsonl' ? writeJsonLines(rows, columns, options) : writeWorkbook(rows, columns, options)
}

/** Writes evaluations for other security products. ASFF takes those of AWS accounts only. */
export function writeFindings(
  format: FindingFormat,
  rows: Rows<Finding>,
  context: FindingContext,
  options: Pick<TableOptions, 'note'> = {},
): Bytes {
  if (format === 'ocsf') return writeOcsf(rows, context)
  return format === 'asff' ? writeAsff(rows, context) : writeSarif(rows, context, options)
}
