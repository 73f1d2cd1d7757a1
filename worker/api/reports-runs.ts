import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { outcomes } from '../../shared/evaluation.ts'
import type { ReportRunDetail } from '../../shared/report.ts'
import { compareRuns } from '../reports/compare-runs.ts'
import { readRun } from '../reports/detail.ts'
import { resourcesOfControl } from '../store/reports/results.ts'
import { listRuns, runBefore } from '../store/reports/runs.ts'
import type { ApiEnv } from './context.ts'
import { cursorPageOf, cursorQuery, pageOf, pageQuery, readCursor, writeCursor } from './paging.ts'
import { Problem } from './problem.ts'
import { there } from './reports.ts'
import { refused } from './reports-refused.ts'
import { comparisonSchema, reportedResourceSchema, reportRunDetailSchema, reportRunSchema } from './reports-schemas.ts'
import { json, route, router } from './route.ts'

const tags = ['Reports']
const number = z.coerce.number().int().min(1)
const params = z.object({ id: number })
export const runParams = z.object({ id: number, run: number })
const position = z.tuple([z.int()])

const run = route({
  access: 'update',
  tags,
  method: 'post',
  path: '/reports/{id}/run',
  summary: 'Queue a run; one that is queued or under way already is answered instead',
  description: 'It takes what the last scans found; it does not scan.',
  refuses: { 409: 'The mandate, a policy or all connectors are gone' },
  request: { params },
  responses: { 202: json(reportRunSchema, 'The run') },
})

const list = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/reports/{id}/runs',
  summary: 'Runs of a report, newest first; the last 24 that succeeded are kept',
  request: { params, query: z.strictObject(pageQuery) },
  responses: { 200: json(pageOf(reportRunSchema), 'The runs') },
})

const read = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/reports/{id}/runs/{run}',
  summary: 'A run, requirement by requirement, with the controls that they name',
  request: { params: runParams },
  responses: { 200: json(reportRunDetailSchema, 'The run, with texts and figures as they were') },
})

const resources = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/reports/{id}/runs/{run}/controls/{cid}/resources',
  summary: 'How a control ended for each resource, as it was, page by page with a cursor',
  refuses: { 409: 'The run has no results: it has not ended, or it failed' },
  request: {
    params: runParams.extend({ cid: number }),
    query: z.strictObject({ outcome: z.enum(outcomes).optional(), ...cursorQuery }),
  },
  responses: { 200: json(cursorPageOf(reportedResourceSchema), 'A page of resources') },
})

const compare = route({
  access: 'read',
  tags,
  method: 'get',
  path: '/reports/{id}/runs/{run}/compare',
  summary: 'How a run differs from an earlier one, in total and control by control',
  refuses: { 409: 'There is no run before it, or one of the two has no results' },
  request: {
    params: runParams,
    query: z.strictObject({
      with: number
        .optional()
        .openapi({ description: 'Number of a run of the same report; the one before where absent.' }),
    }),
  },
  responses: { 200: json(comparisonSchema, 'The comparison') },
})

export const reportRuns = router()
  .openapi(run, async (c) => {
    const queued = await c.var.api.reports.run(c.req.valid('param').id, 'person').catch(refused)
    if (!queued) throw new Problem(404, 'There is no such report.')
    return c.json(queued, 202)
  })
  .openapi(list, async (c) => {
    const { id } = there(await c.var.api.reports.read(c.req.valid('param').id))
    const page = c.req.valid('query')
    return c.json({ ...(await listRuns(c.var.api.database, id, page)), ...page }, 200)
  })
  .openapi(read, async (c) => c.json(await findRun(c, c.req.valid('param')), 200))
  .openapi(resources, async (c) => {
    const { cid, ...ids } = c.req.valid('param')
    const { outcome, cursor, pageSize } = c.req.valid('query')
    const control = (await endedRun(c, ids)).controls.find((one) => one.cid === cid)
    if (!control) throw new Problem(404, 'This run has no such control.')
    const { after } = readCursor(cursor, position)
    const query = { report: ids.id, run: ids.run, cid, outcome, after: after?.[0], limit: pageSize }
    const { items, next } = await resourcesOfControl(c.var.api.database, query)
    const { pass, fail, unknown, excepted } = control.posture
    const byOutcome = { PASS: pass, FAIL: fail, UNKNOWN: unknown, EXCEPTED: excepted }
    const total = outcome ? byOutcome[outcome] : pass + fail + unknown + excepted
    return c.json({ items, total, ...writeCursor(next === undefined ? undefined : [next]) }, 200)
  })
  .openapi(compare, async (c) => {
    const { id: report, run: after } = c.req.valid('param')
    await endedRun(c, { id: report, run: after })
    const before = c.req.valid('query').with ?? (await runBefore(c.var.api.database, { report, run: after }))
    if (before === undefined) throw new Problem(409, 'There is no run before this one to compare it with.')
    const compared = await compareRuns(c.var.api.database, { report, before, after })
    if (!compared) throw new Problem(409, `The report has no run ${before} with results.`)
    return c.json(compared, 200)
  })

/** A run of a report, whatever became of it. */
export async function findRun(c: Context<ApiEnv>, { id, run }: z.infer<typeof runParams>): Promise<ReportRunDetail> {
  const found = await readRun(c.var.api.database, { report: id, run })
  if (!found) throw new Problem(404, 'There is no such run of this report.')
  return found
}

/** A run with results. */
export async function endedRun(c: Context<ApiEnv>, ids: z.infer<typeof runParams>): Promise<ReportRunDetail> {
  const run = await findRun(c, ids)
  if (run.state === 'succeeded') return run
  throw new Problem(409, run.state === 'failed' ? `This run failed: ${run.reason}` : 'This run has not ended yet.')
}
