import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Control } from '../../../shared/control.ts'
import { findControl } from '../../store/lists/controls.ts'
import type { ApiEnv } from '../context.ts'
import { Problem } from '../problem.ts'
import { compatRoute, compatRouter } from './compat-route.ts'
import { code, escapeHtml, links, paragraph, steps } from './html.ts'
import { cloudviewSurface as surface } from './surface.ts'

const read = compatRoute(surface, {
  ...{ tags: ['Controls'], method: 'get', access: 'read', path: '/cloudview/controls/{page}' },
  params: z.object({ page: z.string().max(100).openapi({ example: 'cid-48.html' }) }),
  summary: 'A control for people, where existing scripts link to',
  answers: { 200: { description: 'The page', types: ['text/html'] } },
})

const policy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/** Pages of controls at the addresses that scripts write into their reports. */
export const controlPage: OpenAPIHono<ApiEnv> = compatRouter(surface).openapi(read, async (c) => {
  const [, cid] = /^cid-(\d{1,9})\.html$/.exec(c.req.valid('param').page) ?? []
  const control = cid ? await findControl(c.var.api.database, Number(cid)) : undefined
  if (!control) throw new Problem(404, 'There is no such control. A page is called cid-48.html.')
  return c.html(pageOf(control), 200, { 'content-security-policy': policy })
})

const pageOf = ({ cid, title, criticality, service, evaluates, rationale, remediation, references }: Control) =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${paragraph(`Control ${cid} · ${service} · ${criticality}`)}
${paragraph(evaluates)}
${paragraph(rationale)}
<h2>What to do</h2>
${steps(remediation.steps)}
${remediation.cli ? `<h2>On the command line</h2>${code(remediation.cli)}` : ''}
${remediation.terraform ? `<h2>In Terraform</h2>${code(remediation.terraform)}` : ''}
${references.length > 0 ? `<h2>References</h2>${links(references)}` : ''}
</body>
</html>
`
