import type { TimeZone } from './time-zone.ts'

/** A column of a table that is handed out. */
export type Column<Row> = {
  /** Its name in JSON and in the parameter `columns`: `lastFound`. */
  readonly key: string
  /** Its head in CSV and Excel: `Last found`. */
  readonly label: string
  /** A time is ISO 8601 in UTC in the row, and in the asked time zone in the file. */
  readonly kind?: 'time'
  /** What the cell holds; nothing where the row has no such value. */
  readonly of: (row: Row) => string | number | undefined
  /** The same with its structure, for JSON; `of` where absent. */
  readonly json?: (row: Row) => unknown
}

/** How a table is written. */
export type TableOptions = {
  readonly timeZone: TimeZone
  /** Asked for after the last row: what the reader must know, such as that the list was cut. */
  readonly note?: () => string | undefined
}

/** Rows of any number, read as they are needed. */
export type Rows<Row> = AsyncIterable<Row>

/** A file as it comes into being. */
export type Bytes = AsyncGenerator<Uint8Array, void>
