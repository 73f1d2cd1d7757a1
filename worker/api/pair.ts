import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import type { ApiEnv } from './context.ts'

const style = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 40rem; margin: 12vh auto; padding: 0 1.5rem }
h1 { font-size: 1.5rem }
li { margin: .5rem 0 }`

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Pair Plumbline</title>
<style>${style}</style>
</head>
<body>
<h1>Paste this link into the extension</h1>
<p>The address of this page is the pairing link. It holds the token that opens this worker.</p>
<ol>
<li>Copy the whole address from the address bar, from <code>http</code> to its end.</li>
<li>Click the Plumbline icon in the toolbar of the browser.</li>
<li>Paste the link there and choose Pair.</li>
</ol>
<p>Keep the link to yourself. The part behind <code>#token=</code> never leaves the browser, this page does not read it.</p>
</body>
</html>
`

const hash = createHash('sha256').update(style).digest('base64')
const policy = `default-src 'none'; style-src 'sha256-${hash}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`

/** Where the pairing link leads: a page without script, that says where to paste it. */
export const pair = new Hono<ApiEnv>()
  .get('/pair', (c) => c.html(page, 200, { 'content-security-policy': policy }))
  .get('/favicon.ico', (c) => c.body(null, 204))
  .get('/', (c) => c.redirect('/api/docs'))
