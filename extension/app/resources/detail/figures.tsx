import { linkTo, place } from '../../address.ts'
import { formatCount } from '../../format-count.ts'
import { text } from '../../text/resources.ts'
import { Total, TotalsLine } from '../../totals-line.tsx'
import { useTypeLabels } from '../../use-type-labels.ts'
import { fieldName } from '../field-name.ts'
import type { Detail } from './detail.ts'

/** What there is of it, as numbers that lead to their part. */
export function Figures({ resource }: { readonly resource: Detail }) {
  const { failing, unknown, evaluated, associationCounts, config, vulnerabilities } = resource
  const open = vulnerabilities.open as { confirmed?: number; potential?: number } | undefined
  const rules = Object.entries(config).filter((entry): entry is [string, number] => isRuleCount(...entry))
  return (
    <section aria-label={text.figures}>
      <TotalsLine>
        <Total label={text.failing} value={failing} href={part('controls')} />
        <Total label={text.unknown} value={unknown} />
        <Total label={text.controlsEvaluated} value={evaluated} />
        {rules.map(([field, count]) => (
          <Total key={field} label={fieldName(field)} value={count} href={part('rules')} />
        ))}
        {vulnerabilities.source !== 'none' && (
          <Total
            label={text.vulnerabilities}
            value={open ? (open.confirmed ?? 0) + (open.potential ?? 0) : text.none}
            detail={open && text.vulnerabilitySplit(open.confirmed ?? 0, open.potential ?? 0)}
            href={part('vulnerabilities')}
          />
        )}
        <Associations counts={associationCounts} />
      </TotalsLine>
    </section>
  )
}

/** The types that it has most of; all of them stand in the title, and in the part that this leads to. */
function Associations({ counts: { to, from, byType } }: { readonly counts: Detail['associationCounts'] }) {
  const labelOf = useTypeLabels()
  const types = byType
    .toSorted((a, b) => b.count - a.count)
    .map(({ type, count }) => `${type ? labelOf(type) : text.notInInventory} ${formatCount(count)}`)
  const shown = types.length > mostTypes + 1 ? types.slice(0, mostTypes) : types
  const more = types.length - shown.length
  return (
    <Total
      label={text.associations}
      value={to + from}
      detail={[...shown, ...(more > 0 ? [text.moreTypes(more)] : [])].join(', ') || undefined}
      detailTitle={more > 0 ? types.join(', ') : undefined}
      href={part('associations')}
    />
  )
}

const mostTypes = 2

const isRuleCount = (field: string, value: unknown) => /rules$/i.test(field) && typeof value === 'number'

/** Another part of the same resource, on the page or beside the list. */
const part = (tab: string) => linkTo(place.value.path, { ...place.value.params, tab })
