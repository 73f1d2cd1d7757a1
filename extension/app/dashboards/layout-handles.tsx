import type { Widget } from '../../../shared/dashboard.ts'
import { visibleText } from '../../ui/visible-text.ts'
import { text } from '../text/dashboards.ts'
import { isSame, moveTo, resizeTo, step } from './layout.ts'
import styles from './layout-handles.module.css'
import { type Drag, useDrag } from './use-drag.ts'

type Props = {
  readonly widget: Widget
  /** All of them, where they are now. */
  readonly widgets: readonly Widget[]
  readonly onChange: (widgets: readonly Widget[], said: string) => void
}

type On<E> = E & { readonly currentTarget: HTMLElement }

const words = text.layout

/** What a widget is moved by, and the corner that changes its size: with the pointer or with the arrow keys. */
export function LayoutHandles({ widget, widgets, onChange }: Props) {
  const { id } = widget
  const title = visibleText(widget.title, 80)
  const tell = (next: readonly Widget[], isSize: boolean) => {
    const place = next.find((one) => one.id === id)?.place ?? widget.place
    if (isSame(next, widgets)) return onChange(widgets, isSize ? words.end(title) : words.edge(title))
    const { x, y, width, height } = place
    onChange(next, isSize ? words.sized(title, width, height) : words.place(title, x + 1, y + 1))
  }
  const onKeyDown = (event: On<KeyboardEvent>, isCorner: boolean) => {
    const way = wayOf(event)
    if (!way) return
    event.preventDefault()
    const isSize = isCorner || event.shiftKey
    const { width, height } = widget.place
    tell(
      isSize ? resizeTo(widgets, id, { width: width + way.x, height: height + way.y }) : step(widgets, id, way),
      isSize,
    )
    event.currentTarget.scrollIntoView({ block: 'nearest' })
  }
  const back = (from: readonly Widget[]) => onChange(from, words.back(title))
  const moving = useDrag(widgets, back, ({ from, columns, rows }: Drag<Widget>) => {
    const start = from.find((one) => one.id === id)?.place ?? widget.place
    tell(moveTo(from, id, { x: start.x + columns, y: start.y + rows }), false)
  })
  const sizing = useDrag(widgets, back, ({ from, columns, rows }: Drag<Widget>) => {
    const start = from.find((one) => one.id === id)?.place ?? widget.place
    tell(resizeTo(from, id, { width: start.width + columns, height: start.height + rows }), true)
  })
  return (
    <>
      <button
        type="button"
        class={styles.move}
        aria-label={words.move(title)}
        aria-describedby="layout-hint"
        onKeyDown={(event) => onKeyDown(event, false)}
        {...moving}
      />
      <button
        type="button"
        class={styles.size}
        aria-label={words.size(title)}
        onKeyDown={(event) => onKeyDown(event, true)}
        {...sizing}
      />
    </>
  )
}

/** The way of an arrow key over the grid, whose columns run with the line. */
function wayOf({ key, currentTarget }: On<KeyboardEvent>): { readonly x: number; readonly y: number } | undefined {
  const along = getComputedStyle(currentTarget).direction === 'rtl' ? -1 : 1
  const ways: Readonly<Record<string, { x: number; y: number }>> = {
    ArrowRight: { x: along, y: 0 },
    ArrowLeft: { x: -along, y: 0 },
    ArrowDown: { x: 0, y: 1 },
    ArrowUp: { x: 0, y: -1 },
  }
  return ways[key]
}
