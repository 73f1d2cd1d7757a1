import { z } from '@hono/zod-openapi'
import { dayText } from '../../shared/date-range.ts'
import { resolveScope } from '../store/lists/scope.ts'
import { readTrend, trendGroups } from '../store/trends.ts'
import { dateQuery, readRange } from './date-query.ts'
import { scopeQuery } from './paging.ts'
import { Problem } from './problem.ts'
import { json, route, router } from './route.ts'

const { cloud, account, connector } = scopeQuery
const day = z.iso.date().optional()
const count = z.int().openapi({ minimum: 0 })

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

const trendSchema = z
  .object({
    list: z.enum(['resources', 'evaluations']),
    groupBy: z.enum(trendGroups),
    days: z
      .array(
        z.object({
          day: z.string().openapi({ format: 'date' }),
          count: count.openapi({ description: 'All resources or evaluations of the day.' }),
          failing: count,
          groups: z.array(z.object({ value: z.string(), count, failing: count })).readonly(),
        }),
      )
      .readonly()
      .openapi({
        description: 'Oldest first, as the last look of each day (in UTC) found it; days without one are absent.',
      }),
  })
  .openapi('Trend')

const read = route({
  method: 'get',
  path: '/trends',
  access: 'read',
  tags: ['Evaluations'],
  summary: 'How many resources or evaluations there were day by day; the last 30 days unless asked otherwise',
  request: { query },
  responses: { 200: json(trendSchema, 'The trend') },
})

/** What each list can be grouped by; the first one is meant where none is said. */
const groupings = { resources: ['type'], evaluations: ['outcome', 'criticality'] } as const

export const trends = router().openapi(read, async (c) => {
  const { database, clock } = c.var.api
  const { list, from, to, timeZone, range, ...asked } = c.req.valid('query')
  const allowed: readonly (typeof trendGroups)[number][] = groupings[list]
  const groupBy = asked.groupBy ?? groupings[list][0]
  if (!allowed.includes(groupBy)) {
    const message = `The trend of ${list} can be grouped by ${allowed.join(' or ')}.`
    throw new Problem(400, `groupBy: ${message}`, { errors: [{ field: 'groupBy', message }] })
  }
  const isSaid = from !== undefined || to !== undefined
  const wanted = isSaid ? `${from ?? ''}..${to ?? ''}` : (range ?? 'last30days')
  const found = readRange({ range: wanted, timeZone }, clock())
  const { connectors } = await resolveScope(database, asked)
  const days = await readTrend(database, {
    groupBy,
    connectors,
    from: found?.from && dayText(new Date(found.from), timeZone),
    to: found?.to && dayText(new Date(Date.parse(found.to) - 1), timeZone),
  })
  const sum = (groups: readonly { count: number; failing: number }[], field: 'count' | 'failing') =>
    groups.reduce((total, group) => total + group[field], 0)
  const told = days.map(({ day: name, groups }) => ({
    ...{ day: name, count: sum(groups, 'count'), failing: sum(groups, 'failing') },
    groups,
  }))
  return c.json({ list, groupBy, days: told }, 200)
})
