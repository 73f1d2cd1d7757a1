import { useLayoutEffect, useRef } from 'preact/hooks'
import styles from './table.module.css'
import { TableHead } from './table-head.tsx'
import { roles } from './table-roles.ts'
import { TableRow } from './table-row.tsx'
import type { Column, TableProps } from './table-types.ts'
import { useRowWindow } from './use-row-window.ts'

const headHeight = 36
const checkWidth = 40

/**
 * A table of any length, of which only what is on show is drawn. Arrow keys, Page Up, Page Down, Home and End move from row to
 * row, the other two arrow keys to what can be pressed in the row; Space selects, Enter opens.
 */
export function Table<Row>(props: TableProps<Row>) {
  const { label, total, rowAt, onShow, keyOf, onOpen, hrefOf, openKey, sort, onSort, selection, empty } = props
  const { rowHeight = 36 } = props
  const columns = props.columns.filter(({ isHidden }) => !isHidden)
  const rows = useRowWindow({ total, rowHeight, head: headHeight, onShow })
  const order = sort && `${sort.id} ${sort.direction}`
  const shown = useRef(order)
  useLayoutEffect(() => {
    if (shown.current !== order) rows.restart()
    shown.current = order
  }, [order, rows.restart])

  const onKeyDown = (event: KeyboardEvent) => {
    const element = (event.target as Element).closest<HTMLElement>('[data-index]')
    if (event.defaultPrevented || !element || isTyping(event.target as Element) || rows.onKeyDown(event)) return
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') return moveInside(event, element)
    const row = rowAt(Number(element.dataset.index))
    if (event.target !== element || row === undefined) return
    if (event.key === ' ' && selection) {
      event.preventDefault()
      selection.toggle(row)
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      element.querySelector<HTMLElement>('[data-open]')?.click()
    }
  }

  const attributes = {
    ...roles.grid,
    'aria-label': label,
    'aria-rowcount': total + 1,
    'aria-multiselectable': selection ? true : undefined,
    onKeyDown,
  }
  return (
    <div class={styles.box} ref={rows.box} onScroll={rows.onScroll} style={{ '--head': `${headHeight}px` }}>
      <div class={styles.grid} style={layoutOf(columns, Boolean(selection))} {...attributes}>
        <TableHead {...{ columns, sort, onSort, selection }} />
        {total > 0 && (
          <div class={styles.rows} {...roles.rowgroup} style={{ height: `${total * rowHeight}px` }}>
            {rows.indices.map((index) => {
              const row = rowAt(index)
              return (
                <TableRow
                  key={index}
                  tabIndex={index === rows.active ? 0 : -1}
                  isOpen={row !== undefined && openKey !== undefined && keyOf(row) === openKey}
                  isSelected={row !== undefined && Boolean(selection?.isSelected(row))}
                  columns={props.columns}
                  onFocus={rows.onFocus}
                  {...{ index, row, rowHeight, onOpen, hrefOf, selection }}
                />
              )
            })}
          </div>
        )}
      </div>
      {total === 0 && empty !== undefined && <div class={styles.empty}>{empty}</div>}
    </div>
  )
}

function layoutOf<Row>(columns: readonly Column<Row>[], hasChecks: boolean) {
  const widths = columns.map(({ width = 120, grow }) => (grow ? `minmax(${width}px, ${grow}fr)` : `${width}px`))
  const least = columns.reduce((sum, { width = 120 }) => sum + width, hasChecks ? checkWidth : 0)
  return { '--columns': [...(hasChecks ? [`${checkWidth}px`] : []), ...widths].join(' '), minWidth: `${least}px` }
}

const isTyping = (target: Element) => target.matches('input:not([type="checkbox"]), select, textarea')

/** From the row to its link, boxes and buttons, and back. */
function moveInside(event: KeyboardEvent, row: HTMLElement): void {
  const stops = [row, ...row.querySelectorAll<HTMLElement>('a[href], button:not(:disabled), input:not(:disabled)')]
  const isForward = (event.key === 'ArrowRight') === (getComputedStyle(row).direction !== 'rtl')
  const next = stops[stops.indexOf(event.target as HTMLElement) + (isForward ? 1 : -1)]
  if (!next) return
  event.preventDefault()
  next.focus()
}
