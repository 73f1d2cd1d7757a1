import type { Context } from 'hono'
import type { Connector } from '../../shared/connector.ts'
import type { Control } from '../../shared/control.ts'
import type { WidgetDraft } from '../../shared/dashboard.ts'
import type { QueryList } from '../../shared/query/query.ts'
import type { widgetGroups } from '../../shared/widget-groups.ts'
import { checkGrouping } from './aggregate.ts'
import type { ApiEnv } from './context.ts'
import { Problem } from './problem.ts'
import { readQuery } from './query-parameter.ts'
import { checkTrendGrouping } from './trends.ts'

/** The values that a row is grouped by. */
type Valuing<Row> = (row: Row) => readonly string[]

/** What controls can be grouped by, and the values that one has. */
export const controlGroups: Readonly<Record<string, Valuing<Control>>> = {
  criticality: ({ criticality }) => [criticality],
  service: ({ service }) => [service],
  cloud: ({ cloud }) => [cloud],
  policy: ({ policies }) => policies,
  type: ({ resources }) => resources,
} satisfies Record<(typeof widgetGroups.controls)[number], Valuing<Control>>

/** Likewise of connectors. */
export const connectorGroups: Readonly<Record<string, Valuing<Connector>>> = {
  cloud: ({ cloud }) => [cloud],
  state: ({ state }) => [state],
} satisfies Record<(typeof widgetGroups.connectors)[number], Valuing<Connector>>

/** Throws a Problem, whose fields begin with `path`, where a widget asks for what its list cannot tell. */
export function checkWidget(c: Context<ApiEnv>, widget: WidgetDraft, path = ''): void {
  try {
    check(c, widget)
  } catch (error) {
    if (!(error instanceof Problem) || path === '') throw error
    const errors = error.extras.errors?.map(({ field, message }) => ({ field: `${path}.${field}`, message }))
    throw new Problem(error.status, `${path}.${error.message}`, errors ? { errors } : {})
  }
}

function check(c: Context<ApiEnv>, widget: WidgetDraft): void {
  if (widget.type === 'trend') checkTrendGrouping(widget.list, widget.groupBy)
  else readQuery(c, widget.list, widget.query)
  if ('limit' in widget && widget.type !== 'live feed') checkGroups(widget.list, widget.groupBy)
}

function checkGroups(list: QueryList, groupBy: string): void {
  if (list === 'resources' || list === 'evaluations') {
    checkGrouping(list, groupBy)
    return
  }
  const groups = list === 'controls' ? controlGroups : connectorGroups
  if (Object.hasOwn(groups, groupBy)) return
  const message = `Give one of ${Object.keys(groups).join(', ')}.`
  throw new Problem(400, `groupBy: ${message}`, { errors: [{ field: 'groupBy', message }] })
}
