/** Width of a dashboard, in columns of its grid. */
export const gridColumns = 12
/** Rows that a dashboard may go down, and widgets that it may hold. */
export const gridRows = 200
export const mostWidgets = 40

export const widgetTypes = ['count', 'table', 'column', 'pie', 'trend', 'live feed'] as const
export type WidgetType = (typeof widgetTypes)[number]

export const trendRanges = ['last7days', 'last30days', 'last90days'] as const
/** How many a live feed shows: top 3, 5 or 10. */
export const feedSizes = [3, 5, 10] as const

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Whether two widgets would cover the same field of the grid. */
export const isOver = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height
