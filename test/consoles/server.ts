import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'vite'
import { createCertificate } from '../clouds/certificate.ts'
import type { ConsoleData } from './data.ts'

const out = join(import.meta.dirname, '../../.output/consoles')
const clouds = ['aws', 'azure', 'gcp'] as const
type ConsoleCloud = (typeof clouds)[number]

/** Bundles the replica pages, once per process. */
let built: Promise<void> | undefined
const buildPages = () => {
  built ??= (async () => {
    for (const cloud of clouds) await buildPage(cloud)
  })()
  return built
}

async function buildPage(cloud: ConsoleCloud): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    mode: 'production',
    // Whoever calls: a test runner's NODE_ENV would ask for React's development build.
    oxc: { jsx: { development: false } },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: join(out, cloud),
      emptyOutDir: true,
      chunkSizeWarningLimit: 4_000,
      lib: {
        entry: join(import.meta.dirname, `pages/${cloud}.${cloud === 'aws' ? 'tsx' : 'ts'}`),
        formats: ['es'],
        fileName: 'page',
        cssFileName: 'page',
      },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })
}

const cloudOf = (host: string): ConsoleCloud => {
  if (host.includes('azure')) return 'azure'
  return host.endsWith('cloud.google.com') ? 'gcp' : 'aws'
}

const attribute = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/** The consoles' own kind of strictness: no inline script without a nonce, and on Google's pages trusted types. */
function policy(cloud: ConsoleCloud, nonce: string): string {
  const frames = cloud === 'azure' ? ' https://*.reactblade.portal.azure.net' : ''
  const types = { aws: '', azure: '', gcp: "; require-trusted-types-for 'script'; trusted-types 'none'" }[cloud]
  return `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'unsafe-inline' 'self'; font-src data:; img-src data:; frame-src 'self'${frames}${types}`
}

const brands = { aws: 'Console', azure: 'Portal', gcp: 'Cloud console' }

/** Enough of a look that a badge sits where it would in the real console. */
const look = `
  body { margin: 0; font: 14px/1.4 system-ui, sans-serif; }
  .bar { padding: 10px 20px; font-weight: 600; color: #fff; background: #161d26; }
  .bar.azure { background: #0f6cbd; } .bar.gcp { color: #1f1f1f; background: #fff; border-bottom: 1px solid #dadce0; }
  main { padding: 20px; } .framed .bar { display: none; } .framed main { padding: 0; }
  .cfc-table { width: 100%; border-collapse: collapse; } .cfc-table td { padding: 10px; border-bottom: 1px solid #dadce0; }
  fluent-data-grid a, .cfc-table a { color: #0b57d0; text-decoration: none; }`

function html(cloud: ConsoleCloud, data: ConsoleData, nonce: string, isFramed: boolean): string {
  const { accountId } = data.aws
  const session = attribute(JSON.stringify({ accountId, infrastructureRegion: 'us-east-1', prismModeEnabled: false }))
  const head = cloud === 'aws' ? `<meta name="awsc-session-data" content="${session}">` : ''
  const style = existsSync(join(out, cloud, 'page.css')) ? '<link rel="stylesheet" href="/replica/page.css">' : ''
  const json = JSON.stringify(data[cloud]).replaceAll('<', '\\u003c')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${cloud} console</title>${head}${style}<style>${look}</style></head>
<body class="${isFramed ? 'framed' : ''}"><header class="bar ${cloud}">${brands[cloud]}</header><main></main><script nonce="${nonce}" type="application/json" id="console-data">${json}</script>
<script nonce="${nonce}" type="module" src="/replica/page.js"></script></body></html>`
}

export type Consoles = {
  /** Map every `https` host to it: `--host-resolver-rules=MAP *:443 127.0.0.1:PORT`. */
  readonly port: number
  readonly close: () => Promise<void>
}

/** Replica pages of the three consoles, served whatever the host name is. `data` is read anew at each request. */
export async function startConsoles(data: () => ConsoleData): Promise<Consoles> {
  await buildPages()
  const { key, cert } = await createCertificate()
  const server = createServer({ key, cert }, (request, response) => {
    const cloud = cloudOf(request.headers.host ?? '')
    const file = request.url?.match(/^\/replica\/(page\.(?:js|css))/)?.[1]
    if (file) {
      response.setHeader('content-type', file.endsWith('js') ? 'text/javascript' : 'text/css')
      return response.end(readFileSync(join(out, cloud, file)))
    }
    const nonce = createHash('sha256').update(String(performance.now())).digest('base64url')
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.setHeader('content-security-policy', policy(cloud, nonce))
    return response.end(html(cloud, data(), nonce, request.headers['sec-fetch-dest'] === 'iframe'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
