import type { InferResponseType } from 'hono/client'
import { useRef, useState } from 'preact/hooks'
import type { Outcome } from '../../../shared/evaluation.ts'
import type { ApiClient } from '../../sync/api-client.ts'
import { useList } from '../use-list.ts'
import { askedEvaluations, askedResult } from './asked.ts'
import { joinParts } from './failing-first.ts'

/** An evaluation in a list. */
export type Listed = InferResponseType<ApiClient['evaluations']['$get'], 200>['items'][number]

/** What is to be done stands on top. */
const order = ['FAIL', 'UNKNOWN', 'EXCEPTED', 'PASS'] as const satisfies readonly Outcome[]

/** The evaluations of a control that the address asks for: failing ones first, which the API's own order does not do. */
export function useFailingFirst(cid: number) {
  const asked = askedEvaluations(cid)
  const only = askedResult()
  const lists = [useResult(order[0]), useResult(order[1]), useResult(order[2]), useResult(order[3])]

  function useResult(result: Outcome) {
    const isAsked = only === undefined || only === result
    const query = { ...asked, result, pageSize: '200' }
    return useList((api) => api.evaluations, isAsked ? { query } : undefined)
  }

  const shown = lists.filter((_, part) => only === undefined || only === order[part])
  const joined = joinParts(shown)
  const latest = useRef(joined.show)
  latest.current = joined.show
  // One function for good: the table calls a new one, and what cannot be read would be asked for again and again.
  const [show] = useState(() => (first: number, last: number) => latest.current(first, last))
  const problem = shown.find((list) => list.problem)?.problem
  const ages = shown.flatMap(({ at }) => at ?? [])
  return {
    ...joined,
    show,
    isLoading: shown.some(({ isLoading }) => isLoading),
    isFirst: shown.some(({ at, problem: failed }) => at === undefined && !failed),
    isPart: shown.some(({ first }) => first?.searched === 'part'),
    problem,
    at: ages.length > 0 ? new Date(Math.min(...ages.map(Number))) : undefined,
    refresh: () => {
      for (const list of shown) list.refresh()
    },
  }
}
