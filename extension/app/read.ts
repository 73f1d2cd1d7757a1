import { signal } from '@preact/signals'
import type { InferResponseType } from 'hono/client'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { type Answer, forgetAnswers, keepAnswer, readAnswer } from '../sync/answers.ts'
import type { ApiClient } from '../sync/api-client.ts'
import { WorkerProblem } from '../sync/worker-problem.ts'
import { hashOf, place } from './address.ts'
import { worker } from './worker.ts'

/** A read: what is known of it, how old that is, and whether it is being asked for. */
export type Read<T> = {
  /** The last answer, be it from before. */
  readonly data: T | undefined
  /** When that was given. */
  readonly at: Date | undefined
  /** Why there is no newer one. */
  readonly problem: WorkerProblem | undefined
  readonly isLoading: boolean
  /** Asks again. */
  readonly refresh: () => void
}

// biome-ignore lint/suspicious/noExplicitAny: any endpoint of the client that can be read
type Readable = { readonly $get: (args: any, options?: any) => Promise<Response>; readonly $url: (args?: any) => URL }
type Arguments<E extends Readable> = Parameters<E['$get']>[0]
type Data<E extends Readable> = InferResponseType<E['$get'], 200>

/** Counts up when what was read may have changed: everything on show is asked for again. */
export const changes = signal(0)

/** Answers of this page's life, by key: going back shows at once what was seen. */
const seen = new Map<string, { readonly at: number; readonly body: unknown }>()

/** Takes up what was answered before, so that what needs it shows it at once. */
export function rememberAnswers(answers: readonly Answer[]): void {
  for (const { key, at, body } of answers) seen.set(key, { at, body })
}

/** What was answered before is asked for anew. */
export function forgetKeptAnswers(): void {
  seen.clear()
  forgetAnswers().catch(() => undefined)
}

// What was told to one token is not shown to another.
worker.subscribe(() => seen.clear())

/**
 * Reads an endpoint: first what was answered before, then what the worker says now. `undefined` arguments read nothing yet.
 * `useRead((api) => api.resources, { query: { cloud: 'aws' } })`
 */
export function useRead<E extends Readable>(
  endpoint: (api: ApiClient) => E,
  args: Arguments<E> | undefined,
): Read<Data<E>> {
  const current = worker.value
  const target = current && args && endpoint(current.api)
  const key = target ? target.$url(args).href : undefined
  const change = changes.value
  const [turn, setTurn] = useState(0)
  const [state, setState] = useState<State>({ key: undefined, isLoading: true })
  const isOwn = (one: State) => one.key === key && one.of === current
  const asked = useRef({ target, args })
  asked.current = { target, args }

  const tell = (news: Partial<State>) =>
    setState((before) => ({ ...(isOwn(before) ? before : { key, of: current, isLoading: true }), ...news }))

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for endpoint and arguments
  useLayoutEffect(() => {
    if (key === undefined || seen.has(key)) return undefined
    let isOver = false
    readAnswer(key).then(
      // The worker may have been quicker.
      (before) => before && !isOver && !seen.has(key) && tell({ at: before.at, body: before.body }),
      () => undefined,
    )
    return () => {
      isOver = true
    }
  }, [key, turn, change, current])

  // After the frame that shows what is known: to ask takes longer than to draw.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for endpoint and arguments
  useEffect(() => {
    const { target: from, args: given } = asked.current
    if (key === undefined || !from) return undefined
    const end = new AbortController()
    tell({ ...seen.get(key), isLoading: true })
    void ask(from, given, key, end.signal).then(
      (answer) => end.signal.aborted || tell({ ...answer, problem: undefined, isLoading: false }),
      (error: unknown) => end.signal.aborted || tell({ problem: toProblem(error), isLoading: false }),
    )
    return () => end.abort()
  }, [key, turn, change, current])

  // What was read for another key is not shown under this one.
  const own: State = isOwn(state) ? state : { key, isLoading: true, ...(key ? seen.get(key) : undefined) }
  return {
    data: own.body as Data<E> | undefined,
    at: own.at === undefined ? undefined : new Date(own.at),
    problem: own.problem,
    isLoading: own.isLoading && key !== undefined,
    refresh: () => setTurn((before) => before + 1),
  }
}

type State = {
  readonly key: string | undefined
  /** The worker with its token that was asked. */
  readonly of?: typeof worker.value
  readonly at?: number
  readonly body?: unknown
  readonly problem?: WorkerProblem | undefined
  readonly isLoading: boolean
}

async function ask(target: Readable, args: unknown, key: string, signal: AbortSignal) {
  const asked = hashOf(place.peek())
  const response = await target.$get(args, { init: { signal } })
  const answer = { at: Date.now(), body: (await response.json()) as unknown }
  signal.throwIfAborted()
  if (seen.size > 200) seen.delete(seen.keys().next().value ?? '')
  seen.set(key, answer)
  void keepAnswer({ key, place: asked, ...answer }).catch(() => undefined)
  return answer
}

/** Any failure as one that people are told about. */
export const toProblem = (error: unknown): WorkerProblem =>
  error instanceof WorkerProblem ? error : new WorkerProblem(error instanceof Error ? error.message : String(error))
