import type { STSClientConfig } from '@aws-sdk/client-sts'
import type { AwsClients, AwsClientTypes } from '../clients.ts'
import { awsClientMakers } from './aws-client-makers.ts'
import { type Equipment, equip } from './aws-middleware.ts'
import { awsServices } from './aws-services.ts'

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

/** Hands out one client of each service and region, made when it is first wanted. */
export function createClients(options: ClientOptions): (region: string) => AwsClients {
  const held = new Map<string, Promise<unknown>>()

  function once<Value>(key: string, make: () => Promise<Value>): Promise<Value> {
    const known = held.get(key) as Promise<Value> | undefined
    const value = known ?? make()
    held.set(key, value)
    return value
  }

  async function make(service: keyof AwsClientTypes, region: string) {
    const { credentials, attempts } = options
    const client = await awsClientMakers[service]({ ...clientSettings(region, attempts), credentials })
    return equip<{ readonly middlewareStack: { readonly use: unknown } }>(client, service, region, options)
  }

  return (shard) => {
    const own = shard === 'global' ? options.home : shard
    const clientOf = (service: keyof AwsClientTypes) => (region?: string) => {
      const place = awsServices[service].isGlobal ? options.home : (region ?? own)
      return once(`client ${service} ${place}`, () => make(service, place))
    }
    const services = Object.keys(awsClientMakers) as (keyof AwsClientTypes)[]
    const clients = Object.fromEntries(services.map((service) => [service, clientOf(service)]))
    // Each service's maker answers with the client of its own type.
    return { ...clients, once } as unknown as AwsClients
  }
}
