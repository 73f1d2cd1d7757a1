import type { ComponentChildren } from 'preact'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Table } from '../../ui/table.tsx'
import type { Column } from '../../ui/table-types.ts'
import { place, setParams } from '../address.ts'
import { useList } from '../find/use-list.ts'
import { AsOf, Failure } from '../shown.tsx'
import { text } from '../text/policies.ts'
import { controlColumns } from './control-columns.tsx'
import type { ListedControl } from './data.ts'
import { follow, links } from './places.ts'
import styles from './policies.module.css'
import { datedScopeQuery } from './scope.ts'
import { TableBox } from './table-box.tsx'

const sorts = ['title', 'cid', 'criticality', 'fail'] as const
type Sorted = (typeof sorts)[number]

type Props = {
  readonly label: string
  /** What the list is narrowed to beside the scope, as `GET /api/controls` takes it. */
  readonly query: Readonly<Record<string, string | undefined>>
  readonly columns?: readonly Column<ListedControl>[]
  /** Params that narrow the list: emptied where nothing is found. */
  readonly filters: readonly string[]
  /** Stands beside the number of controls. */
  readonly children?: ComponentChildren
}

/** Controls with their posture, page by page; what it is sorted by stands in the address. */
export function ControlTable({ label, query, columns = controlColumns, filters, children }: Props) {
  const { sort = 'cid' } = place.value.params
  const order: Sorted = sorts.find((one) => one === sort) ?? 'cid'
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value))
  const list = useList((api) => api.controls, {
    query: { ...datedScopeQuery(), ...given, sort: order, pageSize: '200' },
  })
  const isNew = list.total === undefined && list.isLoading
  const total = isNew ? 8 : list.length
  const clear = () => setParams(Object.fromEntries(filters.map((name) => [name, undefined])))
  return (
    <>
      <Failure read={{ problem: list.problem, refresh: list.refresh, data: list.first }} />
      <p class={styles.line} aria-live="polite">
        {list.total !== undefined && text.controlsFound(list.total)} <AsOf at={list.at} />
        {list.first?.isPartial && <span class={styles.quiet}>{text.partial}</span>}
        {children}
      </p>
      {(isNew || list.first) && (
        <TableBox rows={total}>
          <Table<ListedControl>
            {...{ label, columns, total }}
            rowAt={list.rowAt}
            onShow={list.show}
            keyOf={({ cid }) => String(cid)}
            hrefOf={({ cid }) => links.control(cid)}
            onOpen={({ cid }) => follow(links.control(cid))}
            sort={{ id: order, direction: order === 'fail' ? 'desc' : 'asc' }}
            onSort={({ id }) => setParams({ sort: id })}
            empty={
              <EmptyState title={text.noControls}>
                <p>{text.noControlsWhy}</p>
                {filters.some((name) => place.value.params[name]) && (
                  <Button onClick={clear}>{text.clearFilters}</Button>
                )}
              </EmptyState>
            }
          />
        </TableBox>
      )}
    </>
  )
}
