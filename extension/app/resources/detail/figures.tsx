import { Figure } from '../../../ui/figure.tsx'
import { linkTo, place } from '../../address.ts'
import { formatCount } from '../../format-count.ts'
import { text } from '../../text/resources.ts'
import { useTypeLabels } from '../../use-type-labels.ts'
import { fieldName } from '../field-name.ts'
import type { Detail } from './detail.ts'
import styles from './figures.module.css'

/** What there is of it, as numbers that lead to their part. */
export function Figures({ resource }: { readonly resource: Detail }) {
  const labelOf = useTypeLabels()
  const { failing, unknown, evaluated, associationCounts, config, vulnerabilities } = resource
  const { to, from, byType } = associationCounts
  const open = vulnerabilities.open as { confirmed?: number; potential?: number } | undefined
  const rules = Object.entries(config).filter((entry): entry is [string, number] => isRuleCount(...entry))
  const detail = byType
    .map(({ type, count }) => `${type ? labelOf(type) : text.notInInventory} ${formatCount(count)}`)
    .join(', ')
  return (
    <section class={styles.figures} aria-label={text.figures}>
      <Figure label={text.failing} value={failing} href={part('controls')} />
      <Figure label={text.unknown} value={unknown} />
      <Figure label={text.controlsEvaluated} value={evaluated} />
      {rules.map(([field, count]) => (
        <Figure key={field} label={fieldName(field)} value={count} href={part('rules')} />
      ))}
      {vulnerabilities.source !== 'none' && (
        <Figure
          label={text.vulnerabilities}
          value={open && (open.confirmed ?? 0) + (open.potential ?? 0)}
          detail={open && text.vulnerabilitySplit(open.confirmed ?? 0, open.potential ?? 0)}
          href={part('vulnerabilities')}
        />
      )}
      <Figure label={text.associations} value={to + from} detail={detail || undefined} href={part('associations')} />
    </section>
  )
}

const isRuleCount = (field: string, value: unknown) => /rules$/i.test(field) && typeof value === 'number'

/** Another part of the same resource, on the page or beside the list. */
const part = (tab: string) => linkTo(place.value.path, { ...place.value.params, tab })
