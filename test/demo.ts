import { setTimeout as sleep } from 'node:timers/promises'
import type { Connector } from '../shared/connector.ts'
import { demoAwsEstate } from './clouds/aws-estate.ts'
import { demoAzureEstate } from './clouds/azure-estate.ts'
import { demoGcpEstate } from './clouds/gcp.ts'
import { consoleData, type Estates } from './consoles/from-estates.ts'
import { startConsoles } from './consoles/server.ts'
import { demoExtension, launchBrowser } from './e2e/browser.ts'
import { draftsFor, startClouds } from './simulated-clouds.ts'
import { connectAll, startWorker, type Worker } from './world.ts'

/** Pages to look at, one of each console. */
const pages = (estates: Estates) => [
  'https://us-east-1.console.aws.amazon.com/s3/buckets?region=us-east-1',
  'https://us-east-1.console.aws.amazon.com/ec2/home?region=us-east-1#SecurityGroups:',
  `https://portal.azure.com/#@${estates.azure.tenantId}/resource/subscriptions/${estates.azure.subscription.id}/resourceGroups/${estates.azure.storageAccounts[0]?.resourceGroup}/providers/Microsoft.Storage/storageAccounts/${estates.azure.storageAccounts[0]?.name}/overview`,
  `https://console.cloud.google.com/networking/firewalls/list?project=${estates.gcp.project.id}`,
]

/** Connectors that an earlier demo left in a data folder of the user's: their simulated keys are of no use any more. */
async function forgetEarlier(worker: Worker, { aws, azure, gcp }: Estates): Promise<void> {
  const simulated = [...aws.accounts.map(({ id }) => id), azure.subscription.id, gcp.project.id]
  const { items } = await worker.api<{ items: readonly Connector[] }>('/connectors')
  const earlier = items.filter(({ account }) => account !== undefined && simulated.includes(account))
  for (const { id } of earlier) await worker.api(`/connectors/${id}`, { method: 'DELETE' })
}

const hasDisplay = () => Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/** A Chromium window with the extension, already paired, and one tab of each console. */
async function showBrowser(worker: Worker, port: number, estates: Estates): Promise<void> {
  const browser = await launchBrowser({ consolesPort: port, headless: false, viewport: null })
  await browser.ask('pair', { worker: worker.url, token: worker.token })
  for (const url of pages(estates)) await (await browser.context.newPage()).goto(url)
  browser.context.once('close', () => process.exit(0))
}

function explain(worker: Worker, port: number, estates: Estates): void {
  console.log(`
There is no display here, so no browser window was opened. To look at it on a machine that has one:
  1. Start Chromium with
     --disable-extensions-except=${demoExtension} --load-extension=${demoExtension}
     --ignore-certificate-errors --host-resolver-rules="MAP *:443 127.0.0.1:${port}"
  2. Click the Plumbline icon and paste  ${worker.url}/pair#token=${worker.token}
  3. Open one of the replica pages:
${pages(estates)
  .map((url) => `     ${url}`)
  .join('\n')}`)
}

const estates: Estates = { aws: demoAwsEstate(), azure: demoAzureEstate(), gcp: demoGcpEstate() }
const clouds = await startClouds(estates)
console.log('Three simulated clouds are up. Starting the worker …')
const consoles = await startConsoles(() => consoleData(estates))
const own = Object.entries(process.env).filter(([name, value]) => name.startsWith('PLUMBLINE_') && value)
const worker = await startWorker({
  PLUMBLINE_PORT: '8787',
  ...clouds.env,
  ...(Object.fromEntries(own) as Record<string, string>),
}).catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void worker.stop().then(() => process.exit(0)))
}

console.log('Connecting an AWS account, an Azure subscription and a GCP project through the API …')
await forgetEarlier(worker, estates)
await connectAll(worker, draftsFor(clouds))
const summary = await worker.api<{ resources: number; evaluations: { pass: number; fail: number; unknown: number } }>(
  '/summary',
)
const { pass, fail, unknown } = summary.evaluations
console.log(`${summary.resources} resources: ${pass} evaluations pass, ${fail} fail, ${unknown} are unknown.`)
console.log(`The API: ${worker.url}/api/docs`)

if (hasDisplay()) await showBrowser(worker, consoles.port, estates)
else explain(worker, consoles.port, estates)
console.log('\nCtrl+C ends the demo.')
while (worker.process.exitCode === null) await sleep(1_000)
