import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { place, setParams } from '../address.ts'
import { useRead } from '../read.ts'
import { Failure, Shown } from '../shown.tsx'
import { text } from '../text/reports.ts'
import { usePolling } from '../use-polling.ts'
import { useRefusal } from '../use-refusal.ts'
import { Changes } from './changes.tsx'
import { ControlPanel } from './control-panel.tsx'
import { type Report, type Run, type RunDetail, reportParam, runParam } from './data.ts'
import { NoSuchReport } from './no-such-report.tsx'
import { Notices } from './notices.tsx'
import { links } from './places.ts'
import { ReportHead } from './report-head.tsx'
import styles from './reports.module.css'
import { Results } from './results.tsx'
import { runReport } from './run-report.ts'
import { RunSummary } from './run-summary.tsx'

/** One report: how it stood when it ran last, or at any earlier run, requirement by requirement, and what changed. */
export function ReportPage({ id }: { readonly id: number }) {
  const param = reportParam(id)
  const report = useRead((api) => api.reports[':id'], { param })
  const runs = useRead((api) => api.reports[':id'].runs, { param, query: { pageSize: '100' } })
  usePolling(
    report.data?.running !== undefined,
    () => {
      report.refresh()
      runs.refresh()
    },
    1500,
  )
  if (report.problem?.details.status === 404) return <NoSuchReport />
  return (
    <Shown read={report} head={{ title: text.report, trail: [{ label: text.title, href: links.home() }] }}>
      {(known) => (
        <article class={styles.page}>
          <OneReport report={known} runs={runs.data?.items ?? []} />
          <Failure read={runs} />
        </article>
      )}
    </Shown>
  )
}

type Props = { readonly report: Report; readonly runs: readonly Run[] }

function OneReport({ report, runs }: Props) {
  const chosen = runs.find(({ id }) => String(id) === place.value.params.run)
  const run = chosen ?? report.lastRun ?? undefined
  const hasResults = run?.state === 'succeeded'
  return (
    <>
      <ReportHead report={report} run={hasResults ? run : undefined} />
      <Notices report={report} runs={runs} chosen={chosen} />
      {run === undefined && report.running === undefined && <NoResults report={report} />}
      {hasResults && <OneRun key={run.id} run={run} runs={runs} />}
    </>
  )
}

function NoResults({ report }: { readonly report: Report }) {
  const refusal = useRefusal(text.mayNot)('update')
  return (
    <EmptyState title={text.noResults}>
      <p>{text.noResultsWhy}</p>
      <Button kind="primary" disabled={refusal !== undefined} title={refusal} onClick={() => void runReport(report)}>
        {text.runNow}
      </Button>
    </EmptyState>
  )
}

function OneRun({ run, runs }: { readonly run: Run; readonly runs: readonly Run[] }) {
  const read = useRead((api) => api.reports[':id'].runs[':run'], { param: runParam(run) })
  return (
    <>
      <RunSummary run={run} runs={runs} />
      <Shown read={read}>{(detail) => <Parts run={detail} runs={runs} />}</Shown>
    </>
  )
}

/** What of a run is on show: its requirements, or what changed; beside it a control with its resources. */
function Parts({ run, runs }: { readonly run: RunDetail; readonly runs: readonly Run[] }) {
  const { tab, control } = place.value.params
  const isChanges = tab === 'changes'
  const isMandate = run.subject.kind === 'mandate'
  return (
    <>
      <Tabs<'results' | 'changes'>
        label={text.parts}
        items={[
          { id: 'results', label: isMandate ? text.tabs.results : text.tabs.policies, count: run.requirements.length },
          { id: 'changes', label: text.tabs.changes },
        ]}
        current={isChanges ? 'changes' : 'results'}
        onSelect={(next) => setParams({ tab: next === 'results' ? undefined : next })}
      >
        {isChanges ? <Changes run={run} runs={runs} /> : <Results run={run} />}
      </Tabs>
      {control !== undefined && <ControlPanel key={control} run={run} cid={Number(control)} />}
    </>
  )
}
