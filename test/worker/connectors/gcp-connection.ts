import { connectGcp } from '../../../worker/connectors/gcp.ts'
import type { SimulatedCloud } from '../../clouds/cloud.ts'
import type { GcpEstate } from '../../clouds/gcp.ts'
import { gcpKey } from '../../clouds/gcp.ts'
import type { GcpKey } from '../../clouds/gcp-estate.ts'

type Options = { readonly key?: Partial<GcpKey>; readonly projectId?: string; readonly signal?: AbortSignal }

/** Connects to a simulated Google Cloud as a connector of the worker would. */
export function connectTo(cloud: SimulatedCloud<GcpEstate>, options: Options = {}) {
  const key = { ...gcpKey(cloud.estate, cloud.url), ...options.key }
  const settings = {
    cloud: 'gcp',
    projectId: options.projectId ?? cloud.estate.project.id,
    clientEmail: key.client_email,
  } as const
  const signal = options.signal ?? new AbortController().signal
  return connectGcp(settings, JSON.stringify(key), { endpoints: { gcp: cloud.url }, signal })
}
