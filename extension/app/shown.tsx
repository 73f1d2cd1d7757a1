import type { ComponentChildren } from 'preact'
import { Ago } from '../ui/ago.tsx'
import { ProblemBox } from '../ui/problem-box.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { PageHead } from './page-head.tsx'
import type { Read } from './read.ts'
import styles from './shown.module.css'
import { text } from './text/parts.ts'
import { useNow } from './use-now.ts'

type Props<T> = {
  readonly read: Read<T>
  /** What stands there until it is known what it is called: what it is, and the way up. */
  readonly head?: Pick<Parameters<typeof PageHead>[0], 'title' | 'trail'>
  readonly children: (data: T) => ComponentChildren
}

/** What was read; lines that hold its place until it is here; why it is not, and how to ask again. */
export function Shown<T>({ read, head, children }: Props<T>) {
  const isKnown = read.data !== undefined
  return (
    <div class={styles.shown}>
      {!isKnown && head && <PageHead {...head} />}
      <Failure read={read} />
      {read.data === undefined ? read.isLoading && <Waiting /> : children(read.data)}
    </div>
  )
}

type FailureProps = { readonly read: Pick<Read<unknown>, 'problem' | 'refresh' | 'data'> }

/** Why there is nothing newer to show, with what to do about it. */
export function Failure({ read: { problem, refresh, data } }: FailureProps) {
  if (!problem) return null
  const advice = problem.details.advice ?? (data === undefined ? undefined : text.kept)
  return <ProblemBox message={problem.message} advice={advice} retry={{ label: text.retry, onRetry: refresh }} />
}

const Waiting = () => (
  <div class={styles.waiting} role="status" aria-label={text.loading}>
    <Skeleton width="40%" height="1.6em" />
    <Skeleton width="90%" />
    <Skeleton width="75%" />
    <Skeleton width="82%" />
  </div>
)

/** How old the figures are. */
export function AsOf({ at }: { readonly at: Date | undefined }) {
  const now = useNow()
  if (!at) return null
  // The clock ticks now and then: what was read since the last tick is no older than now.
  const latest = at > now ? at : now
  return (
    <span class={styles.quiet}>
      {text.asOf} <Ago iso={at.toISOString()} now={latest} />
    </span>
  )
}
