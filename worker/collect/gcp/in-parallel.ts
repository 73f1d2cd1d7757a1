/**
 * Does the same with every item, `limit` at a time, and yields the answers in the items' order. No more than `limit`
 * are ever held, however many items there are. Where the items end in a failure, those before it still come first.
 */
export async function* inParallel<Item, Answer>(
  items: AsyncIterable<Item>,
  limit: number,
  work: (item: Item) => Promise<Answer>,
): AsyncIterable<Answer> {
  const underWay: Promise<Answer>[] = []
  const start = (item: Item) => {
    const answer = work(item)
    // A rejection is heard when its turn comes; until then, and where it never does, nobody else need hear it.
    answer.catch(() => {})
    underWay.push(answer)
  }

  let failure: { readonly error: unknown } | undefined
  try {
    for await (const item of items) {
      start(item)
      const first = underWay.length >= limit ? underWay.shift() : undefined
      if (first) yield await first
    }
  } catch (error) {
    failure = { error }
  }
  for (const answer of underWay) yield await answer
  if (failure) throw failure.error
}
