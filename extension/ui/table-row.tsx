import { Component, type ComponentChildren } from 'preact'
import { Checkbox } from './checkbox.tsx'
import { Skeleton } from './skeleton.tsx'
import styles from './table.module.css'
import { roles } from './table-roles.ts'
import type { Column, Selection, TableProps } from './table-types.ts'

type Props<Row> = {
  readonly index: number
  readonly row: Row | undefined
  readonly rowHeight: number
  readonly columns: readonly Column<Row>[]
  readonly tabIndex: number
  readonly isSelected: boolean
  readonly isOpen: boolean
  readonly selection: Selection<Row> | undefined
  readonly onOpen: TableProps<Row>['onOpen']
  readonly hrefOf: TableProps<Row>['hrefOf']
  readonly onFocus: (index: number) => void
}

/** One row of a table. While a table scrolls its rows stay the same: they are drawn again only when something of them changed. */
export class TableRow<Row> extends Component<Props<Row>> {
  override shouldComponentUpdate(next: Props<Row>): boolean {
    const names = Object.keys(next) as (keyof Props<Row>)[]
    return names.some((name) => next[name] !== this.props[name])
  }

  override render() {
    const { index, row, rowHeight, tabIndex, isSelected, selection } = this.props
    const columns = this.props.columns.filter(({ isHidden }) => !isHidden)
    return (
      <div
        class={styles.row}
        style={{ top: `${index * rowHeight}px`, height: `${rowHeight}px` }}
        {...this.attributes()}
      >
        {selection && (
          <div class={styles.check} {...roles.gridcell}>
            {row !== undefined && (
              <Checkbox
                label={selection.labelOf(row)}
                isChecked={isSelected}
                onChange={() => selection.toggle(row)}
                tabIndex={tabIndex}
                isLabelHidden
              />
            )}
          </div>
        )}
        {columns.map(({ id, align, cell }, at) => (
          <div key={id} class={`${styles.cell} ${align ? styles.end : ''}`} {...roles.gridcell}>
            {row === undefined ? (
              <Skeleton width={at === 0 ? '70%' : '50%'} />
            ) : (
              this.open(row, at, cell(row, tabIndex))
            )}
          </div>
        ))}
      </div>
    )
  }

  private attributes() {
    const { index, row, tabIndex, isSelected, isOpen, selection, onFocus } = this.props
    return {
      ...roles.row,
      tabIndex,
      'data-row': true,
      'data-index': index,
      'aria-rowindex': index + 2,
      'aria-selected': selection ? isSelected : undefined,
      'aria-current': isOpen || undefined,
      'aria-busy': row === undefined || undefined,
      onFocusIn: () => onFocus(index),
    }
  }

  /** What the first column holds leads to what the row opens. */
  private open(row: Row, at: number, content: ComponentChildren): ComponentChildren {
    const { onOpen, hrefOf, tabIndex } = this.props
    if (at > 0 || (!onOpen && !hrefOf)) return content
    const onClick = (event: MouseEvent) => {
      if (!onOpen || event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      onOpen(row)
    }
    if (!hrefOf) {
      return (
        <button type="button" class={styles.link} data-open tabIndex={tabIndex} onClick={onClick}>
          {content}
        </button>
      )
    }
    return (
      <a class={styles.link} data-open href={hrefOf(row)} tabIndex={tabIndex} onClick={onClick}>
        {content}
      </a>
    )
  }
}
