import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createCertificate } from '../clouds/certificate.ts'
import { account, hostileName, longName, networkGroup } from './overlay-estate.ts'

const marker = (id = account) =>
  `<meta name="awsc-session-data" content='${JSON.stringify({ accountId: id, infrastructureRegion: 'eu-west-1' })}'>`

const asHtml = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)

const style = `<style>body{font:14px/20px sans-serif;margin:24px;background:#fff;color:#16191f}
body.dark{background:#0f1b2a;color:#d1d5db}
table{border-collapse:collapse;width:700px;table-layout:fixed}td,th{padding:8px 16px;text-align:left;border-bottom:1px solid #ccc}
.cut{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.bar{display:flex;gap:12px;justify-content:space-between;width:500px}</style>`

const page = (body: string, head = marker()) =>
  `<!doctype html><html><head>${head}${style}</head><body>${body}</body></html>`

const row = (name: string) =>
  `<tr><td><div class="cut"><a href="/s3/buckets/${encodeURIComponent(name)}">${asHtml(name)}</a></div></td><td>eu-west-1</td><td>1 May</td></tr>`
const buckets = (names: readonly string[]) =>
  `<h1>Buckets</h1><table><thead><tr><th>Name</th><th>Region</th><th>Created</th></tr></thead><tbody>${names.map(row).join('')}</tbody></table>`
const names = ['orders', 'logs', 'fine', 'thumbs', 'sealed', longName, 'elsewhere']

const late = `<div id="open"></div><div id="closed"></div><script nonce="n">
setTimeout(() => {
  const fill = (id, mode, html) => { const root = document.getElementById(id).attachShadow({ mode }); root.append(document.createElement('p')); root.firstChild.textContent = html; return root }
  window.roots = [fill('open', 'open', 'sg-0a1b2c3d'), fill('closed', 'closed', 'i-0a1b2c3d4e5f60718')]
}, 800)</script>`

/** Ten rows of a table with 2,000, whose cells get other texts as one scrolls. */
const virtual = `<div id="list">${'<div role="row"><span role="gridcell"></span></div>'.repeat(10)}</div><script nonce="n">
const cells = [...document.querySelectorAll('[role=gridcell]')]
for (const cell of cells) cell.append(document.createTextNode(''))
window.show = (at) => cells.forEach((cell, i) => { cell.firstChild.data = i % 2 ? 'fine-' + (at + i) : 'row-' + String(at + i).padStart(5, '0') })
window.show(0)</script>`

const pages: Readonly<Record<string, string>> = {
  'eu-west-1.console.aws.amazon.com/s3/buckets': page(buckets(names)),
  'eu-west-1.console.aws.amazon.com/s3/buckets/orders': page('<nav>orders</nav><h1>orders</h1><p>orders</p>'),
  'eu-west-1.console.aws.amazon.com/s3/buckets/logs': page('<div>No heading says the name.</div>'),
  'eu-west-1.console.aws.amazon.com/s3/unmarked': page(buckets(names), ''),
  'eu-west-1.console.aws.amazon.com/dark': page('<table><tr><td>sg-0a1b2c3d</td></tr></table>').replace(
    '<body>',
    '<body class="dark">',
  ),
  'eu-west-1.console.aws.amazon.com/s3/home': page(virtual),
  'eu-west-1.console.aws.amazon.com/late': page(late),
  'eu-west-1.console.aws.amazon.com/bar': page(
    '<div class="bar"><a href="#x">sg-0a1b2c3d</a><button id="after">Actions</button></div><textarea>sg-0a1b2c3d</textarea><p contenteditable>sg-0a1b2c3d</p><p aria-hidden="true">sg-0a1b2c3d</p>',
  ),
  'eu-west-1.console.aws.amazon.com/iam/home': page(
    `<table><tr><td>${asHtml(hostileName)}</td></tr><tr><td>alice</td></tr></table>`,
  ),
  'eu-west-1.console.aws.amazon.com/ec2/home': page('<iframe src="/frame" style="width:600px;height:200px"></iframe>'),
  'eu-west-1.console.aws.amazon.com/frame': page('<table><tr><td>sg-0a1b2c3d</td><td>default</td></tr></table>', ''),
  'portal.azure.com/': page(
    '<iframe src="https://sandbox-1.reactblade.portal.azure.net/blade" sandbox="allow-scripts" style="width:600px;height:200px"></iframe>',
    '',
  ),
  'sandbox-1.reactblade.portal.azure.net/blade': page(
    `<table><tr><td><a href="https://portal.azure.com/#@contoso.example/resource${networkGroup}">web-nsg</a></td></tr><tr><td>web-nsg</td></tr></table>`,
    '',
  ),
  'console.cloud.google.com/networking/firewalls/list': page(
    '<table><tr><td>allow-ssh</td></tr><tr><td>deny</td></tr></table>',
    '',
  ),
}

const policy =
  "default-src 'none'; script-src 'nonce-n'; style-src 'unsafe-inline'; frame-src https:; require-trusted-types-for 'script'; trusted-types 'none'"

/** Small pages that stand where the consoles stand, each with one thing that is hard about consoles. */
export async function startOverlayPages() {
  const { key, cert } = await createCertificate()
  const many = page(buckets(Array.from({ length: 2000 }, (_, i) => `row-${String(i).padStart(5, '0')}`)))
  const server = createServer({ key, cert }, (request, response) => {
    const path = `${request.headers.host}${(request.url ?? '/').split('?')[0]}`
    const html = request.url?.includes('many') ? many : pages[path]
    response.writeHead(html ? 200 : 404, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
    })
    response.end(html ?? 'not here')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
