import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { isTimeZone } from '../../shared/date-range.ts'
import { loadControls } from '../reports/page/load.ts'
import { renderPage } from '../reports/page/page.ts'
import { contentSecurityPolicy } from '../reports/page/style.ts'
import { PrintError } from '../reports/printer.ts'
import type { ApiEnv } from './context.ts'
import { Problem } from './problem.ts'
import { endedRun, runParams } from './reports-runs.ts'
import { route, router } from './route.ts'

const tags = ['Reports']

/** The zone in whose clocks times are told. */
const timeZoneQuery = z
  .string()
  .max(60)
  .default('UTC')
  .refine(isTimeZone, { error: 'This is not a time zone of the IANA database, such as Europe/Zurich.' })

const query = z.strictObject({
  timeZone: timeZoneQuery,
  resources: z.coerce.number().int().min(1).max(500).default(50).openapi({
    description: 'Most resources that are printed for a control that failed; the rest is told as a number.',
  }),
})

const page = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/reports/{id}/runs/{run}/html',
  summary: 'A run as one page that is made for print',
  refuses: { 409: 'The run has no results: it has not ended, or it failed' },
  request: { params: runParams, query },
  responses: { 200: { description: 'The page', content: { 'text/html': { schema: z.string() } } } },
})

const pdf = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/reports/{id}/runs/{run}/pdf',
  summary: 'A run as a PDF, printed by a Chromium on the worker’s machine',
  refuses: {
    409: 'The run has no results: it has not ended, or it failed',
    501: 'There is no Chromium: how to get one',
    503: 'It did not print, or too many wait',
  },
  request: { params: runParams, query },
  responses: {
    200: {
      description: 'The PDF',
      content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
})

export const reportPrints = router()
  .openapi(page, async (c) => {
    const { html } = await render(c, c.req.valid('param'), c.req.valid('query'))
    return c.body(html, 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `${contentSecurityPolicy}; frame-ancestors 'none'; sandbox`,
    })
  })
  .openapi(pdf, async (c) => {
    const { html, name } = await render(c, c.req.valid('param'), c.req.valid('query'))
    const printed = await c.var.api.print(html).catch((error) => refuse(c, error))
    return c.body(new Uint8Array(printed), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${name}.pdf"`,
    })
  })

async function render(
  c: Context<ApiEnv>,
  ids: z.infer<typeof runParams>,
  { timeZone, resources }: z.infer<typeof query>,
): Promise<{ readonly html: string; readonly name: string }> {
  const run = await endedRun(c, ids)
  const listed = await loadControls(c.var.api.database, run, { resources })
  const words = run.title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, 60)
  const name = ['report', words.replace(/^-|-$/g, '').toLowerCase(), run.ended?.slice(0, 10)].filter(Boolean).join('-')
  return { html: await renderPage({ run, listed, timeZone }), name }
}

function refuse(c: Context<ApiEnv>, error: unknown): never {
  if (!(error instanceof PrintError)) throw error
  if (error.kind === 'missing') {
    throw new Problem(501, error.message, {
      advice:
        'Install Chromium or Chrome there, or name one in PLUMBLINE_CHROMIUM. The page under /html prints from any browser as well.',
    })
  }
  c.var.api.log.warn({ err: error, cause: error.cause }, 'A report was not printed')
  throw new Problem(503, error.message, { advice: 'The page under /html prints from any browser as well.' })
}
