import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Control } from '../../../shared/control.ts'
import { findConnector } from '../../store/connectors.ts'
import { findControl } from '../../store/lists/controls.ts'
import { resolveScope } from '../../store/lists/scope.ts'
import { evaluationRids, evaluationsOfRids } from '../../store/numbered-lists/evaluations.ts'
import type { ApiContext, ApiEnv } from '../context.ts'
import { Problem } from '../problem.ts'
import { cloudParam, toCloud } from './clouds.ts'
import { codeOf } from './codes.ts'
import { compatRoute, compatRouter } from './compat-route.ts'
import { listControlEvaluations } from './control-evaluations.ts'
import {
  controlEvaluationSchema,
  datesSchema,
  evaluationDates,
  resourceEvaluation,
  resourceEvaluationSchema,
} from './evaluation-record.ts'
import { conditionOf, filterQuery } from './filter.ts'
import { findEvaluation } from './find-evaluation.ts'
import { cut, envelope, envelopeOf, pageOf, pageQuery } from './page.ts'
import { cloudviewSurface as surface } from './surface.ts'
import { type ApiVersion, pathOf } from './version.ts'

const tags = ['Evaluations']
const account = z.string().max(200).openapi({ description: 'AWS account id, Azure subscription id, GCP project id.' })
const params = z.object({ cloud: cloudParam, accountId: account })
const query = z.object({ ...pageQuery, ...filterQuery })
const cid = z.string().max(200).openapi({ description: 'Number of a control.' })

const routesOf = (version: ApiVersion) => {
  const path = `${pathOf(version)}/{cloud}/evaluations` as const
  const common = { tags, access: 'read', method: 'get' } as const
  return {
    controls: compatRoute(surface, {
      ...{ ...common, path: `${path}/{accountId}`, params, query },
      summary: 'The controls that were evaluated for an account, with their verdicts and counts',
      answers: { 200: { description: 'A page', json: envelopeOf(version, controlEvaluationSchema(version)) } },
    }),
    resources: compatRoute(surface, {
      ...{ ...common, path: `${path}/{accountId}/resources/{controlId}`, query },
      params: params.extend({ controlId: cid }),
      summary: 'The resources of an account that a control was evaluated for, with verdicts and evidence',
      answers: { 200: { description: 'A page', json: envelopeOf(version, resourceEvaluationSchema(version)) } },
    }),
    tenants: (['', '/'] as const).map((end) =>
      compatRoute(surface, {
        ...{ ...common, path: `${pathOf(version)}/oci/evaluations${end}` },
        query: query.extend({ tenantId: account.optional() }),
        summary: 'The same of a tenancy of Oracle’s cloud, of which there are none here: an empty page',
        answers: { 200: { description: 'A page', json: envelopeOf(version, controlEvaluationSchema(version)) } },
      }),
    ),
    stats: compatRoute(surface, {
      ...{ ...common, path: `${path}/stats/{controlId}/{connectorId}` },
      params: z.object({ cloud: cloudParam, controlId: cid, connectorId: z.string().max(200) }),
      query: z.object({ resourceId: z.string().min(1).max(2048) }),
      summary: 'Since when a control says what it says of a resource',
      answers: { 200: { description: 'The dates', json: datesSchema } },
    }),
  }
}

/** Rows 12 to 14: what controls say of an account and of its resources. */
export function evaluations(version: ApiVersion): OpenAPIHono<ApiEnv> {
  const routes = routesOf(version)
  const app = compatRouter(surface)
  for (const route of routes.tenants) {
    app.openapi(route, (c) => c.json(envelope(version, [], 0, pageOf(version, c.req.valid('query')))))
  }
  return app
    .openapi(routes.stats, async (c) => {
      const { controlId, connectorId, cloud } = c.req.valid('param')
      const control = await controlOf(c.var.api, controlId)
      const connector = await findConnector(c.var.api.database, connectorId)
      if (connector?.cloud !== cloud) throw new Problem(404, `There is no connector ${connectorId} of this cloud.`)
      const found = await findEvaluation(c.var.api.database, control, connectorId, c.req.valid('query').resourceId)
      if (!found) throw new Problem(404, 'This control was not evaluated for this resource.')
      return c.json(evaluationDates(found))
    })
    .openapi(routes.controls, async (c) => {
      const { cloud, accountId } = c.req.valid('param')
      const { filter, ...asked } = c.req.valid('query')
      const { items, unknown } = await listControlEvaluations(c, version, { cloud: toCloud(cloud), accountId, filter })
      const page = pageOf(version, asked)
      c.header('x-plumbline-unknown', String(unknown))
      return c.json(envelope(version, cut(items, page), items.length, page))
    })
    .openapi(routes.resources, async (c) => {
      const { cloud, accountId, controlId } = c.req.valid('param')
      const { filter, ...asked } = c.req.valid('query')
      const { database, types } = c.var.api
      const { cid: number } = await controlOf(c.var.api, controlId)
      const condition = conditionOf(c, 'evaluations', filter)
      const scope = await scopeOf(c.var.api, cloud, accountId)
      const list = { cid: number, ...scope, condition }
      const rids = await evaluationRids(database, { ...list, outcomes: ['PASS', 'FAIL', 'EXCEPTED'] })
      const unknown = await evaluationRids(database, { ...list, outcomes: ['UNKNOWN'] })
      const page = pageOf(version, asked)
      const onPage = rids.slice(page.offset, page.offset + page.size)
      const rows = onPage.length === 0 ? [] : await evaluationsOfRids(database, number, onPage)
      const content = rows.map((row) => resourceEvaluation(version, row, codeOf(types)))
      c.header('x-plumbline-unknown', String(unknown.length))
      return c.json(envelope(version, content, rids.length, page))
    })
}

/** An account that no connector reads has nothing to tell, as one of a cloud that is not known here. */
export async function scopeOf({ database }: ApiContext, cloud: string, account: string) {
  const known = toCloud(cloud)
  return known ? resolveScope(database, { cloud: known, account }) : { connectors: [] }
}

async function controlOf({ database }: ApiContext, text: string): Promise<Control> {
  const control = /^\d{1,9}$/.test(text) ? await findControl(database, Number(text)) : undefined
  if (!control) throw new Problem(404, `There is no control ${text}.`)
  return control
}
