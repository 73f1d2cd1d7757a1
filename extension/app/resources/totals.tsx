import type { InferResponseType } from 'hono/client'
import type { ApiClient } from '../../sync/api-client.ts'
import { formatCount } from '../format-count.ts'
import type { Read } from '../read.ts'
import { text } from '../text/resources.ts'
import { Total, TotalsLine } from '../totals-line.tsx'
import styles from './totals.module.css'

/** Facets of the resources that match, and the totals of what is left. */
export type Facets = InferResponseType<ApiClient['facets']['$get'], 200>

type Props = { readonly facets: Read<Facets> }

/** How much there is and how it stands, under all filters. */
export function Totals({ facets: { data, isLoading, problem } }: Props) {
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
      <TotalsLine>
        {figures.map(({ label, value, detail }) => (
          <Total key={label} label={label} value={value ?? (isLoading ? undefined : text.none)} detail={detail} />
        ))}
      </TotalsLine>
      {data?.isPartial && <p class={styles.note}>{text.partial}</p>}
      {problem && data && (
        <p class={styles.note} role="status">
          {text.older}
        </p>
      )}
    </section>
  )
}

const count = (number: number | undefined) => (number === undefined ? undefined : formatCount(number))

function resourcesText(totals: Facets['totals'] | undefined): string | undefined {
  if (totals?.resourcesAtLeast !== undefined) return text.atLeast(totals.resourcesAtLeast)
  return count(totals?.resources)
}
