import { Checkbox } from './checkbox.tsx'
import { Icon } from './icon.tsx'
import styles from './table.module.css'
import { roles } from './table-roles.ts'
import type { Column, Selection, Sort, TableProps } from './table-types.ts'

type Props<Row> = {
  readonly columns: readonly Column<Row>[]
  readonly sort: Sort | undefined
  readonly onSort: TableProps<Row>['onSort']
  readonly selection: Selection<Row> | undefined
}

/** The titles of a table; they stay on top, and those that can be sorted by are buttons. */
export function TableHead<Row>({ columns, sort, onSort, selection }: Props<Row>) {
  return (
    <div class={styles.head} {...{ ...roles.row, 'aria-rowindex': 1 }}>
      {selection && (
        <div class={styles.check} {...roles.columnheader}>
          <Checkbox
            label={selection.labelAll}
            isChecked={selection.state === 'all'}
            isMixed={selection.state === 'some'}
            onChange={selection.toggleAll}
            isLabelHidden
          />
        </div>
      )}
      {columns.map((column) => (
        <div
          key={column.id}
          class={`${styles.title} ${column.align ? styles.end : ''}`}
          {...{ ...roles.columnheader, 'aria-sort': column.sort && onSort ? directionOf(column, sort) : undefined }}
        >
          {column.sort && onSort ? <SortButton {...{ column, sort, onSort }} /> : <span>{column.title}</span>}
        </div>
      ))}
    </div>
  )
}

type SortButtonProps<Row> = {
  readonly column: Column<Row>
  readonly sort: Sort | undefined
  readonly onSort: (sort: Sort) => void
}

function SortButton<Row>({ column, sort, onSort }: SortButtonProps<Row>) {
  const direction = directionOf(column, sort)
  const turn = () => onSort({ id: column.id, direction: direction === 'ascending' ? 'desc' : 'asc' })
  return (
    <button type="button" class={styles.sort} onClick={turn} title={column.title}>
      <span>{column.title}</span>
      {direction !== 'none' && <Icon name={direction === 'ascending' ? 'up' : 'down'} />}
    </button>
  )
}

function directionOf<Row>({ id }: Column<Row>, sort: Sort | undefined): 'ascending' | 'descending' | 'none' {
  if (sort?.id !== id) return 'none'
  return sort.direction === 'asc' ? 'ascending' : 'descending'
}
