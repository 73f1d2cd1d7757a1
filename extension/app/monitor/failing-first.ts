/** One part of a list that is read in parts, as `useList` gives it. */
export type Part<Row> = {
  readonly length: number
  readonly total: number | undefined
  readonly rowAt: (index: number) => Row | undefined
  readonly show: (first: number, last: number) => void
}

/** Several lists as one: each begins where the one before it ends, once all of that one is here. */
export function joinParts<Row>(parts: readonly Part<Row>[]): Part<Row> {
  const open = parts.slice(0, parts.findIndex((part) => !isWhole(part)) + 1 || parts.length)
  const starts = [0]
  for (const { length } of open) starts.push((starts.at(-1) ?? 0) + length)
  const at = (index: number) => starts.findLastIndex((start, part) => part < open.length && start <= index)
  return {
    length: starts.at(-1) ?? 0,
    total: sum(parts.map(({ total }) => total)),
    rowAt: (index) => open[at(index)]?.rowAt(index - (starts[at(index)] ?? 0)),
    show: (first, last) => {
      for (const [part, { show, length }] of open.entries()) {
        const start = starts[part] ?? 0
        if (last >= start && first < start + Math.max(length, 1)) show(Math.max(0, first - start), last - start)
      }
    },
  }
}

const isWhole = <Row>({ length, total, rowAt }: Part<Row>) =>
  total === length && (length === 0 || rowAt(length - 1) !== undefined)

const sum = (counts: readonly (number | undefined)[]) =>
  counts.reduce<number | undefined>(
    (all, count) => (all === undefined || count === undefined ? undefined : all + count),
    0,
  )
