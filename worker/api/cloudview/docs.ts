import { Hono } from 'hono'
import type { ApiEnv } from '../context.ts'
import { docsPolicy } from '../docs.ts'

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>CloudView and Armor APIs</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="api"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/swagger-ui-standalone-preset.js"></script>
<script src="/cloudview-api/swagger-ui/start.js"></script>
</body>
</html>
`

/** The bar above the description chooses among the three of this worker. */
const start = `SwaggerUIBundle({
  urls: [
    { name: 'CloudView', url: '/cloudview-api/v3/api-docs' },
    { name: 'Armor Compliance', url: '/cspm/openapi.json' },
    { name: 'Plumbline', url: '/api/openapi.json' },
  ],
  dom_id: '#api',
  deepLinking: true,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: 'StandaloneLayout',
})
`

/** Swagger UI of the compatible surfaces, where clients look for it. Its assets are those of our own description. */
export const compatibleDocs = new Hono<ApiEnv>()
  .get('/cloudview-api/swagger-ui.html', (c) => c.html(page, 200, { 'content-security-policy': docsPolicy }))
  .get('/cloudview-api/swagger-ui/start.js', (c) => c.body(start, 200, { 'content-type': 'text/javascript' }))
