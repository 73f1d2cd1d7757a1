import { setImmediate } from 'node:timers/promises'

/** A page of a list; `next` is where the following one begins. */
type Page<Row, Place> = { readonly items: readonly Row[]; readonly next?: Place | undefined }

/** Rows of a list from its first one on, page by page as they are asked for; between pages others have their turn. */
export async function* readPages<Row, Place>(
  read: (after: Place | undefined) => Promise<Page<Row, Place>>,
): AsyncGenerator<Row, void> {
  let after: Place | undefined
  do {
    const { items, next } = await read(after)
    yield* items
    after = next
    await setImmediate()
  } while (after !== undefined)
}

/** Rows of a list that is whole in memory. */
export async function* readAll<Row>(rows: Iterable<Row>): AsyncGenerator<Row, void> {
  yield* rows
}

/** Reads the first rows ahead, so that what fails at once fails before the answer begins; then all of them, in order. */
export async function readAhead<Row>(
  rows: AsyncGenerator<Row, void>,
  count: number,
): Promise<{ readonly rows: AsyncGenerator<Row, void>; readonly isWhole: boolean; readonly count: number }> {
  const ahead: Row[] = []
  let isWhole = false
  while (!isWhole && ahead.length < count) {
    const { done, value } = await rows.next()
    if (done) isWhole = true
    else ahead.push(value)
  }
  async function* all(): AsyncGenerator<Row, void> {
    try {
      yield* ahead.splice(0)
      yield* rows
    } finally {
      await rows.return()
    }
  }
  return { rows: all(), isWhole, count: ahead.length }
}
