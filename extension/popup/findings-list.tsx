import { buildConsoleUrl } from '../../shared/console-links/index.ts'
import type { FindingsQuery, Hit } from '../sync/messages.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ListRow } from '../ui/list-row.tsx'
import { Name } from '../ui/name.tsx'
import { SeverityMark } from '../ui/severity-mark.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { VirtualList } from '../ui/virtual-list.tsx'
import { visibleText } from '../ui/visible-text.ts'
import type { Actions } from './actions.ts'
import styles from './findings-list.module.css'
import { text } from './text.ts'
import { typeLabel } from './type-label.ts'
import { useFindings } from './use-findings.ts'
import { ViewTitle } from './view-title.tsx'

type Props = {
  readonly title: string
  readonly query: FindingsQuery
  readonly ask: Actions['ask']
  readonly version: number
  readonly onOpen: (resourceId: string, name: string, at: number) => void
  /** Absent where nothing was open before. */
  readonly onBack?: () => void
  /** The row that was opened before: it gets the focus back. */
  readonly at?: number
}

const rowHeight = 54

/** Failing resources, worst first; each opens its findings, or the console page where the worst is fixed. */
export function FindingsList({ title, query, ask, version, onOpen, onBack, at }: Props) {
  const { total, problem, hit, want } = useFindings(ask, query, version)
  const isSearch = query.text !== undefined
  return (
    <main class={styles.view}>
      <ViewTitle
        title={<Name text={title} />}
        detail={total === undefined ? text.loading : text.failing(total)}
        {...(onBack && { onBack })}
        takesFocus={!isSearch && at === undefined}
      />
      {problem && (
        <p class={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {total === undefined && !problem && <Spinner />}
      {total === 0 && (
        <EmptyState title={isSearch ? text.noMatch : text.noneLeft}>{isSearch && <p>{text.noMatchWhy}</p>}</EmptyState>
      )}
      {total !== undefined && total > 0 && (
        <VirtualList
          label={visibleText(title)}
          total={total}
          rowHeight={rowHeight}
          onShow={want}
          {...(at !== undefined && { start: at })}
          row={(index, tabIndex) => (
            <Row hit={hit(index)} tabIndex={tabIndex} onOpen={(id, name) => onOpen(id, name, index)} />
          )}
        />
      )}
    </main>
  )
}

type RowProps = {
  readonly hit: Hit | undefined
  readonly tabIndex: number
  readonly onOpen: (resourceId: string, name: string) => void
}

function Row({ hit, tabIndex, onOpen }: RowProps) {
  if (!hit) return <div class={styles.waiting} aria-hidden="true" />
  const { resource, worst, failing, controls } = hit
  const place = `${typeLabel(resource.type)} · ${resource.account} · ${resource.region}`
  return (
    <div class={styles.row}>
      <ListRow
        mark={<SeverityMark severity={worst} label={text.criticality[worst]} />}
        title={<Name text={resource.name || resource.id} />}
        detail={<Name text={place} />}
        value={text.controls(failing)}
        onOpen={() => onOpen(resource.id, resource.name || resource.id)}
        tabIndex={tabIndex}
      />
      <Jump resource={resource} view={controls[0]?.view} tabIndex={tabIndex} />
    </div>
  )
}

type JumpProps = {
  readonly resource: Hit['resource']
  readonly view: string | undefined
  readonly tabIndex: number
}

function Jump({ resource, view, tabIndex }: JumpProps) {
  const link = buildConsoleUrl(resource, view)
  if (!link) return <span class={styles.jump} title={text.noLink} />
  const isExact = link.precision === 'fix' || link.precision === 'resource'
  return (
    <a
      class={styles.jump}
      href={link.url}
      target="_blank"
      rel="noreferrer"
      tabIndex={tabIndex}
      title={text.about[link.precision]}
      aria-label={`${text.openShort(visibleText(resource.name || resource.id, 80))}. ${text.about[link.precision]}`}
    >
      {isExact ? '↗' : '≡↗'}
    </a>
  )
}
