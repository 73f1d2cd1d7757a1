import { orAborted } from '../or-aborted.ts'

/** How much one batch may hold. */
type BatchLimit = { readonly count: number; readonly size: number }

/**
 * Groups a stream, so that neither the number of items nor their size together grows with it. Ends at once when the
 * signal does, even where the stream itself hangs: it then throws the signal's reason.
 */
export async function* batches<Item>(
  items: AsyncIterable<Item>,
  {
    count,
    size,
    sizeOf,
    signal,
  }: BatchLimit & { readonly sizeOf: (item: Item) => number; readonly signal: AbortSignal },
): AsyncGenerator<readonly Item[]> {
  let [batch, total]: [Item[], number] = [[], 0]
  for await (const item of until(items, signal)) {
    batch.push(item)
    total += sizeOf(item)
    if (batch.length < count && total < size) continue
    yield batch
    ;[batch, total] = [[], 0]
  }
  if (batch.length > 0) yield batch
}

async function* until<Item>(items: AsyncIterable<Item>, signal: AbortSignal): AsyncGenerator<Item> {
  const iterator = items[Symbol.asyncIterator]()
  let isDone = false
  try {
    while (!isDone) {
      const next = await orAborted(iterator.next(), signal)
      isDone = next.done === true
      if (!next.done) yield next.value
    }
  } finally {
    // Not awaited: a stream that hangs would hold up its own end.
    if (!isDone) iterator.return?.()?.catch(() => undefined)
  }
}
