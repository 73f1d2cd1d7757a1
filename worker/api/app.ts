import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { aggregate } from './aggregate.ts'
import { armor } from './armor/app.ts'
import { audit } from './audit.ts'
import { cloudview } from './cloudview/app.ts'
import { refuseAt } from './cloudview/refuse-at.ts'
import { connectors } from './connectors.ts'
import type { ApiContext, ApiEnv } from './context.ts'
import { controls } from './controls.ts'
import { dashboardData } from './dashboard-data.ts'
import { dashboardFiles } from './dashboard-files.ts'
import { dashboards } from './dashboards.ts'
import { docs } from './docs.ts'
import { evaluationHistory } from './evaluation-history.ts'
import { evaluations } from './evaluations.ts'
import { exceptions } from './exceptions.ts'
import { exports } from './exports.ts'
import { facets } from './facets.ts'
import { extensionsOnly, hostCheck, requestLog, securityHeaders } from './guard.ts'
import { guide } from './guide.ts'
import { health } from './health.ts'
import { mandates } from './mandates.ts'
import { notifications } from './notifications.ts'
import { ownControls } from './own-controls.ts'
import { ownDrafts } from './own-drafts.ts'
import { ownPolicies } from './own-policies.ts'
import { ownTokens } from './own-tokens.ts'
import { ownTransfer } from './own-transfer.ts'
import { pair } from './pair.ts'
import { policies } from './policies.ts'
import { onError, problem } from './problem.ts'
import { reports } from './reports.ts'
import { reportsExport } from './reports-export.ts'
import { reportPrints } from './reports-print.ts'
import { reportRuns } from './reports-runs.ts'
import { resourceHistory } from './resource-history.ts'
import { resourceReports } from './resource-reports.ts'
import { resourceTypes } from './resource-types.ts'
import { resources } from './resources.ts'
import { roles } from './roles.ts'
import { router } from './route.ts'
import { runs } from './runs.ts'
import { savedSearches } from './saved-searches.ts'
import { session } from './session.ts'
import { signIn, signInPages } from './sign-in.ts'
import { suggestions } from './suggest.ts'
import { sync } from './sync.ts'
import { tokens } from './tokens.ts'
import { trends } from './trends.ts'
import { users } from './users.ts'
import { widgetTemplates } from './widget-templates.ts'

const routes = router()
  .route('/', health)
  .route('/', session)
  .route('/', signIn)
  .route('/', tokens)
  .route('/', ownTokens)
  .route('/', users)
  .route('/', roles)
  .route('/', audit)
  .route('/', guide)
  .route('/', connectors)
  .route('/', runs)
  .route('/', resourceTypes)
  .route('/', resources)
  .route('/', resourceReports)
  .route('/', resourceHistory)
  .route('/', controls)
  .route('/', policies)
  .route('/', ownTransfer)
  .route('/', ownDrafts)
  .route('/', ownControls)
  .route('/', ownPolicies)
  .route('/', mandates)
  .route('/', evaluations)
  .route('/', facets)
  .route('/', trends)
  .route('/', aggregate)
  .route('/', evaluationHistory)
  .route('/', exceptions)
  .route('/', notifications)
  .route('/', exports)
  .route('/', reports)
  .route('/', reportRuns)
  .route('/', reportPrints)
  .route('/', reportsExport)
  .route('/', suggestions)
  .route('/', savedSearches)
  .route('/', widgetTemplates)
  .route('/', dashboardFiles)
  .route('/', dashboardData)
  .route('/', dashboards)
  .route('/', sync)

const api = router().route('/api', routes)

/** What the typed client of the extension is made from: `hc<Api>(address)`. */
export type Api = typeof api

const megabyte = 1024 * 1024

/** The worker's web application: the API under `/api`, its description, and the page of the pairing link. */
export function createApi(context: ApiContext): OpenAPIHono<ApiEnv> {
  const app = new OpenAPIHono<ApiEnv>()
  app.use(async (c, next) => {
    c.set('api', context)
    await next()
  })
  app.use(requestLog, securityHeaders, hostCheck, compress())
  app.use('/api/*', extensionsOnly, bodyLimit({ maxSize: megabyte, onError: tooLarge }))
  app.use(methodNotAllowed<ApiEnv>({ app, onMethodNotAllowed: notAllowed }))
  app.onError(onError)
  app.notFound((c) => refuseAt(c, 404, 'There is nothing at this address.'))
  app.route('/', api)
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' })
  app.get('/api/openapi.json', (c) => c.json(app.getOpenAPI31Document(description(context.version))))
  app.route('/', docs)
  app.route('/', cloudview)
  app.route('/', armor)
  app.route('/', pair)
  app.route('/', signInPages)
  return app
}

const description = (version: string) => ({
  openapi: '3.1.0',
  info: {
    title: 'Plumbline',
    version,
    license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    description:
      'Cloud accounts, their resources, and what controls say about them. Send a token as `Authorization: Bearer plb_…`. Every refusal is a problem of RFC 9457.',
  },
})

const tooLarge: Parameters<typeof bodyLimit>[0]['onError'] = (c) => problem(c, 413, 'The body is larger than 1 MB.')

const notAllowed = (c: Context<ApiEnv>, methods: string[]) =>
  refuseAt(c, 405, `This address knows ${methods.join(', ')} only.`, { allow: methods.join(', ') })
