import {
  type Dashboard,
  gridColumns,
  gridRows,
  isOver,
  type Place,
  type Widget,
  type WidgetDraft,
} from '../../../../shared/dashboard.ts'

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
  if (widget.type === 'count') return 2
  if (widget.type === 'live feed') return widget.limit === 10 ? 6 : 4
  return 4
}

/**
 * The widgets of the dashboard with a new one in the first place that is free, or with the changed one: where that has become
 * wider than its place allows, it moves to the first free one. `undefined` where the dashboard is full.
 */
export function placeWidget(
  { widgets }: Pick<Dashboard, 'widgets'>,
  draft: WidgetDraft,
  layout: Layout,
  before?: Widget,
): readonly Widget[] | undefined {
  const others = widgets.filter(({ id }) => id !== before?.id)
  const place = before && layoutOf(before.place) === layout ? before.place : findPlace(others, draft, layout, before)
  if (!place) return undefined
  const placed = { ...draft, id: before?.id ?? newId(), place } as Widget
  return before ? widgets.map((one) => (one.id === before.id ? placed : one)) : [...widgets, placed]
}

function findPlace(others: readonly Widget[], draft: WidgetDraft, layout: Layout, before?: Widget): Place | undefined {
  const width = layouts[layout]
  const height = before?.place.height ?? heightOf(draft)
  const isFree = (place: Place) => !others.some((other) => isOver(place, other.place))
  const own = before && { ...before.place, width, x: Math.min(before.place.x, gridColumns - width) }
  if (own && isFree(own)) return own
  const bottom = Math.max(0, ...others.map(({ place }) => place.y + place.height))
  for (let y = 0; y <= Math.min(bottom, gridRows - 1); y++) {
    for (let x = 0; x + width <= gridColumns; x++) {
      if (isFree({ x, y, width, height })) return { x, y, width, height }
    }
  }
  return undefined
}

const newId = () => `w-${crypto.randomUUID().slice(0, 8)}`
