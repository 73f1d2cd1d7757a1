import type { Dashboard, Place, Widget, WidgetDraft } from '../../../../shared/dashboard.ts'
import { gridColumns, gridRows, isOver, mostWidgets } from '../../../../shared/dashboard-sizes.ts'
import { moveTo, resizeTo } from '../layout.ts'

/** Widths of widgets, in columns of the grid. */
export const layouts = { small: 4, half: 6, full: 12 } as const
export type Layout = keyof typeof layouts

/** The layout whose width a place has, or is nearest to. */
export function layoutOf(place: Place | undefined): Layout {
  const width = place?.width ?? layouts.half
  if (width >= 9) return 'full'
  return width <= 4 ? 'small' : 'half'
}

/** Rows that a new widget takes. */
function heightOf(widget: WidgetDraft): number {
  if (widget.type === 'count') return 3
  if (widget.type === 'live feed') return widget.limit === 10 ? 6 : 4
  return 4
}

/**
 * The widgets of the dashboard with a new one in the first place that is free, or with the changed one, which pushes the
 * others down where it became wider. `undefined` where the dashboard is full.
 */
export function placeWidget(
  { widgets }: Pick<Dashboard, 'widgets'>,
  draft: WidgetDraft,
  layout: Layout,
  before?: Widget,
): readonly Widget[] | undefined {
  if (before) return replaced(widgets, { ...draft, id: before.id, place: before.place } as Widget, layout)
  const place = freePlace(widgets, { width: layouts[layout], height: heightOf(draft) })
  if (!place || widgets.length >= mostWidgets) return undefined
  return [...widgets, { ...draft, id: newId(), place } as Widget]
}

function replaced(widgets: readonly Widget[], widget: Widget, layout: Layout): readonly Widget[] {
  const { id, place } = widget
  const all = widgets.map((one) => (one.id === id ? widget : one))
  if (layoutOf(place) === layout) return all
  const size = { width: layouts[layout], height: place.height }
  const shifted = moveTo(all, id, { x: Math.min(place.x, gridColumns - size.width), y: place.y })
  return resizeTo(shifted, id, size)
}

/** The first place from above, and along the line, that nothing stands in. */
function freePlace(widgets: readonly Widget[], size: Pick<Place, 'width' | 'height'>): Place | undefined {
  const bottom = Math.max(0, ...widgets.map(({ place }) => place.y + place.height))
  for (let y = 0; y <= Math.min(bottom, gridRows - 1); y++) {
    for (let x = 0; x + size.width <= gridColumns; x++) {
      const place = { x, y, ...size }
      if (!widgets.some((other) => isOver(place, other.place))) return place
    }
  }
  return undefined
}

const newId = () => `w-${crypto.randomUUID().slice(0, 8)}`
