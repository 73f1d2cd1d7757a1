import type { InferResponseType } from 'hono/client'
import { type Outcome, outcomes } from '../../../../shared/evaluation.ts'
import type { ApiClient } from '../../../sync/api-client.ts'
import { ProblemBox } from '../../../ui/problem-box.tsx'
import { Select } from '../../../ui/select.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { place, setParams } from '../../address.ts'
import { Download } from '../../download/download.tsx'
import { FindText } from '../../find-text.tsx'
import { useRead } from '../../read.ts'
import { text } from '../../text/resources.ts'
import { Pages } from './pages.tsx'
import styles from './plain-table.module.css'
import { ReportRows } from './report-rows.tsx'

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
        <FindText label={text.reportsFind} value={rtext ?? ''} onFind={find} />
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

const find = (rtext: string | undefined) => setParams({ rtext, page: undefined })

const results: readonly { readonly value: Outcome | ''; readonly label: string }[] = [
  { value: '', label: text.anyResult },
  ...outcomes.map((value) => ({ value, label: text.outcomes[value] })),
]

type Page = InferResponseType<ApiClient['resources']['reports']['$get'], 200>

type ShownProps = { readonly of: Page; readonly now: Date }

function Shown({ of: { items, totals, page, pageSize: size, total }, now }: ShownProps) {
  return (
    <>
      <p class={styles.quiet} role="status">
        {text.reportTotals(totals.controls, totals.failed)}
      </p>
      {items.length === 0 ? (
        <p class={styles.quiet}>{text.noReportsNarrowed}</p>
      ) : (
        <ReportRows items={items} now={now} />
      )}
      <Pages page={page} size={size} total={total} />
    </>
  )
}
