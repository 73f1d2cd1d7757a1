import { OpenAPIHono } from '@hono/zod-openapi'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { ApiEnv } from '../context.ts'
import { about } from './about.ts'
import { assessments } from './assessments.ts'
import { auth } from './auth.ts'
import { awsAccount } from './aws-account.ts'
import { catalogue } from './catalogue.ts'
import { refuseError } from './compat-route.ts'
import { connectors } from './connectors.ts'
import { controlPage } from './control-page.ts'
import { compatibleDocs } from './docs.ts'
import { evaluations } from './evaluations.ts'
import { metadata } from './metadata.ts'
import { qps } from './qps.ts'
import { qpsSurface } from './qps-surface.ts'
import { rateLimit } from './rate-limit.ts'
import { resources } from './resources.ts'
import { cloudviewSurface, refuse } from './surface.ts'

const parts = [
  ...[awsAccount('1.5'), connectors('1.5'), evaluations('1.5')],
  ...[awsAccount('v1'), connectors('v1'), evaluations('v1')],
  ...[metadata, resources('v1'), resources('v2'), catalogue, assessments, auth, about, controlPage],
]

/** The paths of CloudView, described apart from our own. */
const routes = new OpenAPIHono<ApiEnv>()
for (const part of parts) routes.route('/', part)
qps.onError(refuseError(qpsSurface))
routes.route('/', qps)
routes.onError(refuseError(cloudviewSurface))
routes.openAPIRegistry.registerComponent('securitySchemes', 'basic', { type: 'http', scheme: 'basic' })
routes.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' })

const examples = `The paths, fields and words that existing clients speak. The password is a token of this worker; the user name is free.

    curl -u "me:$TOKEN" "$WORKER/cloudview-api/rest/v1/aws/connectors"
    curl -u "me:$TOKEN" "$WORKER/cloudview-api/rest/1.5/aws/evaluations/111122223333?filter=control.result:FAIL&pageNo=1&pageSize=50"
    curl -d "username=me&password=$TOKEN&token=true" "$WORKER/auth"
`

const description = (version: string) => ({
  openapi: '3.1.0',
  info: {
    title: 'Plumbline for clients of CloudView',
    version,
    license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    description: examples,
  },
})

/** Everything here is limited and worded alike. */
const roots = ['/cloudview-api/*', '/cloudview/*', '/auth', '/auth/*', '/msp/*', '/qps/*']
const limit = bodyLimit({ maxSize: 1024 * 1024, onError: (c) => refuse(c, 413, 'The body is larger than 1 MB.') })

/** Not an OpenAPIHono, which would put its description into that of whatever it is mounted on. */
export const cloudview = new Hono<ApiEnv>()
for (const root of roots) cloudview.use(root, rateLimit, limit)
cloudview
  .get('/cloudview-api/v3/api-docs', (c) => c.json(routes.getOpenAPI31Document(description(c.var.api.version))))
  .route('/', compatibleDocs)
  .route('/', routes)

/** Whether a refusal of this path is worded here, when no route is there to do it. */
export const isCloudview = (path: string): boolean => /^\/(cloudview-api|cloudview|auth|msp|qps)(\/|$)/.test(path)
