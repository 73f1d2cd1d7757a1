import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { FindingsQuery, Hit } from '../sync/messages.ts'
import type { Actions } from './actions.ts'

const pageSize = 100

export type Findings = {
  /** Undefined until the first answer. */
  readonly total: number | undefined
  readonly problem: string | undefined
  /** Undefined while its page is on the way. */
  readonly hit: (index: number) => Hit | undefined
  /** Fetches the pages of these rows, where they are not here yet. */
  readonly want: (first: number, last: number) => void
}

/** Failing resources that match, fetched page by page as they come into view; `version` counts changes of the cache. */
export function useFindings(ask: Actions['ask'], query: FindingsQuery, version: number): Findings {
  const [total, setTotal] = useState<number>()
  const [problem, setProblem] = useState<string>()
  const [, redraw] = useState(0)
  const pages = useRef(new Map<number, readonly Hit[]>())
  const asked = useRef(new Set<number>())
  /** Whose answers `pages` holds. */
  const shown = useRef(asked.current)
  const seen = useRef<readonly [number, number]>([0, 0])

  const fetchPage = useCallback(
    async (page: number) => {
      if (asked.current.has(page)) return
      const { current } = asked
      current.add(page)
      try {
        const answer = await ask('findings', { ...query, offset: page * pageSize, limit: pageSize })
        if (current !== asked.current) return
        if (shown.current !== current) pages.current.clear()
        shown.current = current
        pages.current.set(page, answer.hits)
        setTotal(answer.total)
        setProblem(undefined)
        redraw((count) => count + 1)
      } catch (error) {
        current.delete(page)
        setProblem(error instanceof Error ? error.message : String(error))
      }
    },
    [ask, query],
  )

  const want = useCallback(
    (first: number, last: number) => {
      seen.current = [first, last]
      // A little beyond, so that scrolling meets rows that are here already.
      for (let page = pageOf(Math.max(0, first - 50)); page <= pageOf(last + 50); page++) void fetchPage(page)
    },
    [fetchPage],
  )

  // After a change of the cache or the question, the rows on show stay until the new ones are here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` is what changed
  useEffect(() => {
    asked.current = new Set()
    want(...seen.current)
  }, [want, version])

  const hit = (index: number) => pages.current.get(pageOf(index))?.[index % pageSize]
  return { total, problem, hit, want }
}

const pageOf = (index: number) => Math.floor(index / pageSize)
