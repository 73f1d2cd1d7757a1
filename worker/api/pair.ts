import { Hono } from 'hono'
import { html } from 'hono/html'
import type { ApiEnv } from './context.ts'
import { page } from './page.ts'

const content = html`<p>The address of this page is the pairing link. It holds the token that opens this worker.</p>
<ol>
<li>Copy the whole address from the address bar, from <code>http</code> to its end.</li>
<li>Click the Plumbline icon in the toolbar of the browser.</li>
<li>Paste the link there and choose Pair.</li>
</ol>
<p>Keep the link to yourself. The part behind <code>#token=</code> never leaves the browser, this page does not read it.</p>`

/** Where the pairing link leads: a page without script, that says where to paste it. */
export const pair = new Hono<ApiEnv>()
  .get('/pair', (c) => page(c, { title: 'Paste this link into the extension', content }))
  .get('/favicon.ico', (c) => c.body(null, 204))
  .get('/', (c) => c.redirect('/api/docs'))
