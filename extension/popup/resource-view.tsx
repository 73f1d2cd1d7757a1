import { useEffect, useState } from 'preact/hooks'
import { buildConsoleUrl } from '../../shared/console-links/index.ts'
import type { ResourceRef } from '../../shared/resource.ts'
import { EvidenceTable } from '../overlay/evidence-table.tsx'
import { fillText, valuesOf } from '../overlay/fill.ts'
import type { Details } from '../sync/messages.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { Name } from '../ui/name.tsx'
import { SeverityMark } from '../ui/severity-mark.tsx'
import { Spinner } from '../ui/spinner.tsx'
import type { Actions } from './actions.ts'
import styles from './resource-view.module.css'
import { text } from './text.ts'
import { typeLabel } from './type-label.ts'
import { ViewTitle } from './view-title.tsx'

type Props = {
  readonly resourceId: string
  readonly name: string
  readonly ask: Actions['ask']
  readonly version: number
  readonly onBack: () => void
}

/** One resource: what fails on it, why, how to fix it, and the way to the page where that is done. */
export function ResourceView({ resourceId, name, ask, version, onBack }: Props) {
  const [found, setFound] = useState<Details | null | undefined>()
  const [problem, setProblem] = useState<string>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` is what changed
  useEffect(() => {
    ask('details', { resourceId }).then(setFound, (error: Error) => setProblem(error.message))
  }, [ask, resourceId, version])

  const resource = found?.resource
  return (
    <main class={styles.view}>
      <ViewTitle
        title={<Name text={name} />}
        detail={resource && <Name text={`${typeLabel(resource.type)} · ${resource.account} · ${resource.region}`} />}
        onBack={onBack}
      />
      {problem && <p role="alert">{problem}</p>}
      {found === undefined && !problem && <Spinner />}
      {found === null && (
        <EmptyState title={text.clear}>
          <p>{text.clearWhy}</p>
        </EmptyState>
      )}
      {found && (
        <ul class={styles.findings}>
          {found.findings.map((finding, i) => (
            <li key={finding.control.cid}>
              <Finding resource={found.resource} finding={finding} isOpen={i === 0} />
            </li>
          ))}
        </ul>
      )}
    </main>
  )
}

type FindingProps = {
  readonly resource: ResourceRef
  readonly finding: Details['findings'][number]
  readonly isOpen: boolean
}

function Finding({ resource, finding: { control, evaluation }, isOpen }: FindingProps) {
  const values = valuesOf(resource)
  const severity = evaluation.result === 'UNKNOWN' ? 'UNKNOWN' : control.criticality
  return (
    <details class={styles.finding} open={isOpen}>
      <summary>
        <SeverityMark severity={severity} label={text.criticality[severity]} />
        <span class={styles.title}>
          {control.title} <span class={styles.cid}>{text.cid(control.cid)}</span>
        </span>
      </summary>
      <div class={styles.body}>
        {evaluation.result === 'UNKNOWN' && <p>{text.unknown}</p>}
        <h3>{text.evidence}</h3>
        <EvidenceTable evidence={evaluation.evidence} class={styles.evidence} />
        <h3>{text.steps}</h3>
        <ol>
          {control.remediation.steps.map((step) => (
            <li key={step}>
              {fillText(step, values).map(({ at, text: part, isValue }) =>
                isValue ? <Name key={at} text={part} /> : part,
              )}
            </li>
          ))}
        </ol>
        <FixLink resource={resource} view={control.remediation.view} />
      </div>
    </details>
  )
}

function FixLink({ resource, view }: { readonly resource: ResourceRef; readonly view: string | undefined }) {
  const link = buildConsoleUrl(resource, view)
  if (!link) return <p class={styles.cid}>{text.noLink}</p>
  const isApproximate = link.precision === 'list' || link.precision === 'router'
  return (
    <>
      <a class={styles.fix} href={link.url} target="_blank" rel="noreferrer">
        {text.open[link.precision]} <span aria-hidden="true">↗</span>
      </a>
      {isApproximate && <p class={styles.cid}>{text.about[link.precision]}.</p>}
    </>
  )
}
