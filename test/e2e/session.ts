import { demoAwsEstate } from '../clouds/aws-estate.ts'
import { demoAzureEstate } from '../clouds/azure-estate.ts'
import { demoGcpEstate } from '../clouds/gcp.ts'
import { consoleData, type Estates } from '../consoles/from-estates.ts'
import { type Consoles, startConsoles } from '../consoles/server.ts'
import { draftsFor, type SimulatedClouds, startClouds } from '../simulated-clouds.ts'
import { connectAll, startWorker, type Worker } from '../world.ts'
import { type Browser, launchBrowser } from './browser.ts'

/** Everything that a person has in front of them: clouds, worker, consoles, a browser with the paired extension. */
export type Session = {
  readonly estates: Estates
  readonly clouds: SimulatedClouds
  readonly worker: Worker
  readonly consoles: Consoles
  readonly browser: Browser
  readonly close: () => Promise<void>
}

export const demoEstates = (): Estates => ({
  aws: demoAwsEstate(),
  azure: demoAzureEstate(),
  gcp: demoGcpEstate(),
})

export async function startSession(
  estates: Estates = demoEstates(),
  options: { readonly colorScheme?: 'light' | 'dark'; readonly isPaired?: boolean } = {},
): Promise<Session> {
  const clouds = await startClouds(estates)
  const consoles = await startConsoles(() => consoleData(estates))
  const worker = await startWorker(clouds.env)
  await connectAll(worker, draftsFor(clouds))
  const browser = await launchBrowser({ consolesPort: consoles.port, colorScheme: options.colorScheme ?? 'light' })
  if (options.isPaired !== false) {
    await browser.ask('pair', { worker: worker.url, token: worker.token })
    await browser.ask('sync', {})
  }
  return {
    estates,
    clouds,
    worker,
    consoles,
    browser,
    close: async () => {
      await browser.close()
      await worker.stop()
      await Promise.all([consoles.close(), clouds.close()])
    },
  }
}
