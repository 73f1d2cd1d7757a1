import { OpenAPIHono } from '@hono/zod-openapi'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { refuseError } from '../cloudview/compat-route.ts'
import type { ApiEnv } from '../context.ts'
import { connectors } from './connectors.ts'
import { figures } from './figures.ts'
import { policies } from './policies.ts'
import { reports } from './reports.ts'
import { resources } from './resources.ts'
import { armorSurface, refuse } from './surface.ts'

const parts = [connectors, policies, reports, resources, figures]

/** The paths of Armor's Compliance API, described apart from our own. */
const routes = new OpenAPIHono<ApiEnv>()
for (const part of parts) routes.route('/', part)
routes.onError(refuseError(armorSurface))
routes.openAPIRegistry.registerComponent('securitySchemes', 'basic', { type: 'http', scheme: 'basic' })
routes.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' })

/** With the calls of the documented workflow, from an account to a report on it. */
const examples = `The paths, fields and words that existing clients speak. Send a token of this worker as a bearer; with two tokens and a comma between them the first one counts.

    curl -H "Authorization: Bearer $TOKEN" "$WORKER/cspm/connector/create-details?provider=aws"
    curl -H "Authorization: Bearer $TOKEN" "$WORKER/cspm/connector" -d '{"accountId":"1","name":"Production","provider":"AWS","arn":"arn:aws:iam::111122223333:role/Plumbline","externalId":"123456789"}'
    curl -H "Authorization: Bearer $TOKEN" "$WORKER/cspm/connector"
    curl -H "Authorization: Bearer $TOKEN" "$WORKER/cspm/report/configuration" -d '{"title":"PCI DSS","cloudtype":"AWS","type":"MANDATE_BASED","mandateId":5,"connectorIds":[1]}'
    curl -H "Authorization: Bearer $TOKEN" -X POST "$WORKER/cspm/report/run?reportConfigId=1"
    curl -H "Authorization: Bearer $TOKEN" "$WORKER/cspm/report/1"
`

const description = (version: string) => ({
  openapi: '3.1.0',
  info: {
    title: 'Plumbline for clients of Armor Compliance',
    version,
    license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    description: examples,
  },
})

const limit = bodyLimit({ maxSize: 1024 * 1024, onError: (c) => refuse(c, 413, 'The body is larger than 1 MB.') })

/** Not an OpenAPIHono, which would put its description into that of whatever it is mounted on. */
export const armor = new Hono<ApiEnv>()
  .use('/cspm/*', limit)
  .get('/cspm/openapi.json', (c) => c.json(routes.getOpenAPI31Document(description(c.var.api.version))))
  .route('/', routes)
