import type { InferResponseType } from 'hono/client'
import type { ApiClient } from '../../sync/api-client.ts'
import { Ago } from '../../ui/ago.tsx'
import { Figure } from '../../ui/figure.tsx'
import { formatCount } from '../format-count.ts'
import type { Read } from '../read.ts'
import { text } from '../text/resources.ts'
import { useNow } from '../use-now.ts'
import styles from './totals.module.css'

/** Facets of the resources that match, and the totals of what is left. */
export type Facets = InferResponseType<ApiClient['facets']['$get'], 200>

type Props = { readonly facets: Read<Facets> }

/** How much there is and how it stands, under all filters; how old that is stands beside it. */
export function Totals({ facets: { data, at, isLoading, problem } }: Props) {
  const now = useNow()
  const totals = data?.totals
  const posture = totals?.evaluations
  const figures = [
    { label: text.totalResources, value: resourcesText(totals), detail: undefined },
    { label: text.failingResources, value: count(totals?.failingResources), detail: text.failingDetail },
    {
      ...{ label: text.controlsFailed, value: count(posture?.fail) },
      detail: posture && text.exceptedDetail(posture.excepted),
    },
    {
      ...{ label: text.controlsPassed, value: count(posture?.pass) },
      detail: posture && text.unknownDetail(posture.unknown),
    },
    { label: text.accounts, value: count(totals?.accounts), detail: text.accountsDetail },
  ]
  return (
    <section class={styles.totals} aria-label={text.totals} aria-busy={isLoading}>
      <div class={styles.figures}>
        {figures.map(({ label, value, detail }) => (
          <Figure key={label} label={label} value={value} detail={detail} />
        ))}
      </div>
      <p class={styles.age} role="status">
        {data?.isPartial && <span>{text.partial} </span>}
        {problem && data && <span>{text.older} </span>}
        {at ? (
          <>
            {text.read} <Ago iso={at.toISOString()} now={now} />
          </>
        ) : (
          isLoading && text.reading
        )}
      </p>
    </section>
  )
}

const count = (number: number | undefined) => (number === undefined ? text.none : formatCount(number))

function resourcesText(totals: Facets['totals'] | undefined): string {
  if (totals?.resourcesAtLeast !== undefined) return text.atLeast(totals.resourcesAtLeast)
  return count(totals?.resources)
}
