import type { ComponentChildren } from 'preact'

/** A column of a table. */
export type Column<Row> = {
  readonly id: string
  readonly title: string
  /** Its least width in px; 120 unless told. */
  readonly width?: number | undefined
  /** Its share of the width that is left over. */
  readonly grow?: number | undefined
  readonly align?: 'end' | undefined
  /** Whether the rows can be sorted by it. */
  readonly sort?: boolean | undefined
  /** What stands in it. Buttons in it take `tabIndex`, so that only those of the current row stand in the tab order. */
  readonly cell: (row: Row, tabIndex: number) => ComponentChildren
  readonly isHidden?: boolean | undefined
}

/** What a table is sorted by. */
export type Sort = { readonly id: string; readonly direction: 'asc' | 'desc' }

/** Which rows are chosen, for something to be done with them. */
export type Selection<Row> = {
  readonly isSelected: (row: Row) => boolean
  readonly toggle: (row: Row) => void
  readonly toggleAll: () => void
  readonly state: 'none' | 'some' | 'all'
  /** "Select all". */
  readonly labelAll: string
  /** "Select invoices-2026". */
  readonly labelOf: (row: Row) => string
}

export type TableProps<Row> = {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  /** How many rows there are; only those on show are drawn. */
  readonly total: number
  /** `undefined` where the row is not loaded yet. */
  readonly rowAt: (index: number) => Row | undefined
  /** Which rows are on show, so that they can be loaded. */
  readonly onShow?: ((first: number, last: number) => void) | undefined
  readonly keyOf: (row: Row) => string
  /** Enter, or a click on what stands in the first column. */
  readonly onOpen?: ((row: Row) => void) | undefined
  /** The address of what a row opens: then the first column holds links, which open in a tab of their own too. */
  readonly hrefOf?: ((row: Row) => string) | undefined
  /** The row whose detail stands beside the table. */
  readonly openKey?: string | undefined
  readonly sort?: Sort | undefined
  readonly onSort?: ((sort: Sort) => void) | undefined
  readonly selection?: Selection<Row> | undefined
  /** In px; 36 unless told. */
  readonly rowHeight?: number | undefined
  /** What stands below the titles where there is no row. */
  readonly empty?: ComponentChildren
}
