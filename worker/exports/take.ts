/** The first rows of a list, and whether there were more. */
export type Taken<Row> = {
  readonly rows: AsyncGenerator<Row, void>
  /** Known when the last row has been read. */
  readonly isCut: () => boolean
}

/** At most `limit` rows; one more is looked for, to tell that the list was cut. */
export function take<Row>(source: AsyncIterable<Row>, limit: number): Taken<Row> {
  let isCut = false
  async function* first(): AsyncGenerator<Row, void> {
    let count = 0
    for await (const row of source) {
      if (count++ >= limit) {
        isCut = true
        return
      }
      yield row
    }
  }
  return { rows: first(), isCut: () => isCut }
}
