/**
 * Does the same with every item, at most `limit` of them at a time, and yields the results as they come: one that takes
 * long holds up no other. No more than `limit` are ever held, however many items there are. The first failure, of the
 * work or of the items themselves, ends it, but not before the results of what was under way.
 */
export async function* concurrently<Item, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  limit: number,
  work: (item: Item) => Promise<Result>,
): AsyncIterable<Result> {
  const underWay = new Set<Promise<Ended<Result>>>()
  let failure: { readonly error: unknown } | undefined

  function start(item: Item): void {
    const one: Promise<Ended<Result>> = work(item).then(
      (result) => ({ one, results: [result] }),
      (error: unknown) => ({ one, results: [], failure: { error } }),
    )
    underWay.add(one)
  }
  async function nextResults(): Promise<readonly Result[]> {
    const ended = await Promise.race(underWay)
    underWay.delete(ended.one)
    failure ??= ended.failure
    return ended.results
  }

  try {
    for await (const item of items) {
      start(item)
      if (underWay.size >= limit) yield* await nextResults()
      if (failure) break
    }
  } catch (error) {
    failure ??= { error }
  } finally {
    // Where nobody wants the rest: what is under way is ended, so that nothing goes on behind the caller's back.
    await Promise.all(underWay)
  }
  while (underWay.size > 0) yield* await nextResults()
  if (failure) throw failure.error
}

type Ended<Result> = {
  readonly one: Promise<Ended<Result>>
  /** The one result; none where there is a failure. */
  readonly results: readonly Result[]
  readonly failure?: { readonly error: unknown }
}
