/** The results of `work` on each item, in order, with at most `limit` of them under way. */
export async function* concurrently<Item, Result>(
  items: AsyncIterable<Item>,
  limit: number,
  work: (item: Item) => Promise<Result>,
): AsyncIterable<Result> {
  const pending: Promise<Result>[] = []
  try {
    for await (const item of items) {
      const started = work(item)
      // Awaited below; until then its failure must not count as unhandled.
      started.catch(() => undefined)
      pending.push(started)
      const first = pending.length >= limit ? pending.shift() : undefined
      if (first) yield await first
    }
    for (let first = pending.shift(); first; first = pending.shift()) yield await first
  } finally {
    await Promise.allSettled(pending)
  }
}
