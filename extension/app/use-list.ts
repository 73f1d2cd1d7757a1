import type { InferResponseType } from 'hono/client'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { ApiClient } from '../sync/api-client.ts'
import type { WorkerProblem } from '../sync/worker-problem.ts'
import { createPages, type Page, type Pages } from './list-pages.ts'
import { toProblem, useRead } from './read.ts'
import { worker } from './worker.ts'

// biome-ignore lint/suspicious/noExplicitAny: any endpoint of the client that answers a list
type Listed = { readonly $get: (args: any, options?: any) => Promise<Response>; readonly $url: (args?: any) => URL }
type Answer<E extends Listed> = InferResponseType<E['$get'], 200>
type RowOf<E extends Listed> = Answer<E> extends { readonly items: readonly (infer Row)[] } ? Row : never

/** A list as a virtual table shows it. */
export type List<Row, First = unknown> = {
  /** How many rows there are in all, where that is known. */
  readonly total: number | undefined
  /** How many were counted, where counting all would take long. */
  readonly atLeast: number | undefined
  /** Rows for a table: those that are here, and a page of empty ones while more are to come. */
  readonly length: number
  /** Undefined while its page is on the way. */
  readonly rowAt: (index: number) => Row | undefined
  /** Says which rows are on show: what is missing there, and a little beyond, is fetched. */
  readonly show: (first: number, last: number) => void
  readonly isLoading: boolean
  readonly problem: WorkerProblem | undefined
  /** When the first page was given. */
  readonly at: Date | undefined
  /** The first page as it was answered, with what it tells besides rows. */
  readonly first: First | undefined
  readonly refresh: () => void
}

/**
 * Reads a list page by page as its rows come on show, whether it pages by cursor, by number or not at all. The first page
 * is there at once where it was read before. After a change the old rows stay until the new ones are here.
 * `useList((api) => api.resources, { query: { cloud: 'aws', pageSize: '200' } })`
 */
export function useList<E extends Listed>(
  endpoint: (api: ApiClient) => E,
  args: Parameters<E['$get']>[0] | undefined,
): List<RowOf<E>, Answer<E>> {
  const first = useRead(endpoint, args)
  const current = worker.value
  const target = current && args && endpoint(current.api)
  const key = target?.$url(args).href
  const [, redraw] = useState(0)
  const asked = useRef({ target, args })
  asked.current = { target, args }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for endpoint and arguments
  const pages = useMemo(() => createPages<RowOf<E>>(fetchPage, () => redraw((count) => count + 1)), [key])

  function fetchPage(place: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Page<RowOf<E>>> {
    const { target: from, args: given } = asked.current
    if (!from) return Promise.reject(new Error('There is no worker to ask.'))
    const query = { ...(given as { query?: object } | undefined)?.query, ...place }
    return from
      .$get({ ...given, query }, { init: { signal } })
      .then((response) => response.json() as Promise<Page<RowOf<E>>>)
  }

  useEffect(() => () => pages.end(), [pages])
  const body = first.data as Page<RowOf<E>> | undefined
  useMemo(() => body && pages.begin(body), [pages, body])
  const { isLoading } = first
  // biome-ignore lint/correctness/useExhaustiveDependencies: a first page that is new begins anew
  useEffect(() => {
    // A cursor of an answer from before leads nowhere: further pages follow the first one that is new.
    if (!isLoading && !first.problem) pages.go()
  }, [pages, body, isLoading, first.problem])

  return { ...told(pages, body), ...rest(first, pages) }
}

const told = <Row>(pages: Pages<Row>, first: Page<Row> | undefined) => ({
  total: first?.total ?? pages.total(),
  atLeast: first?.atLeast,
  length: pages.length(),
  rowAt: pages.rowAt,
  show: pages.show,
})

const rest = <First, Row>(
  first: {
    data: First
    at: Date | undefined
    isLoading: boolean
    problem: WorkerProblem | undefined
    refresh: () => void
  },
  pages: Pages<Row>,
) => {
  const { data, at, isLoading, problem, refresh } = first
  const failure = pages.problem()
  return {
    first: data,
    at,
    isLoading: isLoading || pages.isLoading(),
    problem: problem ?? (failure === undefined ? undefined : toProblem(failure)),
    refresh: () => {
      pages.retry()
      refresh()
    },
  }
}
