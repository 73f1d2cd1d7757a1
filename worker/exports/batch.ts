/** Rows in groups: what is written at once is worth a chunk, and short enough to hold nobody up. */
export async function* batch<Row>(rows: AsyncIterable<Row>, size: number): AsyncGenerator<readonly Row[], void> {
  let group: Row[] = []
  for await (const row of rows) {
    group.push(row)
    if (group.length < size) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}
