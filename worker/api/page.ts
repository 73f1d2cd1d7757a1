import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { html, raw } from 'hono/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

const style = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 40rem; margin: 12vh auto; padding: 0 1.5rem }
h1 { font-size: 1.5rem }
li { margin: .5rem 0 }`

const hash = createHash('sha256').update(style).digest('base64')
const policy = `default-src 'none'; style-src 'sha256-${hash}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`

/** A page of the worker's own, without script. The content is of `html`, which escapes what is put into it. */
export const page = (
  c: Context,
  { title, content }: { readonly title: string; readonly content: ReturnType<typeof html> },
  status: ContentfulStatusCode = 200,
): Response | Promise<Response> =>
  c.html(
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body>
<h1>${title}</h1>
${content}
</body>
</html>
`,
    status,
    { 'content-security-policy': policy },
  )
