import { useMemo } from 'preact/hooks'
import type { Cloud } from '../../../shared/resource.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Select } from '../../ui/select.tsx'
import { Table } from '../../ui/table.tsx'
import { place, setParams, setScope } from '../address.ts'
import { ChooseColumns, useChosenColumns } from '../choose-columns.tsx'
import { Download } from '../download/download.tsx'
import { PageHead } from '../page-head.tsx'
import { TextFilter } from '../param-filters.tsx'
import { useRead } from '../read.ts'
import { Failure } from '../shown.tsx'
import { text } from '../text/reports.ts'
import { useNow } from '../use-now.ts'
import { usePolling } from '../use-polling.ts'
import { useRefusal } from '../use-refusal.ts'
import type { Report } from './data.ts'
import { actionsColumn, columnsOf } from './list-columns.tsx'
import { NoReports } from './no-reports.tsx'
import { links } from './places.ts'
import styles from './reports.module.css'
import { sorted, sortOf, sortParam } from './sort.ts'

/** All reports: how each stands, when it ran, and the ways to run, make and download them. */
export function ListPage() {
  const asked = askedReports()
  const read = useRead((api) => api.reports, { query: { ...asked, pageSize: '500' } })
  const { data } = read
  usePolling(data?.items.some(({ running }) => running !== undefined) ?? false, read.refresh)
  const refusal = useRefusal(text.mayNot)('create')
  const now = useNow()
  const all = useMemo(() => columnsOf(now), [now])
  const columns = useChosenColumns(all)
  const isFirst = data?.total === 0 && !asked.text && !asked.cloud
  const { account, range } = place.value.scope
  return (
    <div class={styles.page}>
      <PageHead title={text.title} age={{ at: read.at }}>
        {!isFirst && (
          <>
            <Download
              ask={(api, file, request) => api.exports.reports.$get({ query: { ...asked, ...file } }, request)}
            />
            <Button kind="primary" href={links.create()} disabled={refusal !== undefined} title={refusal}>
              {text.newReport}
            </Button>
          </>
        )}
      </PageHead>
      <Failure read={read} />
      {isFirst ? (
        <NoReports hasConnectors={data.clouds.length > 0} />
      ) : (
        <>
          <search class={styles.tools}>
            <TextFilter label={text.search} />
            <Provider clouds={data?.clouds ?? []} />
            <ChooseColumns all={all} chosen={columns} />
          </search>
          <p class={styles.line} aria-live="polite">
            {data && text.found(data.total)}
            {data && data.total > data.items.length && text.firstOnes(data.items.length)}
            {(account || range) && <span>{text.onlyProvider}</span>}
          </p>
          {(data || !read.problem) && <List reports={data?.items} columns={[...columns, actionsColumn]} />}
        </>
      )}
    </div>
  )
}

/** What the address asks for, for the list and its file. */
function askedReports() {
  const { cloud } = place.value.scope
  const words = place.value.params.text?.trim().slice(0, 200)
  return { ...(cloud && { cloud }), ...(words && { text: words }) }
}

/** Narrows all views to a provider that has a connector; what the address asks for beside them stays to be seen. */
function Provider({ clouds }: { readonly clouds: readonly Cloud[] }) {
  const { cloud } = place.value.scope
  const all = cloud && !clouds.includes(cloud) ? [...clouds, cloud] : clouds
  return (
    <Select<Cloud | ''>
      label={text.provider}
      isLabelHidden
      value={cloud ?? ''}
      options={[
        { value: '', label: text.allProviders },
        ...all.map((one) => ({ value: one, label: text.clouds[one] })),
      ]}
      onChange={(next) => setScope({ cloud: next || undefined, account: undefined })}
    />
  )
}

type ListProps = {
  readonly reports: readonly Report[] | undefined
  readonly columns: ReturnType<typeof columnsOf>
}

const waiting = 5

function List({ reports, columns }: ListProps) {
  const { sort: asked } = place.value.params
  const rows = useMemo(() => reports && sorted(reports, sortOf(asked)), [reports, asked])
  const total = rows?.length ?? waiting
  return (
    <div class={styles.tableBox} style={{ '--rows': String(total || waiting) }} aria-busy={!rows}>
      <Table<Report>
        label={text.title}
        columns={columns}
        total={total}
        rowAt={(index) => rows?.[index]}
        keyOf={({ id }) => String(id)}
        hrefOf={({ id }) => links.report(id)}
        sort={sortOf(asked)}
        onSort={(next) => setParams({ sort: sortParam(next) })}
        rowHeight={52}
        empty={
          <EmptyState title={text.noMatch}>
            <p>{text.noMatchWhy}</p>
            <Button onClick={() => setParams({ text: undefined })}>{text.clearFilters}</Button>
          </EmptyState>
        }
      />
    </div>
  )
}
