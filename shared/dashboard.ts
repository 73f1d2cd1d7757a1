import { z } from 'zod'
import { feedSizes, gridColumns, gridRows, isOver, mostWidgets, trendRanges } from './dashboard-sizes.ts'
import { queryLists } from './query/query.ts'
import { clouds } from './resource.ts'
import { keptTitle, queryText } from './saved-search.ts'

export {
  feedSizes,
  gridColumns,
  gridRows,
  isOver,
  mostWidgets,
  trendRanges,
  type WidgetType,
  widgetTypes,
} from './dashboard-sizes.ts'

/** Where a widget stands on the grid, from its upper left corner, in columns and rows. */
const place = z
  .strictObject({
    x: z
      .int()
      .min(0)
      .max(gridColumns - 1),
    y: z
      .int()
      .min(0)
      .max(gridRows - 1),
    width: z.int().min(1).max(gridColumns),
    height: z.int().min(1).max(20),
  })
  .refine(({ x, width }) => x + width <= gridColumns, `It goes beyond the ${gridColumns} columns of the grid.`)
export type Place = z.infer<typeof place>

/** Names of widgets, within their dashboard. */
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Lower-case letters and digits, with single hyphens between.')

const part = z.string().min(1).max(200)
const common = {
  title: keptTitle,
  /** Which part of the list it is about; all of it where absent. */
  cloud: z.enum(clouds).optional(),
  account: part.refine((text) => text.isWellFormed()).optional(),
}
const search = { list: z.enum(queryLists), query: queryText.optional() }
const groups = {
  ...search,
  groupBy: part,
  limit: z.int().min(1).max(100).default(10),
  sort: z.enum(['count', 'failing']).default('count'),
}

/** One variant for each type of widget. */
const variants = {
  count: { ...common, type: z.literal('count'), ...search },
  table: { ...common, type: z.literal('table'), ...groups },
  column: { ...common, type: z.literal('column'), ...groups },
  pie: { ...common, type: z.literal('pie'), ...groups },
  trend: {
    ...common,
    type: z.literal('trend'),
    list: z.enum(['resources', 'evaluations']),
    groupBy: z.enum(['type', 'outcome', 'criticality']).optional(),
    range: z.enum(trendRanges).default('last30days'),
  },
  'live feed': {
    ...common,
    type: z.literal('live feed'),
    list: z.enum(['controls', 'resources']),
    query: queryText.optional(),
    // A union, because descriptions of a literal with several values name the first one alone.
    limit: z.union(feedSizes.map((size) => z.literal(size))).default(5),
  },
}

const { count, table, column, pie, trend } = variants
const feed = variants['live feed']

/** What a widget shows: a title, the kind of picture, and what is asked of which list. */
export const widgetDraft = z.discriminatedUnion('type', [
  z.strictObject(count),
  z.strictObject(table),
  z.strictObject(column),
  z.strictObject(pie),
  z.strictObject(trend),
  z.strictObject(feed),
])
export type WidgetDraft = z.infer<typeof widgetDraft>

const placed = { id: id.max(40), place }

/** A widget in its place on a dashboard. */
export const widget = z.discriminatedUnion('type', [
  z.strictObject({ ...count, ...placed }),
  z.strictObject({ ...table, ...placed }),
  z.strictObject({ ...column, ...placed }),
  z.strictObject({ ...pie, ...placed }),
  z.strictObject({ ...trend, ...placed }),
  z.strictObject({ ...feed, ...placed }),
])
export type Widget = z.infer<typeof widget>

/** The widgets of a dashboard: each with a name of its own, none over another. */
export const widgets = z
  .array(widget)
  .max(mostWidgets)
  .superRefine((all, context) => {
    for (const [index, one] of all.entries()) {
      const before = all.slice(0, index)
      const report = (field: string, message: string) =>
        context.addIssue({ code: 'custom', path: [index, field], message })
      if (before.some((other) => other.id === one.id)) report('id', `There are two widgets ${one.id}.`)
      const under = before.find((other) => isOver(one.place, other.place))
      if (under) report('place', `It lies over the widget ${under.id}.`)
    }
  })

export const dashboardDraft = z.strictObject({
  title: keptTitle,
  shared: z.boolean().default(false),
  widgets: widgets.default([]),
})
export type DashboardDraft = z.infer<typeof dashboardDraft>

/** What may be changed. `basedOn` is the version that the change was made from: another's change is not overwritten. */
export const dashboardPatch = z.strictObject({
  title: keptTitle.optional(),
  shared: z.boolean().optional(),
  widgets: widgets.optional(),
  basedOn: z.int().min(1).optional(),
})
export type DashboardPatch = z.infer<typeof dashboardPatch>

/** A dashboard, without its widgets. Times are ISO 8601 in UTC; the built-in one has none. */
export type DashboardHead = {
  readonly id: string
  readonly title: string
  /** Whether everybody sees it. */
  readonly shared: boolean
  /** Whether it belongs to whoever asks, who alone may change it. */
  readonly mine: boolean
  /** Name of whom it belongs to; absent of the built-in one. */
  readonly owner?: string
  /** Whether it is what whoever asks sees first. */
  readonly isDefault: boolean
  readonly builtIn: boolean
  readonly version: number
  readonly created?: string
  readonly updated?: string
}
export type Dashboard = DashboardHead & { readonly widgets: readonly Widget[] }

/** A widget to make others from. */
export type WidgetTemplate = {
  readonly id: string
  readonly title: string
  readonly builtIn: boolean
  readonly widget: WidgetDraft
}

/** The version of the files below; a file of another version is refused. */
const version = z.literal(1, { error: 'This worker reads version 1 of these files.' })

/** A dashboard as a file, to be shared between workers. It names nobody, and no worker. */
export const dashboardFile = z.strictObject({
  format: z.literal('plumbline dashboard', { error: 'This is not the file of a dashboard.' }),
  version,
  dashboard: z.strictObject({ title: keptTitle, widgets }),
})
export type DashboardFile = z.infer<typeof dashboardFile>

/** A widget as a file, without its place. */
export const widgetFile = z.strictObject({
  format: z.literal('plumbline widget', { error: 'This is not the file of a widget.' }),
  version,
  widget: widgetDraft,
})
export type WidgetFile = z.infer<typeof widgetFile>
