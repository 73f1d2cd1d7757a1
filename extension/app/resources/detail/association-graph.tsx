import { Name } from '../../../ui/name.tsx'
import { text } from '../../text/resources.ts'
import { useTypeLabels } from '../../use-type-labels.ts'
import styles from './association-graph.module.css'
import type { Detail } from './detail.ts'
import { graphGroups } from './graph-groups.ts'
import { GraphLines } from './graph-lines.tsx'
import { GraphSide } from './graph-side.tsx'

/** The resource in the middle, what names it before and what it names after it; the table below has all of them. */
export function AssociationGraph({ resource }: { readonly resource: Detail }) {
  const labelOf = useTypeLabels()
  const [from, to] = (['from', 'to'] as const).map((direction) => graphGroups({ direction, resource }))
  return (
    <div class={styles.frame}>
      <figure class={styles.graph} aria-label={text.graph}>
        <GraphSide direction="from" groups={from ?? []} />
        <GraphLines groups={from ?? []} />
        <div class={styles.middle}>
          <Name text={resource.name} />
          <span>{labelOf(resource.type)}</span>
        </div>
        <GraphLines groups={to ?? []} isAfter />
        <GraphSide direction="to" groups={to ?? []} />
      </figure>
    </div>
  )
}
