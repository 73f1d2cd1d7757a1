import { useMemo, useState } from 'preact/hooks'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ProblemBox } from '../../../ui/problem-box.tsx'
import { Select } from '../../../ui/select.tsx'
import { Table } from '../../../ui/table.tsx'
import { hashOf, place, setParams } from '../../address.ts'
import { Download } from '../../download/download.tsx'
import { QueryBar } from '../../find/query-bar.tsx'
import { lazily } from '../../lazily.tsx'
import { text } from '../../text/monitor.ts'
import { useNow } from '../../use-now.ts'
import { useSelection } from '../../use-selection.ts'
import { askedEvaluations, askedResult } from '../asked.ts'
import { BulkBar } from '../bulk/bulk-bar.tsx'
import type { Facets } from '../controls/totals.tsx'
import { type Listed, useFailingFirst } from '../use-failing-first.ts'
import type { ControlDetail } from './control-head.tsx'
import { evaluationColumns } from './evaluation-columns.tsx'
import styles from './evaluations.module.css'

const EvaluationPanel = lazily(() => import('../evaluation/evaluation-panel.tsx').then((m) => m.EvaluationPanel))

type Props = { readonly control: ControlDetail; readonly results: Facets['facets']['result'] | undefined }

/** The resources that a control evaluated, failing ones first; what can be done with several; and one of them beside the list. */
export function Evaluations({ control, results }: Props) {
  const { cid } = control
  const asked = askedEvaluations(cid)
  const result = askedResult()
  const list = useFailingFirst(cid)
  const { query = '', open } = place.value.params
  const columns = useColumns()
  const rows = rowsOf(list)
  const { selection, selected, clear } = useSelection({
    ...{ rows, keyOf, labelAll: text.selectAll, labelOf: ({ resource }: Listed) => text.select(resource.name) },
    of: JSON.stringify([asked, result]),
  })
  const [width, setWidth] = useState<number>()
  return (
    <div class={styles.evaluations}>
      <QueryBar list="evaluations" value={query} onChange={(next) => setParams({ query: next })} />
      <div class={styles.tools}>
        <Select
          label={text.result}
          value={result ?? ''}
          options={optionsOf(results)}
          onChange={(value) => setParams({ result: value || undefined })}
        />
        <span class={styles.count} role="status">
          {list.total === undefined ? '' : text.shownEvaluations(list.total)}
        </span>
        <span class={styles.end}>
          <Download
            ask={(api, file, request) =>
              api.exports.evaluations.$get({ query: { ...asked, ...(result && { result }), ...file } }, request)
            }
          />
        </span>
      </div>
      <BulkBar control={control} selected={selected} onClear={clear} />
      {list.problem && (
        <ProblemBox
          message={list.at ? `${list.problem.message} ${text.fromBefore}` : list.problem.message}
          advice={list.problem.details.advice}
          retry={{ label: text.retry, onRetry: list.refresh, isBusy: list.isLoading }}
        />
      )}
      {list.isPart && <p class={styles.count}>{text.searchedInPart}</p>}
      <div class={styles.table}>
        <Table
          label={text.evaluated}
          columns={columns}
          total={list.isFirst ? 8 : list.length}
          rowAt={list.isFirst ? noRow : list.rowAt}
          onShow={list.show}
          keyOf={keyOf}
          onOpen={openRow}
          hrefOf={hrefOf}
          openKey={open}
          selection={selection}
          empty={list.at && !list.isFirst ? <None /> : undefined}
        />
      </div>
      {open !== undefined && (
        <EvaluationPanel key={open} resourceId={open} control={control} width={width} onWidth={setWidth} />
      )}
    </div>
  )
}

function useColumns() {
  const now = useNow()
  return useMemo(() => evaluationColumns(now), [now])
}

const keyOf = ({ resourceId }: Listed) => resourceId
const noRow = () => undefined
const openRow = ({ resourceId }: Listed) => setParams({ open: resourceId })
const hrefOf = ({ resourceId }: Listed) =>
  hashOf({ ...place.value, params: { ...place.value.params, open: resourceId } })

/** The rows that are here. */
function rowsOf({ length, rowAt }: Pick<ReturnType<typeof useFailingFirst>, 'length' | 'rowAt'>): readonly Listed[] {
  return Array.from({ length }, (_, index) => rowAt(index)).filter((row) => row !== undefined)
}

const order = ['FAIL', 'UNKNOWN', 'EXCEPTED', 'PASS'] as const

function optionsOf(results: Props['results']) {
  const countOf = (result: string) => results?.find(({ value }) => value === result)?.count ?? 0
  const options = order.map((value) => ({
    value: value as string,
    label: results ? text.withCount(text.outcome[value], countOf(value)) : text.outcome[value],
  }))
  return [{ value: '', label: text.anyResult }, ...options]
}

const None = () => (
  <EmptyState title={text.noEvaluations}>
    <p>{text.noEvaluationsWhy}</p>
  </EmptyState>
)
