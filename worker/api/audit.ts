import { z } from '@hono/zod-openapi'
import { doors } from '../../shared/permission.ts'
import { utcTime } from '../../shared/utc-time.ts'
import { listAudit } from '../store/audit.ts'
import { cursorPageOf, cursorQuery, readCursor, writeCursor } from './paging.ts'
import { json, route, router } from './route.ts'

const time = utcTime('2026-01-01T00:00:00Z')
const utc = time.transform((text) => new Date(text).toISOString())
const text = z.string().trim().min(1).max(200)

const entrySchema = z
  .object({
    at: z.string().openapi({ format: 'date-time' }),
    name: z.string().optional().openapi({ description: 'Of the user, or of the token that belongs to nobody.' }),
    user: z.string().optional(),
    token: z.string().optional(),
    door: z.enum(doors).optional(),
    method: z.string(),
    route: z.string().openapi({ description: 'Its pattern.', example: '/api/connectors/:id' }),
    target: z
      .record(z.string(), z.string())
      .readonly()
      .openapi({ description: 'What it was done to: the path’s parameters, and the id of what was made.' }),
    status: z.int().openapi({ description: 'Of the answer: 400 and above were refused or failed.' }),
    times: z.int().optional().openapi({
      description: 'How often within an hour, where somebody was refused very often; `at` is the first time.',
    }),
  })
  .openapi('AuditEntry')

const list = route({
  access: 'administer',
  tags: ['Audit'],
  method: 'get',
  path: '/audit',
  summary: 'Who changed what, and who could not sign in; the latest first',
  description:
    'Every request that could change something leaves an entry, refused or not: never its body, and no network address. After 30 refusals of somebody within an hour, one entry for each route and status counts the others. Entries are kept 400 days.',
  request: {
    query: z.strictObject({
      user: text.optional().openapi({ description: 'Id of a user.' }),
      token: text.optional().openapi({ description: 'Id of a token.' }),
      method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).optional(),
      route: text.optional().openapi({ description: 'A pattern, as entries show it.' }),
      refused: z
        .enum(['true', 'false'])
        .optional()
        .openapi({ description: 'Only what was refused or failed, or none of it.' }),
      from: utc.optional(),
      until: utc.optional(),
      ...cursorQuery,
    }),
  },
  responses: { 200: json(cursorPageOf(entrySchema), 'A page of entries') },
})

const place = z.tuple([z.int().min(1)])

export const audit = router().openapi(list, async (c) => {
  const { cursor, pageSize, user, token, method, route, refused, from, until } = c.req.valid('query')
  const before = readCursor(cursor, place).after?.[0]
  const rows = await listAudit(
    c.var.api.database,
    {
      ...(user && { user }),
      ...(token && { token }),
      ...(method && { method }),
      ...(route && { route }),
      ...(refused && { refused: refused === 'true' }),
      ...(from && { from }),
      ...(until && { until }),
    },
    { ...(before !== undefined && { before }), limit: pageSize + 1 },
  )
  const shown = rows.slice(0, pageSize)
  const last = rows.length > pageSize ? shown.at(-1) : undefined
  return c.json({ items: shown.map(({ no: _, ...entry }) => entry), ...writeCursor(last && [last.no]) }, 200)
})
