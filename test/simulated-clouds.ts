import type { ConnectorDraft } from '../shared/connector-draft.ts'
import { type AwsAccount, trust } from './clouds/aws/estate.ts'
import { type SimulatedAws, startAws } from './clouds/aws.ts'
import { type SimulatedAzure, startAzure } from './clouds/azure.ts'
import type { CloudOptions, SimulatedCloud } from './clouds/cloud.ts'
import { type GcpEstate, gcpKey, startGcp } from './clouds/gcp.ts'
import type { Estates } from './consoles/from-estates.ts'

/** Three providers on loopback, and what a worker needs to find them. */
export type SimulatedClouds = {
  readonly aws: SimulatedAws
  readonly azure: SimulatedAzure
  readonly gcp: SimulatedCloud<GcpEstate>
  /** Environment of a worker that is to reach them instead of the real ones. */
  readonly env: Readonly<Record<string, string>>
  readonly close: () => Promise<void>
}

export async function startClouds(estates: Estates, options: CloudOptions = {}): Promise<SimulatedClouds> {
  const [aws, azure, gcp] = await Promise.all([
    startAws(estates.aws, options),
    startAzure(estates.azure, options),
    startGcp(estates.gcp, options),
  ])
  return {
    aws,
    azure,
    gcp,
    env: {
      AWS_ENDPOINT_URL: aws.url,
      AWS_ACCESS_KEY_ID: 'AKIASIMULATED',
      AWS_SECRET_ACCESS_KEY: 'simulated',
      AZURE_AUTHORITY_HOST: azure.url,
      PLUMBLINE_AZURE_ENDPOINT: azure.url,
      PLUMBLINE_GCP_ENDPOINT: gcp.url,
      NODE_EXTRA_CA_CERTS: azure.certificate.file,
    },
    close: async () => {
      await Promise.all([aws.close(), azure.close(), gcp.close()])
    },
  }
}

export const awsDraftFor = (account: AwsAccount): ConnectorDraft => ({
  cloud: 'aws',
  name: `AWS ${account.alias ?? account.id}`,
  frequency: 240,
  ...trust(account),
})

/** One connector for each account of the simulated clouds. */
export function draftsFor({ aws, azure, gcp }: SimulatedClouds): readonly ConnectorDraft[] {
  const { tenantId, clientId, clientSecret, subscription } = azure.estate
  return [
    ...aws.estate.accounts.map(awsDraftFor),
    {
      cloud: 'azure',
      name: `Azure ${subscription.name}`.slice(0, 100),
      frequency: 240,
      tenantId,
      clientId,
      clientSecret,
      subscriptionId: subscription.id,
    },
    { cloud: 'gcp', name: `GCP ${gcp.estate.project.id}`, frequency: 240, key: gcpKey(gcp.estate, gcp.url) },
  ]
}
