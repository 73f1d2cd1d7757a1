import { Ago } from '../../../ui/ago.tsx'
import { text } from '../../text/resources.ts'
import type { Detail } from './detail.ts'
import styles from './moments.module.css'

type Props = { readonly resource: Detail; readonly now: Date }

/** The dates that are known of a resource, in their order. */
export function Moments({ resource: { firstDiscovered, lastChanged, lastFound, gone }, now }: Props) {
  const moments = [
    { label: text.firstDiscovered, at: firstDiscovered },
    { label: text.lastChanged, at: lastChanged },
    { label: text.lastFound, at: lastFound },
    ...(gone ? [{ label: text.goneSince, at: gone }] : []),
  ]
  return (
    <dl class={styles.moments} aria-label={text.moments}>
      {moments.map(({ label, at }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Ago iso={at} now={now} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
