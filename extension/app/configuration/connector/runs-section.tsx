import type { Connector } from '../../../../shared/connector.ts'
import type { Run } from '../../../../shared/run.ts'
import { Button } from '../../../ui/button.tsx'
import { absoluteTime } from '../../../ui/relative-time.ts'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { visibleText } from '../../../ui/visible-text.ts'
import { place, setParams } from '../../address.ts'
import { useRead } from '../../read.ts'
import { text } from '../../text/configuration.ts'
import { usePolling } from '../../use-polling.ts'
import { ServiceProgress } from '../progress/service-progress.tsx'
import { RunErrors } from '../run-errors.tsx'
import { Trouble } from '../trouble.tsx'
import page from './connector-page.module.css'
import styles from './runs-section.module.css'
import { RunsTable } from './runs-table.tsx'

type Props = { readonly connector: Connector; readonly now: Date }

const pageSize = 10

/** The runs, newest first, and what could not be read in the one that is chosen. */
export function RunsSection({ connector, now }: Props) {
  const at = Math.max(1, Number(place.value.params.runs) || 1)
  const { data, problem, refresh } = useRead((api) => api.connectors[':id'].runs, {
    param: { id: connector.id },
    query: { page: String(at), pageSize: String(pageSize) },
  })
  const runs = data?.items as readonly Run[] | undefined
  usePolling(runs?.some(({ ended }) => !ended) ?? false, refresh)
  const chosen = runs?.find(({ id }) => id === place.value.params.run) ?? runs?.find(({ ended }) => ended)
  return (
    <section class={page.section} aria-labelledby="connector-runs">
      <h2 id="connector-runs">{text.runs}</h2>
      {problem && <Trouble problem={problem} onRetry={refresh} />}
      {!runs && !problem && <Skeleton width="60%" height="16px" />}
      {runs?.length === 0 && <p class={page.quiet}>{text.noRunsWhy}</p>}
      {runs && runs.length > 0 && <RunsTable {...{ runs, chosen, now }} />}
      {data && data.total > pageSize && <Pages at={at} total={data.total} />}
      {chosen && <Chosen connector={connector} run={chosen} />}
    </section>
  )
}

function Pages({ at, total }: { readonly at: number; readonly total: number }) {
  const last = Math.ceil(total / pageSize)
  const go = (to: number) => setParams({ runs: to > 1 ? String(to) : undefined, run: undefined })
  return (
    <div class={styles.pages}>
      <Button onClick={() => go(at - 1)} disabled={at <= 1}>
        {text.laterRuns}
      </Button>
      <span>{text.runsPage((at - 1) * pageSize + 1, Math.min(at * pageSize, total), total)}</span>
      <Button onClick={() => go(at + 1)} disabled={at >= last}>
        {text.earlierRuns}
      </Button>
    </div>
  )
}

function Chosen({ connector, run }: { readonly connector: Connector; readonly run: Run }) {
  const begun = run.started ?? run.queued
  if (!run.ended) return null
  return (
    <div class={styles.chosen}>
      <h3>{text.errorsOf(absoluteTime(begun))}</h3>
      {run.reason && <p>{visibleText(run.reason, 1000)}</p>}
      <ServiceProgress run={run} />
      <RunErrors connector={connector} run={run} />
    </div>
  )
}
