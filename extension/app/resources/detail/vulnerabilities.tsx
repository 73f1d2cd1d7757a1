import { Name } from '../../../ui/name.tsx'
import { text } from '../../text/resources.ts'
import { Total, TotalsLine } from '../../totals-line.tsx'
import { Value } from '../value.tsx'
import { valueText } from '../value-text.ts'
import type { Detail } from './detail.ts'
import styles from './plain-table.module.css'

const severities = ['critical', 'high', 'medium', 'low'] as const

type Weakness = Readonly<Record<'id' | 'title' | 'severity' | 'kind' | 'package' | 'fixedIn', string | undefined>>

/** Known weaknesses of what runs there: how many of each kind, and the worst of them. */
export function Vulnerabilities({ resource: { vulnerabilities } }: { readonly resource: Detail }) {
  const { source, open } = vulnerabilities
  if (source === 'unknown') return <p class={styles.quiet}>{text.vulnerabilitiesUnknown}</p>
  const counts = open ?? {}
  const worst = (Array.isArray(counts.worst) ? counts.worst : []) as unknown as readonly Weakness[]
  return (
    <>
      <p class={styles.quiet}>
        {text.vulnerabilitySource}: <Name text={source} />
      </p>
      {open === undefined && <p class={styles.quiet}>{text.noVulnerabilities}</p>}
      {open !== undefined && (
        <section aria-label={text.vulnerabilities}>
          <TotalsLine>
            <Total label={text.confirmed} value={valueText(counts.confirmed)} />
            <Total label={text.potential} value={valueText(counts.potential)} />
            {severities.map((severity) => (
              <Total key={severity} label={text.severities[severity]} value={valueText(counts[severity])} />
            ))}
          </TotalsLine>
        </section>
      )}
      {worst.length > 0 && <Worst of={worst} />}
    </>
  )
}

function Worst({ of: worst }: { readonly of: readonly Weakness[] }) {
  return (
    <div class={styles.box}>
      <table class={styles.table} aria-label={text.worst}>
        <thead>
          <tr>
            <th scope="col">{text.vulnerability}</th>
            <th scope="col">{text.severity}</th>
            <th scope="col">{text.kind}</th>
            <th scope="col">{text.package}</th>
            <th scope="col">{text.fixedIn}</th>
          </tr>
        </thead>
        <tbody>
          {worst.map(({ id, title, severity, kind, package: name, fixedIn }) => (
            <tr key={`${id} ${name}`}>
              <th scope="row">
                <Value of={id} />
                <span class={styles.sub}>
                  <Value of={title} />
                </span>
              </th>
              <td>
                <Value of={severity} />
              </td>
              <td>
                <Value of={kind} />
              </td>
              <td>
                <Value of={name} />
              </td>
              <td>
                <Value of={fixedIn} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
