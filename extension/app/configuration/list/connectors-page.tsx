import { useMemo } from 'preact/hooks'
import { connectorHints } from '../../../../shared/connector.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { visibleText } from '../../../ui/visible-text.ts'
import { linkTo, place, setParams } from '../../address.ts'
import { Download } from '../../download/download.tsx'
import { QueryBar } from '../../find/query-bar.tsx'
import { PageHead } from '../../page-head.tsx'
import { text } from '../../text/configuration.ts'
import { useNow } from '../../use-now.ts'
import { useRefusal } from '../../use-refusal.ts'
import { useSelection } from '../../use-selection.ts'
import { Trouble } from '../trouble.tsx'
import { asked } from './asked.ts'
import { BulkBar } from './bulk-bar.tsx'
import { type Row, rowsOf, statesOf } from './connector-rows.ts'
import styles from './connectors-page.module.css'
import { ConnectorsTable } from './connectors-table.tsx'
import { FirstRun } from './first-run.tsx'
import { sortOf } from './sort.ts'
import { asState, StateFilter } from './state-filter.tsx'
import { useConnectors } from './use-connectors.ts'

/** All connectors: how each is, when it ran and when it runs next. Where there is none, the ways to the first one. */
export function ConnectorsPage() {
  const { connectors, isFirst, at, problem, refresh } = useConnectors()
  const refusal = useRefusal(text.mayNot)('create')
  const now = useNow()
  const { params } = place.value
  const state = asState(params.state)
  const rows = useMemo(
    () =>
      connectors &&
      rowsOf(connectors, { state, open: new Set(params.open?.split(',') ?? []), sort: sortOf(params.sort) }),
    [connectors, state, params.open, params.sort],
  )

  const { selection, selected, clear } = useSelection<Row>({
    ...{
      rows: rows ?? [],
      keyOf,
      labelAll: text.bulk.selectAll,
      of: JSON.stringify([place.value.scope, state, params.query]),
    },
    labelOf: ({ connector }) => text.bulk.select(visibleText(connector.name)),
  })
  if (isFirst) return <FirstRun />
  const hints = connectorHints.filter((hint) => connectors?.some((connector) => connector.hint === hint))
  return (
    <>
      <div class={styles.head}>
        <PageHead title={text.connectors} age={{ at }}>
          <Download
            what={text.downloadWhat}
            disabled={!connectors}
            ask={(api, file, request) => api.exports.connectors.$get({ query: { ...asked(), ...file } }, request)}
          />
          <Button
            kind="primary"
            href={linkTo(['configuration', 'new', place.value.scope.cloud ?? 'aws'])}
            disabled={refusal !== undefined}
            title={refusal}
          >
            {text.newConnector}
          </Button>
        </PageHead>
      </div>
      <QueryBar list="connectors" value={params.query ?? ''} onChange={(query) => setParams({ query })} />
      {problem && (
        <div class={styles.trouble}>
          <Trouble problem={problem} onRetry={refresh} />
        </div>
      )}
      {connectors && rows ? (
        <>
          <StateFilter counts={statesOf(connectors)} state={state} />
          <BulkBar selected={selected.map(({ connector }) => connector)} onClear={clear} />
          {rows.length > 0 ? <ConnectorsTable {...{ rows, now, selection }} /> : <NoMatch />}
        </>
      ) : (
        !problem && <Loading />
      )}
      {hints.map((hint) => (
        <p key={hint} class={styles.notes}>
          <b>{hint}</b>: {text.hints[hint]}
        </p>
      ))}
    </>
  )
}

const keyOf = ({ connector }: Row) => connector.id

const NoMatch = () => (
  <EmptyState title={text.noMatch}>
    <p>{text.noMatchWhy}</p>
    <Button onClick={() => setParams({ state: undefined, query: undefined })}>{text.clearFilters}</Button>
  </EmptyState>
)

const Loading = () => (
  <div class={styles.loading} aria-busy="true" role="status" aria-label={text.loading}>
    {['70%', '82%', '64%', '76%'].map((width) => (
      <Skeleton key={width} width={width} height="16px" />
    ))}
  </div>
)
