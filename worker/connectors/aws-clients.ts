import { isIP } from 'node:net'
import type { STSClientConfig } from '@aws-sdk/client-sts'
import type { AwsClients } from '../clients.ts'
import { type Equipment, equip } from './aws-middleware.ts'
import type { AwsService } from './aws-operations.ts'

/** Settings that every client of the worker has: enough attempts to ride out throttling and passing failures. */
export const clientSettings = (region: string, attempts: number) => ({
  region,
  maxAttempts: attempts,
  retryMode: 'standard',
  requestHandler: { connectionTimeout: 5_000, socketTimeout: 60_000, httpsAgent: { maxSockets: 100 } },
})

export type ClientOptions = Equipment & {
  readonly credentials: NonNullable<STSClientConfig['credentials']>
  readonly attempts: number
  /** Region of the partition's global services. */
  readonly home: string
}

/** Loads the SDK's clients, and hands out one of each service and region. */
export async function createClients(options: ClientOptions): Promise<(region: string) => AwsClients> {
  const [{ EC2Client }, { IAMClient }, { S3Client }, { S3ControlClient }] = await Promise.all([
    import('@aws-sdk/client-ec2'),
    import('@aws-sdk/client-iam'),
    import('@aws-sdk/client-s3'),
    import('@aws-sdk/client-s3-control'),
  ])
  const made = new Map<string, unknown>()

  function once<Client>(service: AwsService, region: string, make: (region: string) => Client): Client {
    const key = `${service} ${region}`
    const client = (made.get(key) as Client | undefined) ?? make(region)
    made.set(key, client)
    return client
  }

  const settings = (region: string) => ({
    ...clientSettings(region, options.attempts),
    credentials: options.credentials,
  })
  const ec2 = (region: string) => equip(new EC2Client(settings(region)), 'ec2', region, options)
  const iam = (region: string) => equip(new IAMClient(settings(region)), 'iam', region, options)
  const s3 = (region: string) =>
    equip(new S3Client({ ...settings(region), followRegionRedirects: true }), 's3', region, options)
  const s3control = (region: string) => {
    const client = new S3ControlClient(settings(region))
    // The SDK puts the account before the host's name, which an address cannot have.
    const { endpointProvider } = client.config
    client.config.endpointProvider = (parameters, context) =>
      endpointProvider(
        isAddress(parameters.Endpoint) ? { ...parameters, RequiresAccountId: false } : parameters,
        context,
      )
    return equip(client, 's3control', region, options)
  }

  return (shard) => {
    const own = shard === 'global' ? options.home : shard
    return {
      ec2: (region = own) => once('ec2', region, ec2),
      iam: () => once('iam', options.home, iam),
      s3: (region = own) => once('s3', region, s3),
      s3control: (region = own) => once('s3control', region, s3control),
    }
  }
}

function isAddress(endpoint: unknown): boolean {
  return typeof endpoint === 'string' && isIP(new URL(endpoint).hostname.replace(/^\[|\]$/g, '')) !== 0
}
