import { decode } from './decode.ts'
import type { ConsoleLink, ConsolePage, Linkable } from './page.ts'

const hosts: readonly (readonly [pattern: RegExp, partition: string])[] = [
  [/^(?:[a-z0-9-]+\.)?portal\.azure\.com$/, 'azure'],
  [/^(?:[a-z0-9-]+\.)?portal\.azure\.us$/, 'azure-us-gov'],
  [/^(?:[a-z0-9-]+\.)?portal\.azure\.cn$/, 'azure-cn'],
  [/^(?:entra|intune|security)\.microsoft\.com$/, 'azure'],
]

/** The partition of a portal's host name. */
export const azurePartition = (host: string) => hosts.find(([pattern]) => pattern.test(host))?.[1]

const guid = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}'
const name = '[\\p{L}\\p{N}_.()-]{1,90}'
const armPattern = new RegExp(
  `^/subscriptions/(?<account>${guid})(?:/resourceGroups/${name}/providers/(?<type>[a-z0-9.]+/[a-z0-9]+)/${name})?$`,
  'iu',
)

/** ARM type, in lower case → ours, and the menu items whose address is known from use or documentation. */
const types: Readonly<Record<string, { readonly type: string; readonly menu: readonly string[] }>> = {
  'microsoft.network/networksecuritygroups': { type: 'azure.network.security-group', menu: ['inboundSecurityRules'] },
  'microsoft.storage/storageaccounts': { type: 'azure.storage.account', menu: ['configuration', 'networking'] },
  'microsoft.compute/virtualmachines': { type: 'azure.compute.virtual-machine', menu: [] },
}
const subscription = { type: 'azure.subscription', menu: [] }

/** What an ARM id is; ids of types that we do not know give only their subscription. `undefined` for any other text. */
export function readArmId(id: string) {
  const groups = armPattern.exec(id)?.groups
  if (!groups?.account) return undefined
  const kind = groups.type?.toLowerCase()
  const known = kind === undefined ? subscription : Object.hasOwn(types, kind) ? types[kind] : undefined
  return { account: groups.account.toLowerCase(), type: known?.type, menu: known?.menu ?? [] }
}

/** What a portal address says, or `undefined` when it is not one. Everything stands behind the `#`. */
export function parseAzure(url: URL): ConsolePage | undefined {
  const partition = azurePartition(url.hostname)
  return partition ? { cloud: 'azure', partition, ...shownBy(url.hash) } : undefined
}

function shownBy(hash: string): Partial<ConsolePage> {
  const path = hash.slice(1).split('?')[0] ?? ''
  const resource = /^(?:@[^/]*\/)?resource(\/.*)$/i.exec(path)?.[1]
  if (resource) return resourcePage(decode(resource) ?? '')
  const browsed =
    /^(?:@[^/]*\/)?(?:browse\/|(?:view|blade)\/HubsExtension\/BrowseResource\/resourceType\/)([^/]+)/i.exec(path)
  if (browsed) return browsePage(decode(browsed[1] ?? '') ?? '')
  const account = new RegExp(`(?:/subscriptionId/|%2Fsubscriptions%2F)(${guid})`, 'i').exec(path)?.[1]
  return account ? { account: account.toLowerCase() } : {}
}

/** `/subscriptions/…` followed, perhaps, by one menu item. */
function resourcePage(path: string): Partial<ConsolePage> {
  const segments = path.split('/').filter(Boolean)
  const length = segments.length > 3 ? 8 : 2
  const id = `/${segments.slice(0, length).join('/')}`
  const read = readArmId(id)
  // Two more segments are a child of the resource, not the resource.
  if (!read?.type || segments.length > length + 1) return accountOf(segments)
  const view = segments[length]
  return { account: read.account, type: read.type, id, ...(view && { view }) }
}

function accountOf([, account = '']: readonly string[]): Partial<ConsolePage> {
  return new RegExp(`^${guid}$`, 'i').test(account) ? { account: account.toLowerCase() } : {}
}

function browsePage(kind: string): Partial<ConsolePage> {
  if (/^microsoft\.resources\/subscriptions$/i.test(kind)) return { type: 'azure.subscription' }
  const known = Object.hasOwn(types, kind.toLowerCase()) ? types[kind.toLowerCase()] : undefined
  return known ? { type: known.type } : {}
}

/** The portal page of an Azure resource. A menu item that nobody has documented becomes the overview. */
export function buildAzure(resource: Linkable, view?: string): ConsoleLink | undefined {
  const read = readArmId(resource.id)
  if (!read?.type || read.type !== resource.type || read.account !== resource.account.toLowerCase()) return undefined
  const isKnown = view !== undefined && read.menu.includes(view)
  const path = resource.id.split('/').map(encodeURIComponent).join('/')
  return {
    url: `https://portal.azure.com/#@/resource${path}/${isKnown ? view : 'overview'}`,
    precision: isKnown ? 'fix' : 'resource',
  }
}
