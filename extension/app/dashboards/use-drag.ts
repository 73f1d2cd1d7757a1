import { useEffect, useRef } from 'preact/hooks'

/** How far something was dragged over the grid, and what was there when that began. */
export type Drag<T> = { readonly from: readonly T[]; readonly columns: number; readonly rows: number }

type Start<T> = { readonly from: readonly T[]; readonly x: number; readonly y: number }
type On<E> = E & { readonly currentTarget: HTMLElement }

/** Dragging over the nearest `[data-grid]`, in its columns and rows. Escape takes it back. */
export function useDrag<T>(all: readonly T[], onBack: (from: readonly T[]) => void, onDrag: (drag: Drag<T>) => void) {
  const start = useRef<Start<T> | undefined>(undefined)
  const back = useRef(onBack)
  back.current = onBack
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !start.current) return
      event.preventDefault()
      back.current(start.current.from)
      start.current = undefined
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])

  const end = () => {
    start.current = undefined
  }
  return {
    onPointerDown: (event: On<PointerEvent>) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      start.current = { from: all, x: event.pageX, y: event.pageY }
    },
    onPointerMove: (event: On<PointerEvent>) => {
      if (!start.current) return
      scrollAtEdge(event.clientY)
      const { from, x, y } = start.current
      const { columns, rows } = toGrid(event.currentTarget, event.pageX - x, event.pageY - y)
      onDrag({ from, columns, rows })
    },
    onPointerUp: end,
    onPointerCancel: end,
  }
}

/** A way in pixels as columns and rows of the grid. */
function toGrid(element: HTMLElement, x: number, y: number) {
  const grid = element.closest<HTMLElement>('[data-grid]') ?? element
  const { columnGap, rowGap, gridAutoRows, direction } = getComputedStyle(grid)
  const gap = Number.parseFloat(columnGap)
  const column = (grid.clientWidth + gap) / 12
  const row = Number.parseFloat(gridAutoRows) + Number.parseFloat(rowGap)
  return { columns: Math.round((direction === 'rtl' ? -x : x) / column), rows: Math.round(y / row) }
}

const edge = 48

function scrollAtEdge(y: number): void {
  if (y > innerHeight - edge) scrollBy(0, 16)
  if (y < edge) scrollBy(0, -16)
}
