import type { ComponentChildren } from 'preact'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Table } from '../../ui/table.tsx'
import type { Column, Sort } from '../../ui/table-types.ts'
import { place, setParams, setScope } from '../address.ts'
import { Download } from '../download/download.tsx'
import type { AskFile } from '../download/use-download.ts'
import { AsOf, Failure } from '../shown.tsx'
import { text } from '../text/policies.ts'
import type { List } from '../use-list.ts'
import { follow } from './places.ts'
import styles from './policies.module.css'
import { TableBox } from './table-box.tsx'

type Props<Row> = {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly list: List<Row, object>
  /** "12 policies". */
  readonly found: (many: number) => string
  readonly hrefOf: (row: Row) => string
  readonly sort?: Sort
  readonly onSort?: (sort: Sort) => void
  /** What is said where there is no row, and what to do about it. */
  readonly none: { readonly title: string; readonly why: string }
  /** Params that narrow the list: emptied where nothing is found. */
  readonly filters?: readonly string[]
  /** Has the list saved as a file. */
  readonly file?: AskFile
  /** What is to be known of the figures. */
  readonly children?: ComponentChildren
}

const waiting = 8

/** Policies, mandates or controls page by page: how many there are, how old the figures are, what to do where there is none. */
export function ListedTable<Row>(props: Props<Row>) {
  const { label, columns, list, found, hrefOf, sort, onSort, none, filters = [], file, children } = props
  const { total, first, problem, refresh, isLoading } = list
  const isNew = total === undefined && isLoading
  const rows = isNew ? waiting : list.length
  return (
    <>
      <Failure read={{ problem, refresh, data: first }} />
      <div class={styles.line}>
        <p class={styles.found} aria-live="polite">
          {total !== undefined && found(total)} <AsOf at={list.at} />
          {first && 'isPartial' in first && first.isPartial && <span class={styles.quiet}>{text.partial}</span>}
          {children}
        </p>
        {file && <Download ask={file} disabled={total === 0} />}
      </div>
      {(isNew || first) && (
        <TableBox rows={rows}>
          <Table<Row>
            {...{ label, columns, hrefOf }}
            {...(sort && onSort && { sort, onSort })}
            total={rows}
            rowAt={list.rowAt}
            onShow={list.show}
            keyOf={hrefOf}
            onOpen={(row) => follow(hrefOf(row))}
            empty={
              <EmptyState title={none.title}>
                <p>{none.why}</p>
                <Widen filters={filters} />
              </EmptyState>
            }
          />
        </TableBox>
      )}
    </>
  )
}

/** The ways out of a list that was narrowed to nothing. */
function Widen({ filters }: { readonly filters: readonly string[] }) {
  const { scope, params } = place.value
  const clear = () => setParams(Object.fromEntries(filters.map((name) => [name, undefined])))
  return (
    <>
      {filters.some((name) => params[name]) && <Button onClick={clear}>{text.clearFilters}</Button>}
      {Object.values(scope).some(Boolean) && (
        <Button onClick={() => setScope({ cloud: undefined, account: undefined, range: undefined })}>
          {text.clearScope}
        </Button>
      )}
    </>
  )
}
