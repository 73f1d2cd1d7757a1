import { type Outcome, outcomes } from '../../../shared/evaluation.ts'
import { EvidenceTable } from '../../overlay/evidence-table.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Name } from '../../ui/name.tsx'
import { absoluteTime } from '../../ui/relative-time.ts'
import { Select } from '../../ui/select.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { visibleText } from '../../ui/visible-text.ts'
import { place, setParams } from '../address.ts'
import { Failure } from '../shown.tsx'
import { text } from '../text/reports.ts'
import { useList } from '../use-list.ts'
import { type Control, type ReportedResource, type RunDetail, runParam } from './data.ts'
import { links } from './places.ts'
import styles from './reports.module.css'
import { VerdictTag } from './verdict-tag.tsx'

type Props = { readonly run: RunDetail; readonly control: Control }

const words = text.control
const pageSize = 50

/** How a control ended for each resource when the report ran, page by page. */
export function ResourceResults({ run, control: { cid, verdict } }: Props) {
  // What failed comes first: unless told otherwise it is those that made the control end as it did.
  const worst = outcomes.find((one) => one === verdict)
  const { result = worst } = place.value.params
  const outcome = outcomes.find((one) => one === result)
  const list = useList((api) => api.reports[':id'].runs[':run'].controls[':cid'].resources, {
    param: { ...runParam(run), cid: String(cid) },
    query: { ...(outcome && { outcome }), pageSize: String(pageSize) },
  })
  const rows = Array.from({ length: list.length }, (_, index) => list.rowAt(index)).flatMap((row) => row ?? [])
  const { total = 0, first } = list
  return (
    <>
      <div class={styles.tools}>
        <Select<Outcome | ''>
          label={words.result}
          value={outcome ?? ''}
          options={results}
          onChange={(next) => setParams({ result: next === worst ? undefined : next || 'any' })}
        />
        <span class={styles.quiet} role="status">
          {first && words.shown(rows.length, total)}
        </span>
      </div>
      <Failure read={{ problem: list.problem, refresh: list.refresh, data: first }} />
      {!first && list.isLoading && <Skeleton height="96px" />}
      {first && rows.length === 0 && <p class={styles.quiet}>{words.noneOf}</p>}
      <ul class={styles.resources}>
        {rows.map((resource) => (
          <Resource key={resource.id} resource={resource} cid={cid} />
        ))}
      </ul>
      {rows.length > 0 && rows.length < total && (
        <Button isBusy={list.isLoading} onClick={() => list.show(rows.length, rows.length + pageSize - 1)}>
          {words.more}
        </Button>
      )}
    </>
  )
}

const results: readonly { readonly value: Outcome | ''; readonly label: string }[] = [
  { value: '', label: words.anyResult },
  ...(['FAIL', 'UNKNOWN', 'EXCEPTED', 'PASS'] as const).map((value) => ({ value, label: text.outcomes[value] })),
]

function Resource({ resource, cid }: { readonly resource: ReportedResource; readonly cid: number }) {
  const { id, name, account, region, outcome, evidence, exception } = resource
  return (
    <li>
      <details>
        <summary>
          <span class={styles.arrow}>
            <Icon name="forward" isDirected />
          </span>
          <VerdictTag verdict={outcome} />
          <Name text={name} class={styles.resourceName} />
          <span class={styles.quiet}>{visibleText([account, region].filter(Boolean).join(' · '))}</span>
        </summary>
        <div class={styles.evidence}>
          <Name text={id} class={styles.id} />
          {exception && (
            <p>
              <b>{words.exception}:</b> {visibleText(words.exceptionOf(exception.kind, exception.owner))}.{' '}
              {visibleText(exception.reason, 2000)} {words.until}{' '}
              {exception.ends ? absoluteTime(exception.ends) : words.noEnd}.
            </p>
          )}
          {evidence.length > 0 ? (
            <EvidenceTable evidence={evidence} class={styles.evidenceTable} />
          ) : (
            <p class={styles.quiet}>{words.noEvidence}</p>
          )}
          <a href={links.monitor(cid, id)}>{words.now}</a>
        </div>
      </details>
    </li>
  )
}
