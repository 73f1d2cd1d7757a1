import type { Connector } from '../../../shared/connector.ts'
import type { Run, RunError } from '../../../shared/run.ts'
import { typeLabel } from '../../popup/type-label.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { visibleText } from '../../ui/visible-text.ts'
import { useRead } from '../read.ts'
import { text } from '../text/configuration.ts'
import { grantFor } from './grant-text.ts'
import { PolicyText } from './policy-text.tsx'
import styles from './run-errors.module.css'
import { Trouble } from './trouble.tsx'

type Props = { readonly connector: Connector; readonly run: Run }

/** What a run could not read, operation by operation, and the policy text that grants what was missing. */
export function RunErrors({ connector, run }: Props) {
  const { data, problem, refresh } = useRead((api) => api.runs[':id'].errors, { param: { id: run.id } })
  if (!data) {
    if (problem) return <Trouble problem={problem} onRetry={refresh} />
    return <Skeleton width="60%" height="16px" />
  }
  if (data.items.length === 0) return run.state === 'succeeded' ? <p class={styles.quiet}>{text.noErrors}</p> : null
  return (
    <>
      <p class={styles.quiet}>{text.errorsMean}</p>
      <Errors errors={data.items} />
      <Granting connector={connector} errors={data.items} />
    </>
  )
}

function Errors({ errors }: { readonly errors: readonly RunError[] }) {
  const titles = text.errorColumns
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrollable by keyboard
    <section class={styles.scroll} tabIndex={0} aria-label={titles.operation}>
      <table class={styles.table}>
        <thead>
          <tr>
            <th scope="col">{titles.operation}</th>
            <th scope="col">{titles.type}</th>
            <th scope="col">{titles.region}</th>
            <th scope="col">{titles.permission}</th>
            <th scope="col">{titles.reason}</th>
            <th scope="col" class={styles.end}>
              {titles.count}
            </th>
          </tr>
        </thead>
        <tbody>
          {errors.map(({ operation, type, region, permission, reason, count }) => (
            <tr key={`${type} ${region} ${operation}`}>
              <th scope="row">
                <code>{visibleText(operation)}</code>
              </th>
              <td>{typeLabel(type)}</td>
              <td>{region || text.global}</td>
              <td>{permission ? <code>{visibleText(permission)}</code> : text.none}</td>
              <td class={styles.reason}>{visibleText(reason, 1000)}</td>
              <td class={styles.end}>{count.toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Granting({ connector, errors }: { readonly connector: Connector; readonly errors: readonly RunError[] }) {
  const grant = grantFor(connector, errors)
  if (!grant) return null
  return (
    <section class={styles.grant}>
      <h3>{text.grant}</h3>
      <p>
        {text.grantHow[connector.cloud]}
        {grant.role && <span class={styles.role}>{text.grantFor(visibleText(grant.role))}</span>}
      </p>
      <PolicyText title={grant.file} content={grant.content} file={grant.file} />
      {grant.command && <PolicyText title={text.command} content={grant.command} />}
    </section>
  )
}
