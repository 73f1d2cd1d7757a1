import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Connector } from '../../shared/connector.ts'
import type { WidgetDraft } from '../../shared/dashboard.ts'
import { type DataAge, readDataAge } from '../store/data-age.ts'
import type { Budget } from '../store/lists/budget.ts'
import { listResources } from '../store/lists/resources.ts'
import { resolveScope } from '../store/lists/scope.ts'
import { aggregateSchema, readAggregate, topGroups } from './aggregate.ts'
import { filterConnectors } from './connector-filter.ts'
import type { ApiEnv } from './context.ts'
import { type ControlWithPosture, filterControls } from './control-filter.ts'
import { resolveResourceFilter } from './resource-filter.ts'
import { time } from './scalars.ts'
import { policyTitles } from './tell-tally.ts'
import { readTrendDays, trendDays } from './trends.ts'
import { connectorGroups, controlGroups } from './widget-check.ts'

/** What a widget shows now. */
export const widgetDataSchema = z
  .object({
    ...aggregateSchema.shape,
    count: aggregateSchema.shape.count.optional().openapi({ description: 'All rows that match; absent of a trend.' }),
    failing: aggregateSchema.shape.failing.optional().openapi({
      description: 'Of these: resources or controls that fail, failing evaluations, connectors that are Offline.',
    }),
    days: trendDays.optional().openapi({ description: 'Of a trend: oldest first, days without a look are absent.' }),
    asked: time.openapi({ description: 'When these figures were counted.' }),
    scanned: z
      .object({
        oldest: time.optional().openapi({ description: 'Last read of the connector that was read longest ago.' }),
        newest: time.optional().openapi({ description: 'Last read of the connector that was read last.' }),
        never: z.int().openapi({ description: 'Connectors of which nothing has been read yet.', minimum: 0 }),
      })
      .openapi({ description: 'How old the data are.' }),
  })
  .openapi('WidgetData')
type WidgetData = z.infer<typeof widgetDataSchema>
type Figures = Omit<WidgetData, 'asked' | 'scanned'>
type Group = { readonly value: string; readonly label?: string; readonly count: number; readonly failing: number }

/** The figures of a widget that has been checked, and how old they are. Throws a Problem where its query has aged. */
export async function readWidgetData(c: Context<ApiEnv>, widget: WidgetDraft, budget: Budget): Promise<WidgetData> {
  const { database, clock } = c.var.api
  const { cloud, account } = widget
  const scope = await resolveScope(database, { cloud, account })
  const scanned: DataAge = await readDataAge(database, scope)
  return { ...(await figuresOf(c, widget, budget)), asked: clock().toISOString(), scanned }
}

function figuresOf(c: Context<ApiEnv>, widget: WidgetDraft, budget: Budget): Promise<Figures> {
  if (widget.type === 'trend') return ofTrend(c, widget)
  if (widget.type === 'live feed')
    return widget.list === 'controls' ? topControls(c, widget) : topResources(c, widget, budget)
  if (widget.list === 'controls') return ofControls(c, widget)
  if (widget.list === 'connectors') return ofConnectors(c, widget)
  return readAggregate(c, { ...usual, ...asked(widget), list: widget.list }, budget)
}

type Of<T extends WidgetDraft['type']> = Extract<WidgetDraft, { readonly type: T }>
type Counting = Exclude<WidgetDraft, { readonly type: 'trend' | 'live feed' }>

const usual = { limit: 10, sort: 'count', by: 'lastFound', timeZone: 'UTC' } as const

/** What a widget asks of its list. */
function asked(widget: Counting) {
  const { cloud, account, query } = widget
  if (widget.type === 'count') return { cloud, account, query }
  const { groupBy, limit, sort } = widget
  return { cloud, account, query, groupBy, limit, sort }
}

async function ofTrend(c: Context<ApiEnv>, { cloud, account, list, groupBy, range }: Of<'trend'>): Promise<Figures> {
  const by = groupBy ?? (list === 'resources' ? 'type' : 'outcome')
  return { days: await readTrendDays(c, { cloud, account, range, groupBy: by, timeZone: 'UTC' }), isPartial: false }
}

async function ofControls(c: Context<ApiEnv>, widget: Counting): Promise<Figures> {
  const { cloud, account, query } = widget
  const controls = await filterControls(c, { cloud, account, query })
  const totals = { ...countControls(controls), isPartial: false }
  if (widget.type === 'count') return totals
  const labels = widget.groupBy === 'policy' ? await policyTitles(c.var.api.database) : undefined
  const groups = group(controls, (control) => controlGroups[widget.groupBy]?.(control) ?? [], countControls)
  return {
    ...totals,
    ...topGroups(
      groups.map((one) => withLabel(one, labels?.get(one.value))),
      widget,
    ),
  }
}

const countControls = (controls: readonly ControlWithPosture[]) => ({
  count: controls.length,
  failing: controls.filter(({ posture }) => posture.fail > 0).length,
})

async function ofConnectors(c: Context<ApiEnv>, widget: Counting): Promise<Figures> {
  const { cloud, account, query } = widget
  const all = await filterConnectors(c, { cloud, query })
  const connectors = all.filter((one) => !account || one.account?.toLowerCase() === account.toLowerCase())
  const tally = (some: readonly Connector[]) => ({
    count: some.length,
    failing: some.filter(({ state }) => state === 'Offline').length,
  })
  const totals = { ...tally(connectors), isPartial: false }
  if (widget.type === 'count') return totals
  const groups = group(connectors, (one) => connectorGroups[widget.groupBy]?.(one) ?? [], tally)
  return { ...totals, ...topGroups(groups, widget) }
}

/** Rows by their values; a row with several counts for each of them. */
function group<Row>(
  rows: readonly Row[],
  valuesOf: (row: Row) => readonly string[],
  tally: (rows: readonly Row[]) => { count: number; failing: number },
): readonly Group[] {
  const pairs = rows.flatMap((row) => valuesOf(row).map((value) => ({ value, row })))
  return [...Map.groupBy(pairs, ({ value }) => value)].map(([value, some]) => ({
    value,
    ...tally(some.map(({ row }) => row)),
  }))
}

const withLabel = (one: Group, label: string | undefined): Group => (label === undefined ? one : { ...one, label })

/** The controls that fail most: of each, its evaluations and how many of them fail. */
async function topControls(c: Context<ApiEnv>, { cloud, account, query, limit }: Of<'live feed'>): Promise<Figures> {
  const controls = await filterControls(c, { cloud, account, query })
  const groups = controls
    .filter(({ posture }) => posture.fail > 0)
    .map(({ cid, title, posture: { pass, fail, unknown, excepted } }) => ({
      ...{ value: String(cid), label: title, count: pass + fail + unknown + excepted, failing: fail },
    }))
  return { ...countControls(controls), isPartial: false, ...topGroups(groups, { limit, sort: 'failing' }) }
}

/** The resources that fail most controls: of each, its evaluations and how many of them fail. */
async function topResources(
  c: Context<ApiEnv>,
  { cloud, account, query, limit }: Of<'live feed'>,
  budget: Budget,
): Promise<Figures> {
  const values = { cloud, account, query, by: 'lastFound' } as const
  const filter = await resolveResourceFilter(c, { ...values, result: 'FAIL' })
  const { items, isPart } = await listResources(c.var.api.database, filter, { sort: 'failing', limit, budget })
  const totals = await readAggregate(c, { ...usual, ...values, list: 'resources' }, budget)
  const groups = items.map(({ id, name, evaluated, failing }) => ({
    value: id,
    label: name,
    count: evaluated,
    failing,
  }))
  return { ...totals, groups, isPartial: totals.isPartial || isPart === true }
}
