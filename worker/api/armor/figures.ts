import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Connector } from '../../../shared/connector.ts'
import { readDailyUsage } from '../../store/daily-usage.ts'
import { compatRoute, compatRouter } from '../cloudview/compat-route.ts'
import { select, surroundings } from '../cloudview/surroundings.ts'
import type { ApiEnv } from '../context.ts'
import { Problem } from '../problem.ts'
import { armorSurface as surface } from './surface.ts'
import { providers } from './words.ts'

const get = { tags: ['Figures'], method: 'get', access: 'read' } as const
const counts = { totalConnectors: z.int(), activeConnectors: z.int(), totalAssets: z.int() }

const summary = compatRoute(surface, {
  ...{ ...get, path: '/cspm/summary', summary: 'How many connectors and resources there are' },
  answers: {
    200: {
      description: 'The figures, in all and by cloud',
      json: z.object({ ...counts, byProvider: z.record(z.string(), z.object(counts)) }),
    },
  },
})

const date = z
  .string({ error: 'Give a date such as 2026-01-31.' })
  .regex(/^\d{4}-\d{2}-\d{2}/, { error: 'Give a date such as 2026-01-31.' })
  .max(40)

const usage = compatRoute(surface, {
  ...{ ...get, path: '/cspm/usage', query: z.object({ startDate: date, endDate: date }) },
  summary: 'Resources and connectors by day; days on which nobody looked are left out',
  answers: {
    200: {
      description: 'The days',
      json: z.array(z.object({ date: z.string(), assetsCount: z.int(), connectorsCount: z.int() })),
    },
  },
})

/** What is told in figures, in the words of Armor. */
export const figures: OpenAPIHono<ApiEnv> = compatRouter(surface)
  .openapi(summary, async (c) => {
    const [connectors, { facts }] = await Promise.all([select(c.var.api, undefined), surroundings(c.var.api)])
    const count = (some: readonly Connector[]) => ({
      totalConnectors: some.length,
      activeConnectors: some.filter(({ state, retired }) => state === 'Online' && !retired).length,
      totalAssets: some.reduce((sum, { id }) => sum + (facts.get(id)?.resources ?? 0), 0),
    })
    const byProvider = Object.entries(providers).map(([cloud, name]) => [
      name,
      count(connectors.filter((connector) => connector.cloud === cloud)),
    ])
    return c.json({ ...count(connectors), byProvider: Object.fromEntries(byProvider) })
  })
  .openapi(usage, async (c) => {
    const { startDate, endDate } = c.req.valid('query')
    const [from, to] = [startDate.slice(0, 10), endDate.slice(0, 10)]
    if (from > to) throw new Problem(400, 'endDate: Give a day that is not before startDate.')
    const days = await readDailyUsage(c.var.api.database, from, to)
    return c.json(
      days.map(({ day, resources, connectors }) => ({
        date: day,
        assetsCount: resources,
        connectorsCount: connectors,
      })),
    )
  })
