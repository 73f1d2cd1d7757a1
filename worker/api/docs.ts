import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Hono } from 'hono'
import type { ApiEnv } from './context.ts'

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Plumbline API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="api"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`

const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#api', deepLinking: true, validatorUrl: null })\n`

/** Everything comes from this worker. Swagger UI writes styles into its elements, nothing else inline. */
export const docsPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

const assets: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css',
  'swagger-ui-bundle.js': 'text/javascript',
  'swagger-ui-standalone-preset.js': 'text/javascript',
}

/** The description of the API for people: Swagger UI, served by ourselves. */
export const docs = new Hono<ApiEnv>()
  .get('/api/docs', (c) => c.html(page, 200, { 'content-security-policy': docsPolicy }))
  .get('/api/docs/start.js', (c) => c.body(start, 200, { 'content-type': 'text/javascript' }))
  .get('/api/docs/:file{swagger-ui\\.css|swagger-ui-bundle\\.js|swagger-ui-standalone-preset\\.js}', async (c) => {
    const file = c.req.param('file')
    const content = await readFile(join(c.var.api.swaggerUi, file))
    return c.body(content, 200, { 'content-type': `${assets[file]}; charset=utf-8`, 'cache-control': 'max-age=3600' })
  })
