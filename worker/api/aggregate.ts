import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Group, type Groups, groupResources } from '../store/lists/aggregate.ts'
import { type Budget, startBudget } from '../store/lists/budget.ts'
import {
  type EvaluationGrouping,
  evaluationGroups,
  groupEvaluations,
  groupResourceCells,
  type ResourceGrouping,
  resourceGroups,
  type Totals,
} from '../store/lists/cell-groups.ts'
import { listControls } from '../store/lists/controls.ts'
import type { ApiEnv } from './context.ts'
import { evaluationQuery, resolveEvaluationFilter } from './evaluation-filter.ts'
import { Problem } from './problem.ts'
import { resolveResourceFilter, resourceQuery } from './resource-filter.ts'
import { json, route, router } from './route.ts'
import { count } from './scalars.ts'
import { accountNames, policyTitles } from './tell-tally.ts'

const query = z.strictObject({
  list: z.enum(['resources', 'evaluations']).default('resources'),
  groupBy: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .openapi({
      description: `Of evaluations: ${evaluationGroups.join(', ')}. Of resources: ${resourceGroups.join(', ')}, tag.KEY or config.FIELD. Only counted where absent.`,
      example: 'tag.team',
    }),
  limit: z.coerce.number().int().min(1).max(100).default(10).openapi({ description: 'Groups; most rows first.' }),
  sort: z.enum(['count', 'failing']).default('count'),
  ...evaluationQuery,
  ...resourceQuery,
})

/** Figures of a list, whole and by group. */
export const aggregateSchema = z
  .object({
    count: count.openapi({ description: 'All rows that match.' }),
    failing: count.openapi({ description: 'Of these: resources that fail a control, or failing evaluations.' }),
    groups: z
      .array(z.object({ value: z.string(), label: z.string().optional(), count, failing: count }))
      .readonly()
      .optional(),
    others: z
      .object({ groups: count, count, failing: count })
      .optional()
      .openapi({ description: 'The groups beyond the limit together.' }),
    isPartial: z.boolean().openapi({ description: 'Counting all would take long: figures are at least so high.' }),
  })
  .openapi('Aggregate')

const read = route({
  method: 'get',
  path: '/aggregate',
  access: 'read',
  isShared: true,
  tags: ['Evaluations'],
  summary:
    'Counts of resources or evaluations, whole or by group, for the widgets of dashboards; takes the list’s filters',
  request: { query },
  responses: { 200: json(aggregateSchema, 'The figures') },
})

type Asked = z.infer<typeof query>
type Values = Omit<Asked, 'limit' | 'sort'>
type Order = Pick<Asked, 'limit' | 'sort'>

export const aggregate = router().openapi(read, async (c) => {
  return c.json(await readAggregate(c, c.req.valid('query'), startBudget()), 200)
})

/** Counts rows of a list, by group where one is asked for. Throws a Problem that says what is wrong. */
export async function readAggregate(
  c: Context<ApiEnv>,
  { limit, sort, ...values }: Values & Order,
  budget: Budget,
): Promise<z.infer<typeof aggregateSchema>> {
  const of = values.list === 'resources' ? ofResources : ofEvaluations
  const { groups, ...totals } = await of(c, values, budget)
  if (values.groupBy === undefined) return totals
  const { groups: first, ...others } = topGroups(groups, { limit, sort })
  return { ...totals, groups: await withLabels(c, values.groupBy, first), ...others }
}

/** The largest groups, and the figures of those beyond the limit together. */
export function topGroups<G extends Group>(groups: readonly G[], { limit, sort }: Order) {
  const sorted = groups.toSorted((a, b) => b[sort] - a[sort] || b.count - a.count || (a.value < b.value ? -1 : 1))
  const rest = sorted.slice(limit)
  const add = (field: 'count' | 'failing') => rest.reduce((all, group) => all + group[field], 0)
  const others = { groups: rest.length, count: add('count'), failing: add('failing') }
  return { groups: sorted.slice(0, limit), ...(rest.length > 0 ? { others } : {}) }
}

/** Throws a Problem where rows of the list cannot be grouped so. */
export function checkGrouping(list: Asked['list'], groupBy: string): void {
  const allowed: readonly string[] = list === 'resources' ? resourceGroups : evaluationGroups
  if (allowed.includes(groupBy)) return
  if (list === 'evaluations') refuse(allowed.join(', '))
  fieldOf(groupBy)
}

async function ofEvaluations(c: Context<ApiEnv>, values: Values, budget: Budget): Promise<Groups & Totals> {
  const by = values.groupBy as EvaluationGrouping | undefined
  if (by !== undefined && !evaluationGroups.includes(by)) refuse(evaluationGroups.join(', '))
  return groupEvaluations(c.var.api.database, await resolveEvaluationFilter(c, values), by, budget)
}

async function ofResources(c: Context<ApiEnv>, values: Values, budget: Budget): Promise<Groups & Totals> {
  const { database, types } = c.var.api
  const { groupBy } = values
  const filter = await resolveResourceFilter(c, values)
  const isCounted = groupBy === undefined || (resourceGroups as readonly string[]).includes(groupBy)
  const by = isCounted ? (groupBy as ResourceGrouping | undefined) : undefined
  const serviceOf = (type: string) => types.get(type)?.service ?? ''
  const field = isCounted ? undefined : fieldOf(groupBy ?? '')
  const whole = await groupResourceCells(database, filter, { by, serviceOf }, budget)
  if (!field) return whole
  const { groups, isPartial } = await groupResources(database, filter, field, budget)
  return { ...whole, groups, isPartial: isPartial || whole.isPartial }
}

/** Fields are named as the query language names them; a quote would end the name within the database’s path. */
function fieldOf(groupBy: string) {
  const [, kind, name = ''] = /^(tag|config)\.([^"]+)$/s.exec(groupBy) ?? []
  if (kind === 'tag') return { tag: name }
  if (kind === 'config' && /^[\w-]+(\.[\w-]+){0,11}$/.test(name)) return { config: name.split('.') }
  return refuse(`${resourceGroups.join(', ')}, tag.KEY or config.FIELD`)
}

function refuse(allowed: string): never {
  const message = `Give one of ${allowed}.`
  throw new Problem(400, `groupBy: ${message}`, { errors: [{ field: 'groupBy', message }] })
}

async function withLabels(c: Context<ApiEnv>, groupBy: string, groups: readonly Group[]) {
  const labels = await labelsOf(c, groupBy)
  return groups.map((group) => {
    const label = labels?.get(group.value)
    return label === undefined ? group : { ...group, label }
  })
}

async function labelsOf(c: Context<ApiEnv>, groupBy: string): Promise<ReadonlyMap<string, string> | undefined> {
  const { database, types } = c.var.api
  if (groupBy === 'type') return new Map([...types.values()].map(({ type, label }) => [type, label]))
  if (groupBy === 'account') return accountNames(database)
  if (groupBy === 'policy') return policyTitles(database)
  if (groupBy !== 'control') return undefined
  return new Map((await listControls(database)).map(({ cid, title }) => [String(cid), title]))
}
