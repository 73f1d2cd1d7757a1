import { useMemo } from 'preact/hooks'
import type { Connector } from '../../../../shared/connector.ts'
import { Table } from '../../../ui/table.tsx'
import type { Selection } from '../../../ui/table-types.ts'
import { goTo, linkTo, place, setParams } from '../../address.ts'
import { useRead } from '../../read.ts'
import { text } from '../../text/configuration.ts'
import { usePolling } from '../../use-polling.ts'
import { shareOf } from '../share-of.ts'
import { columnsOf } from './columns.tsx'
import type { Row } from './connector-rows.ts'
import styles from './connectors-page.module.css'
import { sortOf, sortParam } from './sort.ts'

const rowHeight = 52

type Props = {
  readonly rows: readonly Row[]
  readonly now: Date
  /** Where several can be chosen. */
  readonly selection?: Selection<Row> | undefined
}

/** The connectors as a table; the accounts of an organization below it when it is opened. */
export function ConnectorsTable({ rows, now, selection }: Props) {
  const progressOf = useProgress(rows)
  const columns = useMemo(() => columnsOf({ now, onToggle: toggle, progressOf }), [now, progressOf])
  return (
    <div class={styles.table} style={{ height: `min(${rows.length * rowHeight + 36 + 18}px, 70dvh)` }}>
      <Table
        label={text.connectors}
        columns={columns}
        total={rows.length}
        rowAt={(index) => rows[index]}
        keyOf={({ connector }) => connector.id}
        hrefOf={({ connector }) => linkTo(pathTo(connector))}
        onOpen={({ connector }) => goTo({ ...place.value, path: pathTo(connector), params: {} })}
        sort={sortOf(place.value.params.sort)}
        onSort={(sort) => setParams({ sort: sortParam(sort) })}
        rowHeight={rowHeight}
        selection={selection}
      />
    </div>
  )
}

const pathTo = ({ id }: Connector) => ['configuration', 'connectors', id]

/** Opens or closes an organization; which are open stands in the address. */
function toggle(id: string): void {
  const open = new Set(place.value.params.open?.split(',') ?? [])
  if (!open.delete(id)) open.add(id)
  setParams({ open: [...open].join(',') })
}

/** How far the runs are that are under way. */
function useProgress(rows: readonly Row[]) {
  const isRunning = rows.some(({ connector }) => connector.state === 'Refreshing')
  const { data, refresh } = useRead(
    (api) => api.runs,
    isRunning ? { query: { state: 'running', pageSize: '500' } } : undefined,
  )
  usePolling(isRunning, refresh, 3000)
  return useMemo(() => {
    const runs = new Map(data?.items.map((run) => [run.connectorId, run]))
    return ({ id, state }: Connector) => {
      const run = state === 'Refreshing' ? runs.get(id) : undefined
      if (!run) return undefined
      const share = shareOf(run)
      return [share === undefined ? undefined : text.percent(share), run.step].filter(Boolean).join(' · ')
    }
  }, [data])
}
