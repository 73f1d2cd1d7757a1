import { ProblemBox } from '../../../ui/problem-box.tsx'
import { Select } from '../../../ui/select.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { place, setParams } from '../../address.ts'
import { useRead } from '../../read.ts'
import { text } from '../../text/resources.ts'
import type { Detail } from './detail.ts'
import { HistoryRows } from './history-rows.tsx'
import { Moments } from './moments.tsx'
import { Pages } from './pages.tsx'
import styles from './plain-table.module.css'

type Props = { readonly resource: Detail; readonly now: Date }

/** How many changes are told at a time. */
const pageSize = '100'

/** Since when it is known and when it changed; and each change of what a control says of it. */
export function History({ resource, now }: Props) {
  const { page = '1', cid } = place.value.params
  const { id, evaluations } = resource
  const { data, problem, refresh, isLoading } = useRead((api) => api.resources.history, {
    query: { id, page, pageSize, ...(cid ? { cid } : {}) },
  })
  return (
    <>
      <Moments resource={resource} now={now} />
      {problem && (
        <ProblemBox
          message={problem.message}
          advice={problem.details.advice}
          retry={{ label: text.retry, onRetry: refresh, isBusy: isLoading }}
        />
      )}
      {!data && !problem && <Skeleton height="120px" />}
      {data?.controls.length === 0 && <p class={styles.quiet}>{text.noChanges(evaluations.length)}</p>}
      {data && data.controls.length > 0 && (
        <>
          <div class={styles.tools}>
            <Select
              label={text.control}
              value={cid ?? ''}
              options={optionsOf(data.controls)}
              onChange={(next) => setParams({ cid: next, page: undefined })}
            />
            <span class={styles.quiet}>{text.kept}</span>
          </div>
          <HistoryRows items={data.items} now={now} />
          <Pages page={data.page} size={data.pageSize} total={data.total} />
        </>
      )}
    </>
  )
}

const optionsOf = (controls: readonly { readonly cid: number; readonly title: string }[]) => [
  { value: '', label: text.anyControl },
  ...controls.map(({ cid, title }) => ({ value: String(cid), label: text.controlOf(cid, title) })),
]
