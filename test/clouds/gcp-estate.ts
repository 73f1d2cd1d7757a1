import { generateKeyPairSync } from 'node:crypto'
import type { compute_v1 } from 'googleapis/build/src/apis/compute/v1.js'
import type { storage_v1 } from 'googleapis/build/src/apis/storage/v1.js'

/** What a simulated Google Cloud project holds, in the API's own shapes; changed in place by tests. */
export type GcpEstate = {
  project: {
    id: string
    number: string
    displayName: string
    state: 'ACTIVE' | 'DELETE_REQUESTED'
    labels: Record<string, string>
    /** Metadata that every instance inherits. */
    metadata: Record<string, string>
  }
  /** The service account that connectors sign in as. */
  account: {
    email: string
    disabled?: boolean /** Key id → public key; one that is not here was deleted. */
    keys: Record<string, string>
  }
  /** APIs that are off, such as `compute`. */
  disabledApis: string[]
  /** The project whose setting that is, where not the estate's own: that of a service account from elsewhere. */
  disabledIn?: string
  networks: compute_v1.Schema$Network[]
  firewalls: compute_v1.Schema$Firewall[]
  instances: compute_v1.Schema$Instance[]
  zones: string[]
  /** Zones, and buckets by name, that do not answer. */
  unreachable: string[]
  buckets: EstateBucket[]
}

export type EstateBucket = storage_v1.Schema$Bucket & { policy?: storage_v1.Schema$Policy['bindings'] }

/** Everything of a service-account key file that a connector takes. */
export type GcpKey = {
  type: 'service_account'
  project_id: string
  private_key_id: string
  private_key: string
  client_email: string
  token_uri: string
}

let pair: { readonly privateKey: string; readonly publicKey: string } | undefined

/** A key of the estate's service account, made once per process, whose tokens come from the cloud at `url`. */
export function gcpKey(estate: GcpEstate, url: string): GcpKey {
  pair ??= generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const id = `key${Object.keys(estate.account.keys).length + 1}`
  estate.account.keys[id] = pair.publicKey
  return {
    type: 'service_account',
    project_id: estate.project.id,
    private_key_id: id,
    private_key: pair.privateKey,
    client_email: estate.account.email,
    token_uri: `${url}/token`,
  }
}

/** A project without anything in it. */
export function emptyGcpEstate(id = 'plumbline-demo', number = '100200300400'): GcpEstate {
  return {
    project: { id, number, displayName: 'Plumbline demo', state: 'ACTIVE', labels: {}, metadata: {} },
    account: { email: `plumbline@${id}.iam.gserviceaccount.com`, keys: {} },
    disabledApis: [],
    networks: [],
    firewalls: [],
    instances: [],
    zones: ['europe-west1-b', 'europe-west1-c', 'us-central1-a'],
    unreachable: [],
    buckets: [],
  }
}

const compute = 'https://www.googleapis.com/compute/v1/projects'
const created = '2025-03-04T05:06:07.890-08:00'

/** A stable number of 19 digits for a name, as the API gives every resource. */
function numberOf(text: string): string {
  let hash = 0n
  for (const character of text) hash = (hash * 131n + BigInt(character.codePointAt(0) ?? 0)) % 10n ** 18n
  return String(10n ** 18n + hash)
}

/** Makes parts of an estate, in the shape in which the API answers. */
export function gcpParts({ project }: GcpEstate) {
  const here = `${compute}/${project.id}`

  const network = (name: string, rest: compute_v1.Schema$Network = {}): compute_v1.Schema$Network => ({
    kind: 'compute#network',
    id: numberOf(`network ${name}`),
    creationTimestamp: created,
    name,
    selfLink: `${here}/global/networks/${name}`,
    autoCreateSubnetworks: false,
    subnetworks: [`${here}/regions/europe-west1/subnetworks/${name}`],
    routingConfig: { routingMode: 'REGIONAL' },
    ...rest,
  })

  const firewall = (name: string, rest: compute_v1.Schema$Firewall): compute_v1.Schema$Firewall => ({
    kind: 'compute#firewall',
    id: numberOf(`firewall ${name}`),
    creationTimestamp: created,
    name,
    selfLink: `${here}/global/firewalls/${name}`,
    network: `${here}/global/networks/production`,
    direction: 'INGRESS',
    priority: 1000,
    disabled: false,
    logConfig: { enable: false },
    ...rest,
  })

  type More = compute_v1.Schema$Instance & { keys?: Record<string, string>; at?: string }
  const instance = (
    name: string,
    { keys = {}, at = 'europe-west1-b', ...rest }: More = {},
  ): compute_v1.Schema$Instance => ({
    kind: 'compute#instance',
    id: numberOf(`instance ${name}`),
    creationTimestamp: created,
    name,
    zone: `${here}/zones/${at}`,
    selfLink: `${here}/zones/${at}/instances/${name}`,
    machineType: `${here}/zones/${at}/machineTypes/n2d-standard-2`,
    status: 'RUNNING',
    canIpForward: false,
    labels: {},
    tags: { items: [] },
    disks: [{ boot: true, licenses: [`${compute}/debian-cloud/global/licenses/debian-12-bookworm`] }],
    networkInterfaces: [{ name: 'nic0', network: `${here}/global/networks/production`, networkIP: '10.10.0.2' }],
    serviceAccounts: [
      {
        email: `app@${project.id}.iam.gserviceaccount.com`,
        scopes: ['https://www.googleapis.com/auth/cloud-platform'],
      },
    ],
    shieldedInstanceConfig: { enableSecureBoot: false, enableVtpm: true, enableIntegrityMonitoring: true },
    confidentialInstanceConfig: { confidentialInstanceType: 'SEV' },
    ...rest,
    metadata: {
      kind: 'compute#metadata',
      ...(Object.keys(keys).length > 0 && { items: Object.entries(keys).map(([key, value]) => ({ key, value })) }),
    },
  })

  const bucket = (name: string, rest: EstateBucket = {}): EstateBucket => ({
    kind: 'storage#bucket',
    id: name,
    name,
    projectNumber: project.number,
    location: 'EUROPE-WEST1',
    storageClass: 'STANDARD',
    timeCreated: '2025-03-04T05:06:07.890Z',
    selfLink: `https://www.googleapis.com/storage/v1/b/${encodeURIComponent(name)}`,
    iamConfiguration: {
      bucketPolicyOnly: { enabled: true },
      uniformBucketLevelAccess: { enabled: true },
      publicAccessPrevention: 'inherited',
    },
    labels: {},
    policy: [{ role: 'roles/storage.legacyBucketOwner', members: [`projectOwner:${project.id}`] }],
    ...rest,
  })

  return { network, firewall, instance, bucket, here }
}

/** Access control of a bucket whose uniform access is off. */
export const fineGrained: storage_v1.Schema$Bucket['iamConfiguration'] = {
  bucketPolicyOnly: { enabled: false },
  uniformBucketLevelAccess: { enabled: false },
  publicAccessPrevention: 'inherited',
}
