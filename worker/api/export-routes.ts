import { z } from '@hono/zod-openapi'
import { outcomes } from '../../shared/evaluation.ts'
import { runStates } from '../../shared/run.ts'
import { formats } from '../exports/index.ts'
import { resourceSorts } from '../store/lists/resources.ts'
import { connectorQuery } from './connector-filter.ts'
import { controlListQuery, controlQuery } from './control-filter.ts'
import { evaluationQuery } from './evaluation-filter.ts'
import { exportQuery } from './export-options.ts'
import { fileAnswer } from './file-answer.ts'
import { scopeQuery } from './paging.ts'
import { resourceQuery } from './resource-filter.ts'
import { route } from './route.ts'

/*
 * What each download takes: the filters of its list, and how it is to be written.
 */

const answer = fileAnswer(formats)

const headers = z.object({
  'content-disposition': z.string().openapi({ description: 'The name of the file.' }),
  'x-total-count': z.string().optional().openapi({ description: 'Records of the whole list, where that is known.' }),
  'x-plumbline-cut': z.string().optional().openapi({
    description: 'There are more records than these. A long file of unknown length says so at its end only.',
  }),
})

const exported = <const P extends string, const S extends z.ZodRawShape>(path: P, summary: string, filters: S) =>
  route({
    method: 'get',
    path,
    access: 'read',
    tags: ['Downloads'],
    summary,
    request: { query: z.strictObject({ ...filters, ...exportQuery }) },
    responses: { 200: { ...answer, headers } },
  })

export const resourcesExport = exported('/exports/resources', 'Resources that are there, as a file', {
  ...resourceQuery,
  sort: z.enum(resourceSorts).default('discovered'),
})

export const resourceTypesExport = exported(
  '/exports/resource-types',
  'Resources grouped by their type, as a file',
  resourceQuery,
)

export const controlsExport = exported('/exports/controls', 'Controls with their posture, as a file', controlListQuery)

export const evaluationsExport = exported(
  '/exports/evaluations',
  'Evaluations as a file, also for other security products',
  evaluationQuery,
)

export const connectorsExport = exported(
  '/exports/connectors',
  'Connectors without their secrets, as a file',
  connectorQuery,
)

export const runsExport = exported('/exports/runs', 'Runs, newest first, as a file', {
  connector: z.string().max(200).optional().openapi({ description: 'Id of a connector.' }),
  state: z.enum(runStates).optional(),
})

export const mandatesExport = exported('/exports/mandates', 'Mandates with their posture, as a file', scopeQuery)

export const resourceEvaluationsExport = route({
  method: 'get',
  path: '/exports/resource-evaluations',
  access: 'read',
  tags: ['Downloads'],
  summary: 'All evaluations of one resource, as a file',
  refuses: { 404: 'There is no such resource' },
  request: {
    query: z.strictObject({
      id: z.string().min(1).max(2048),
      cid: controlQuery.cid,
      result: z.enum(outcomes).optional(),
      ...exportQuery,
    }),
  },
  responses: { 200: { ...answer, headers } },
})
