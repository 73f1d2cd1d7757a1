/**
 * Google's full resource names, such as `//compute.googleapis.com/projects/P/zones/Z/instances/NAME`.
 * https://cloud.google.com/asset-inventory/docs/resource-name-format
 */
export const gcpNames = {
  project: (project: string) => `//cloudresourcemanager.googleapis.com/projects/${project}`,
  network: (project: string, name: string) => `//compute.googleapis.com/projects/${project}/global/networks/${name}`,
  firewall: (project: string, name: string) => `//compute.googleapis.com/projects/${project}/global/firewalls/${name}`,
  instance: (project: string, zone: string, name: string) =>
    `//compute.googleapis.com/projects/${project}/zones/${zone}/instances/${name}`,
  bucket: (name: string) => `//storage.googleapis.com/${name}`,
}

/** The full resource name of what a Compute Engine address (a `selfLink`) points to; of any version, absent for others. */
export function fullNameOf(selfLink: string | null | undefined): string | undefined {
  const path = /^https?:\/\/[^/]+\/compute\/[^/]+\/(projects\/.+)$/.exec(selfLink ?? '')?.[1]
  return path === undefined ? undefined : `//compute.googleapis.com/${path}`
}

/** What stands behind the last slash: the name in an address or full resource name. */
export const lastPart = (address: string | null | undefined): string | undefined =>
  address?.slice(address.lastIndexOf('/') + 1) || undefined

/** The part that follows `collection` in a full resource name: `zones` → the zone. */
export function partAfter(id: string, collection: string): string | undefined {
  const parts = id.split('/')
  const index = parts.indexOf(collection)
  return index < 0 ? undefined : parts[index + 1]
}
