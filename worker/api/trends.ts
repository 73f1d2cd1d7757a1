import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { dayText } from '../../shared/date-range.ts'
import { resolveScope } from '../store/lists/scope.ts'
import { readTrend, type TrendGrouping, trendGroups } from '../store/trends.ts'
import type { ApiEnv } from './context.ts'
import { dateQuery, readRange } from './date-query.ts'
import { scopeQuery } from './paging.ts'
import { Problem } from './problem.ts'
import { json, route, router } from './route.ts'
import { count } from './scalars.ts'

const { cloud, account, connector } = scopeQuery
const day = z.iso.date().optional()

const query = z.strictObject({
  list: z.enum(['resources', 'evaluations']).default('resources'),
  groupBy: z.enum(trendGroups).optional().openapi({
    description: 'Of resources: `type`. Of evaluations: `outcome`, where absent, or `criticality`.',
  }),
  from: day.openapi({ description: 'First day; instead of `range`.' }),
  to: day.openapi({ description: 'Last day.' }),
  ...dateQuery,
  ...{ cloud, account, connector },
})

/** The days of a trend. */
export const trendDays = z
  .array(
    z.object({
      day: z.string().openapi({ format: 'date' }),
      count: count.openapi({ description: 'All resources or evaluations of the day.' }),
      failing: count,
      groups: z.array(z.object({ value: z.string(), count, failing: count })).readonly(),
    }),
  )
  .readonly()

const trendSchema = z
  .object({
    list: z.enum(['resources', 'evaluations']),
    groupBy: z.enum(trendGroups),
    days: trendDays.openapi({
      description: 'Oldest first, as the last look of each day (in UTC) found it; days without one are absent.',
    }),
  })
  .openapi('Trend')

const read = route({
  method: 'get',
  path: '/trends',
  access: 'read',
  isShared: true,
  tags: ['Evaluations'],
  summary: 'How many resources or evaluations there were day by day; the last 30 days unless asked otherwise',
  request: { query },
  responses: { 200: json(trendSchema, 'The trend') },
})

type TrendList = z.infer<typeof query>['list']

/** What each list can be grouped by; the first one is meant where none is said. */
const groupings = { resources: ['type'], evaluations: ['outcome', 'criticality'] } as const

export const trends = router().openapi(read, async (c) => {
  const { list, ...asked } = c.req.valid('query')
  const groupBy = asked.groupBy ?? groupings[list][0]
  checkTrendGrouping(list, groupBy)
  return c.json({ list, groupBy, days: await readTrendDays(c, { ...asked, groupBy }) }, 200)
})

/** Throws a Problem where the trend of the list cannot be grouped so. */
export function checkTrendGrouping(list: TrendList, groupBy: TrendGrouping = groupings[list][0]): void {
  const allowed: readonly TrendGrouping[] = groupings[list]
  if (allowed.includes(groupBy)) return
  const message = `The trend of ${list} can be grouped by ${allowed.join(' or ')}.`
  throw new Problem(400, `groupBy: ${message}`, { errors: [{ field: 'groupBy', message }] })
}

type Asked = Omit<z.infer<typeof query>, 'list' | 'groupBy'> & { readonly groupBy: TrendGrouping }

/** The days of a trend, each with its totals; the last 30 where none are asked for. */
export async function readTrendDays(c: Context<ApiEnv>, { from, to, timeZone, range, groupBy, ...scope }: Asked) {
  const { database, clock } = c.var.api
  const isSaid = from !== undefined || to !== undefined
  const wanted = isSaid ? `${from ?? ''}..${to ?? ''}` : (range ?? 'last30days')
  const found = readRange({ range: wanted, timeZone }, clock())
  const { connectors } = await resolveScope(database, scope)
  const days = await readTrend(database, {
    groupBy,
    connectors,
    from: found?.from && dayText(new Date(found.from), timeZone),
    to: found?.to && dayText(new Date(Date.parse(found.to) - 1), timeZone),
  })
  const sum = (groups: readonly { count: number; failing: number }[], field: 'count' | 'failing') =>
    groups.reduce((total, group) => total + group[field], 0)
  return days.map(({ day: name, groups }) => ({
    ...{ day: name, count: sum(groups, 'count'), failing: sum(groups, 'failing') },
    groups,
  }))
}
