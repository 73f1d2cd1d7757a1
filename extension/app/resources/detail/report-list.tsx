import { useEffect, useState } from 'preact/hooks'
import { type Outcome, outcomes } from '../../../../shared/evaluation.ts'
import { Ago } from '../../../ui/ago.tsx'
import { Button } from '../../../ui/button.tsx'
import { Name } from '../../../ui/name.tsx'
import { ProblemBox } from '../../../ui/problem-box.tsx'
import { Select } from '../../../ui/select.tsx'
import { SeverityMark } from '../../../ui/severity-mark.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { linkTo, place, setParams } from '../../address.ts'
import { Download } from '../../download/download.tsx'
import { useRead } from '../../read.ts'
import { text } from '../../text/resources.ts'
import controls from './control-list.module.css'
import { OutcomeTag } from './outcome-tag.tsx'
import styles from './plain-table.module.css'

type Props = { readonly id: string; readonly now: Date }

/** The most that a page of this list holds. */
const pageSize = '100'

/** All controls across the last runs of all reports, for this resource. */
export function ReportList({ id, now }: Props) {
  const { rtext, outcome, report, page = '1' } = place.value.params
  const result = outcomes.find((one) => one === outcome)
  const filters = {
    id,
    ...(rtext ? { text: rtext } : {}),
    ...(result ? { result } : {}),
    ...(report ? { report } : {}),
  }
  const { data, problem, refresh, isLoading } = useRead((api) => api.resources.reports, {
    query: { ...filters, page, pageSize },
  })
  const all = useRead((api) => api.resources.reports, { query: { id, pageSize } })
  if (problem) {
    const retry = { label: text.retry, onRetry: refresh, isBusy: isLoading }
    return <ProblemBox message={problem.message} advice={problem.details.advice} retry={retry} />
  }
  if (all.data?.total === 0) return <p class={styles.quiet}>{text.noReports}</p>
  const reports = new Map(all.data?.items.map((one) => [String(one.report.id), one.report.title]))
  return (
    <>
      <div class={styles.tools}>
        <Find value={rtext ?? ''} />
        <Select
          label={text.result}
          value={result ?? ''}
          options={results}
          onChange={(next) => setParams({ outcome: next, page: undefined })}
        />
        <Select
          label={text.report}
          value={report ?? ''}
          options={[{ value: '', label: text.anyReport }, ...[...reports].map(([value, label]) => ({ value, label }))]}
          onChange={(next) => setParams({ report: next, page: undefined })}
        />
        <Download
          isPage
          ask={(api, file, request) =>
            api.exports['resource-reports'].$get({ query: { ...filters, page, pageSize, ...file } }, request)
          }
        />
      </div>
      {data ? <Shown of={data} now={now} /> : <Skeleton height="120px" />}
    </>
  )
}

const results: readonly { readonly value: Outcome | ''; readonly label: string }[] = [
  { value: '', label: text.anyResult },
  ...outcomes.map((value) => ({ value, label: text.outcomes[value] })),
]

type Page = {
  readonly items: readonly Item[]
  readonly totals: { readonly controls: number; readonly failed: number }
  readonly page: number
  readonly pageSize: number
  readonly total: number
}

function Shown({ of: { items, totals, page, pageSize: size, total }, now }: { readonly of: Page; readonly now: Date }) {
  return (
    <>
      <p class={styles.quiet} role="status">
        {text.reportTotals(totals.controls, totals.failed)}
      </p>
      {items.length === 0 ? <p class={styles.quiet}>{text.noReportsNarrowed}</p> : <Rows items={items} now={now} />}
      <Pages page={page} size={size} total={total} />
    </>
  )
}

type Item = {
  readonly cid: number
  readonly title: string
  readonly criticality: 'HIGH' | 'MEDIUM' | 'LOW'
  readonly report: { readonly id: number; readonly title: string }
  readonly dateEvaluated: string
  readonly outcome: Outcome
}

function Rows({ items, now }: { readonly items: readonly Item[]; readonly now: Date }) {
  return (
    <div class={styles.box}>
      <table class={styles.table} aria-label={text.tabs.reports}>
        <thead>
          <tr>
            <th scope="col">{text.control}</th>
            <th scope="col">{text.report}</th>
            <th scope="col">{text.evaluatedOn}</th>
            <th scope="col">{text.criticality}</th>
            <th scope="col">{text.result}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ cid, title, criticality, report, dateEvaluated, outcome }) => (
            <tr key={`${cid} ${report.id}`}>
              <th scope="row">
                <Name text={title} />
                <span class={styles.sub}>
                  {text.cid} {cid} · <a href={linkTo(['monitor', 'controls', String(cid)])}>{text.toControl}</a>
                </span>
              </th>
              <td>
                <a href={linkTo(['reports', String(report.id)])}>
                  <Name text={report.title} />
                </a>
              </td>
              <td>
                <Ago iso={dateEvaluated} now={now} />
              </td>
              <td>
                <span class={controls.mark}>
                  <SeverityMark severity={criticality} />
                  {text.criticalities[criticality]}
                </span>
              </td>
              <td>
                <OutcomeTag outcome={outcome} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type PagesProps = { readonly page: number; readonly size: number; readonly total: number }

function Pages({ page, size, total }: PagesProps) {
  if (total <= size) return null
  const first = (page - 1) * size + 1
  const last = Math.min(page * size, total)
  return (
    <div class={styles.tools}>
      <span>{text.page(first, last, total)}</span>
      <Button disabled={page === 1} onClick={() => setParams({ page: String(page - 1) })}>
        {text.previous}
      </Button>
      <Button disabled={last === total} onClick={() => setParams({ page: String(page + 1) })}>
        {text.next}
      </Button>
    </div>
  )
}

function Find({ value }: { readonly value: string }) {
  const [typed, setTyped] = useState(value)
  useEffect(() => {
    if (typed.trim() === value) return undefined
    const wait = setTimeout(() => setParams({ rtext: typed.trim(), page: undefined }), 250)
    return () => clearTimeout(wait)
  }, [typed, value])
  return (
    <input
      type="search"
      aria-label={text.reportsFind}
      placeholder={text.reportsFind}
      maxLength={200}
      value={typed}
      onInput={({ currentTarget }) => setTyped(currentTarget.value)}
    />
  )
}
