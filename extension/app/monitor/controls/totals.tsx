import type { InferResponseType } from 'hono/client'
import { criticalities } from '../../../../shared/evaluation.ts'
import type { ApiClient } from '../../../sync/api-client.ts'
import { SeverityMark } from '../../../ui/severity-mark.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { PostureBar } from '../../posture-bar.tsx'
import { text } from '../../text/monitor.ts'
import { Total, TotalsLine } from '../../totals-line.tsx'
import styles from './totals.module.css'

/** What the API counts beside a list. */
export type Facets = InferResponseType<ApiClient['facets']['$get'], 200>

type Props = { readonly totals: Facets['totals'] | undefined; readonly isPartial: boolean }

/** How it stands, in one line: resources, controls, evaluations with their share of green and red, failures by criticality. */
export function Totals({ totals, isPartial }: Props) {
  const { evaluations, failures } = totals ?? {}
  const all = evaluations && evaluations.pass + evaluations.fail + evaluations.unknown + evaluations.excepted
  const tell = (count: number) => (isPartial ? text.atLeast(count) : text.number(count))
  return (
    <section class={styles.totals} aria-label={text.totals} aria-busy={!totals}>
      <TotalsLine>
        <Total label={text.resources} value={totals && resourcesOf(totals)} />
        <Total label={text.controls} value={totals && tell(totals.controls)} />
        <Total label={text.evaluations} value={all === undefined ? undefined : tell(all)} />
      </TotalsLine>
      <div class={styles.posture}>
        <h2>{text.posture}</h2>
        {evaluations ? <PostureBar posture={evaluations} hasLegend /> : <Skeleton height="32px" />}
      </div>
      <div class={styles.failures}>
        <h2>{text.failures}</h2>
        <dl>
          {criticalities.map((criticality) => (
            <div key={criticality}>
              <dt>
                <SeverityMark severity={criticality} /> {text.criticality[criticality]}
              </dt>
              <dd>{failures ? tell(failures[criticality]) : <Skeleton width="24px" />}</dd>
            </div>
          ))}
        </dl>
      </div>
      {isPartial && <p class={styles.partial}>{text.partial}</p>}
    </section>
  )
}

function resourcesOf({ resources, resourcesAtLeast }: Facets['totals']): string {
  if (resources !== undefined) return text.number(resources)
  return resourcesAtLeast === undefined ? text.empty : text.atLeast(resourcesAtLeast)
}
