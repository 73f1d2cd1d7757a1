/** A page of a list of the API, whichever way it pages. */
export type Page<Row> = {
  readonly items: readonly Row[]
  /** The cursor of the page behind, where the list pages so. */
  readonly next?: string | undefined
  readonly total?: number | undefined
  readonly atLeast?: number | undefined
  /** The number of this page, where the list pages so. */
  readonly page?: number
  readonly pageSize?: number
}

type Fetch<Row> = (place: Readonly<Record<string, string>>, signal: AbortSignal) => Promise<Page<Row>>

export type Pages<Row> = ReturnType<typeof createPages<Row>>

/** Rows beyond the ones on show that are fetched ahead. */
const ahead = 60

/** The rows of a list as far as they are here. `onChange` is called when there are more, or when they cannot be had. */
export function createPages<Row>(fetchPage: Fetch<Row>, onChange: () => void) {
  let end = new AbortController()
  let first: Page<Row> | undefined
  let rows: (Row | undefined)[] = []
  /** Rows from before a change, shown where the new ones are not here yet. */
  let before: readonly (Row | undefined)[] = []
  let next: string | undefined
  let canGo = false
  let asked = new Set<string>()
  /** Pages that are here; one that came back empty is not asked for again. */
  let done = new Set<string>()
  let wanted: readonly [number, number] = [0, 0]
  let problem: unknown

  const numbered = () => first?.page !== undefined && first.pageSize !== undefined && first.total !== undefined
  const size = () => first?.pageSize ?? Math.max(first?.items.length ?? 0, 1)

  async function load(place: Readonly<Record<string, string>>, take: (page: Page<Row>) => void): Promise<void> {
    const name = JSON.stringify(place)
    if (asked.has(name) || done.has(name)) return
    asked.add(name)
    onChange()
    const { signal } = end
    try {
      const page = await fetchPage(place, signal)
      if (signal.aborted) return
      take(page)
      done.add(name)
      problem = undefined
    } catch (error) {
      if (signal.aborted) return
      problem = error
    }
    asked.delete(name)
    onChange()
    // What failed is asked for again by `retry`, or when other rows come on show.
    if (problem === undefined) go()
  }

  function goNumbered(): void {
    const pageOf = (index: number) => Math.floor(index / size())
    const last = Math.min(wanted[1] + ahead, (first?.total ?? 0) - 1)
    for (let page = pageOf(Math.max(0, wanted[0] - ahead)); page <= pageOf(last); page++) {
      if (page === 0 || page * size() > last) continue
      void load({ page: String(page + 1) }, ({ items }) => put(page * size(), items))
    }
  }

  /** Cursors lead from page to page: rows far down come after all before them. */
  function goOn(): void {
    if (next === undefined || wanted[1] + ahead < rows.length) return
    void load({ cursor: next }, (page) => {
      put(rows.length, page.items)
      next = page.next
      if (next === undefined) before = []
    })
  }

  function put(at: number, items: readonly Row[]): void {
    for (const [index, item] of items.entries()) rows[at + index] = item
  }

  function go(): void {
    if (!first) return
    canGo = true
    if (numbered()) goNumbered()
    else goOn()
  }

  function length(): number {
    if (!first) return 0
    if (numbered()) return first.total ?? 0
    if (next === undefined) return rows.length
    const rest = first.total === undefined ? size() : Math.max(1, first.total - rows.length)
    return Math.max(rows.length + Math.min(rest, size()), Math.min(before.length, first.total ?? before.length))
  }

  return {
    /** Takes the first page; what was read behind an earlier one is read anew. */
    begin(page: Page<Row>): void {
      end.abort()
      end = new AbortController()
      asked = new Set()
      done = new Set()
      before = rows.length < before.length ? [...rows, ...before.slice(rows.length)] : rows
      first = page
      rows = [...page.items]
      next = page.next
      problem = undefined
      canGo = false
      if (next === undefined && !numbered()) before = []
    },
    /** From now on further pages are fetched. */
    go,
    show(from: number, to: number): void {
      wanted = [from, to]
      if (canGo) go()
    },
    retry(): void {
      problem = undefined
      if (canGo) go()
    },
    end: () => end.abort(),
    rowAt: (index: number): Row | undefined => rows[index] ?? (index < length() ? before[index] : undefined),
    length,
    /** Known once all rows are here, where the list does not tell it. */
    total: () => (first && next === undefined && !numbered() ? rows.length : undefined),
    isLoading: () => asked.size > 0,
    problem: () => problem,
  }
}
