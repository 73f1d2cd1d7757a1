import { clean } from './clean.ts'
import { pad, shorten, widthOf } from './width.ts'

/** A column of a table for a person. */
export type TableColumn<Row> = {
  readonly label: string
  readonly of: (row: Row) => string
  /** Columns of the screen that it keeps when the table is wider than the screen; all it needs where absent. */
  readonly least?: number
  /** Number of the ANSI colour (SGR) of a cell. */
  readonly colour?: (row: Row) => number | undefined
}

export type TableOptions = { readonly width: number; readonly hasColours: boolean }

/** Rows that are held to find out how wide the columns are; later ones only widen them. */
const group = 1000
const gap = '  '
/** Columns of the screen that a cell may take, however wide the screen: names may be as long as a page. */
const most = 120

/** Writes a table as text that fits the screen, some rows at a time; nothing where there are no rows. */
export async function* writeTable<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  columns: readonly TableColumn<Row>[],
  options: TableOptions,
): AsyncGenerator<string, void> {
  let needed = columns.map(({ label }) => label.length)
  let isFirst = true
  for await (const some of groups(rows)) {
    const cells = some.map((row) => columns.map(({ of }) => shorten(clean(of(row)), most)))
    needed = needed.map((width, index) => cells.reduce((max, row) => Math.max(max, widthOf(row[index] ?? '')), width))
    const widths = shrink(needed, columns, options.width)
    const head = isFirst
      ? [
          line(
            columns.map(({ label }) => label),
            widths,
          ),
        ]
      : []
    const colours = (row: Row) => (options.hasColours ? columns.map(({ colour }) => colour?.(row)) : [])
    const lines = some.map((row, index) => line(cells[index] ?? [], widths, colours(row)))
    yield `${[...head, ...lines].join('\n')}\n`
    isFirst = false
  }
}

async function* groups<Row>(rows: AsyncIterable<Row> | Iterable<Row>): AsyncGenerator<readonly Row[], void> {
  let some: Row[] = []
  for await (const row of rows) {
    some.push(row)
    if (some.length < group) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
}

/** Takes from the widest column that can give, until the table fits. */
function shrink<Row>(needed: readonly number[], columns: readonly TableColumn<Row>[], width: number) {
  const widths = [...needed]
  let over = widths.reduce((sum, one) => sum + one, gap.length * (widths.length - 1)) - width
  while (over > 0) {
    const room = (index: number) => (widths[index] ?? 0) - (columns[index]?.least ?? Number.POSITIVE_INFINITY)
    const [widest] = widths
      .map((_, index) => index)
      .filter((index) => room(index) > 0)
      .sort((a, b) => room(b) - room(a))
    if (widest === undefined) return widths
    widths[widest] = (widths[widest] ?? 0) - 1
    over -= 1
  }
  return widths
}

function line(
  cells: readonly string[],
  widths: readonly number[],
  colours: readonly (number | undefined)[] = [],
): string {
  const parts = cells.map((cell, index) => {
    const text = shorten(cell, widths[index] ?? 0)
    const full = index === cells.length - 1 ? text : pad(text, widths[index] ?? 0)
    const colour = colours[index]
    return colour === undefined ? full : `\u001b[${colour}m${full}\u001b[0m`
  })
  return parts.join(gap).trimEnd()
}
