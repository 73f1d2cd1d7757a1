import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { controlRow } from '../../../shared/query/rows.ts'
import { readControlFacts } from '../../store/lists/known-tokens.ts'
import type { ApiEnv } from '../context.ts'
import { codeOf } from './codes.ts'
import { compatRoute, compatRouter } from './compat-route.ts'
import { policyTitles } from './control-row.ts'
import { filterQuery, matcherOf } from './filter.ts'
import { metadataRecord, metadataSchema } from './metadata-record.ts'
import { cut, type Page, pageOf, pageQuery } from './page.ts'
import { cloudviewSurface as surface } from './surface.ts'
import { pathOf } from './version.ts'

const list = compatRoute(surface, {
  ...{ tags: ['Controls'], access: 'read', method: 'get', path: `${pathOf('v1')}/controls/metadata/list` },
  summary: 'All controls with their texts',
  query: z.object({ ...pageQuery, ...filterQuery }),
  answers: {
    200: {
      description: '`warning` leads to the next page, with the same filter; absent on the last one',
      json: z.object({ control: z.array(metadataSchema), warning: z.object({ url: z.string() }).optional() }),
    },
  },
})

/** Row 15: the texts of the controls. */
export const metadata: OpenAPIHono<ApiEnv> = compatRouter(surface).openapi(list, async (c) => {
  const { filter, ...asked } = c.req.valid('query')
  const { database, types } = c.var.api
  const isMatch = matcherOf(c, 'controls', filter)
  const controls = await readControlFacts(database)
  const found = controls.filter((control) => isMatch(controlRow(control)))
  const page = pageOf('v1', asked)
  const records = cut(found, page).map((control) => metadataRecord(control, policyTitles(control), codeOf(types)))
  return c.json({ control: records, ...warning(c, page, found.length) })
})

function warning(c: Context<ApiEnv>, { number, size, offset }: Page, total: number) {
  if (offset + size >= total) return {}
  const url = new URL(c.req.url)
  url.searchParams.set('pageNo', String(number + 1))
  url.searchParams.set('pageSize', String(size))
  return { warning: { url: url.href } }
}
