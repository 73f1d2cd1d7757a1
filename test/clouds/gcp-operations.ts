import type { compute_v1 } from 'googleapis/build/src/apis/compute/v1.js'
import { type Answer, gcpErrors } from './gcp-errors.ts'
import type { EstateBucket, GcpEstate } from './gcp-estate.ts'
import { page } from './page.ts'

/** A call that was understood: its method id, what its path names, its parameters. */
export type Call = {
  readonly operation: string
  readonly project: string
  readonly name: string
  readonly zone: string
  readonly query: URLSearchParams
  readonly pageSize: number | undefined
}

const routes: readonly (readonly [pattern: RegExp, operation: string])[] = [
  [/^\/v3\/projects\/(?<project>[^/]+)$/, 'cloudresourcemanager.projects.get'],
  [/^\/compute\/v1\/projects\/(?<project>[^/]+)$/, 'compute.projects.get'],
  [/^\/compute\/v1\/projects\/(?<project>[^/]+)\/global\/networks$/, 'compute.networks.list'],
  [/^\/compute\/v1\/projects\/(?<project>[^/]+)\/global\/networks\/(?<name>[^/]+)$/, 'compute.networks.get'],
  [/^\/compute\/v1\/projects\/(?<project>[^/]+)\/global\/firewalls$/, 'compute.firewalls.list'],
  [/^\/compute\/v1\/projects\/(?<project>[^/]+)\/global\/firewalls\/(?<name>[^/]+)$/, 'compute.firewalls.get'],
  [/^\/compute\/v1\/projects\/(?<project>[^/]+)\/aggregated\/instances$/, 'compute.instances.aggregatedList'],
  [
    /^\/compute\/v1\/projects\/(?<project>[^/]+)\/zones\/(?<zone>[^/]+)\/instances\/(?<name>[^/]+)$/,
    'compute.instances.get',
  ],
  [/^\/storage\/v1\/b$/, 'storage.buckets.list'],
  [/^\/storage\/v1\/b\/(?<name>[^/]+)$/, 'storage.buckets.get'],
  [/^\/storage\/v1\/b\/(?<name>[^/]+)\/iam$/, 'storage.buckets.getIamPolicy'],
]

/** Which call a request is; `undefined` for one that the simulated cloud does not know. */
export function recognise(url: URL, estate: GcpEstate, pageSize?: number): Call | undefined {
  for (const [pattern, operation] of routes) {
    const groups = pattern.exec(url.pathname)?.groups
    if (!groups && !pattern.test(url.pathname)) continue
    const part = (name: string) => decodeURIComponent(groups?.[name] ?? '')
    const project = part('project') || url.searchParams.get('project') || estate.project.id
    return { operation, project, name: part('name'), zone: part('zone'), query: url.searchParams, pageSize }
  }
  return undefined
}

/** Answers a call from the estate as it stands. */
export function answer(call: Call, estate: GcpEstate): Answer {
  const { operation, project, name } = call
  const resource = `projects/${project}`
  if (estate.disabledApis.includes(operation.split('.')[0] ?? '')) return gcpErrors.disabled(operation, estate)
  if (![estate.project.id, estate.project.number].includes(project))
    return gcpErrors.denied(operation, estate, resource)
  const found = handlers[operation]?.(call, estate)
  return found === undefined ? gcpErrors.notFound(operation, `${resource}/${name}`) : { status: 200, body: found }
}

const handlers: Readonly<Record<string, (call: Call, estate: GcpEstate) => unknown>> = {
  'cloudresourcemanager.projects.get': (_call, { project }) => ({
    name: `projects/${project.number}`,
    parent: 'organizations/900800700600',
    projectId: project.id,
    state: project.state,
    displayName: project.displayName,
    createTime: '2025-01-02T03:04:05.678Z',
    etag: 'W/"abc"',
    labels: project.labels,
  }),
  'compute.projects.get': (_call, { project }) => ({
    kind: 'compute#project',
    id: project.number,
    name: project.id,
    commonInstanceMetadata: {
      kind: 'compute#metadata',
      items: Object.entries(project.metadata).map(([key, value]) => ({ key, value })),
    },
    defaultServiceAccount: `${project.number}-compute@developer.gserviceaccount.com`,
  }),
  'compute.networks.list': (call, { networks }) => ({ kind: 'compute#networkList', ...pageOf(networks, call, 500) }),
  'compute.networks.get': ({ name }, { networks }) => named(networks, name),
  'compute.firewalls.list': (call, { firewalls }) => ({
    kind: 'compute#firewallList',
    ...pageOf(firewalls, call, 500),
  }),
  'compute.firewalls.get': ({ name }, { firewalls }) => named(firewalls, name),
  'compute.instances.aggregatedList': aggregated,
  'compute.instances.get': ({ name, zone }, { instances }) =>
    instances.find((instance) => instance.name === name && zoneOf(instance) === zone),
  'storage.buckets.list': listBuckets,
  'storage.buckets.get': ({ name, query }, { buckets }) => {
    const bucket = named(buckets, name)
    return bucket && shown(bucket, query)
  },
  'storage.buckets.getIamPolicy': ({ name }, { buckets }) => {
    const bucket = named(buckets, name)
    return bucket && { kind: 'storage#policy', version: 1, etag: 'CAE=', bindings: bucket.policy ?? [] }
  },
}

const named = <Item extends { name?: string | null }>(items: readonly Item[], name: string) =>
  items.find((item) => item.name === name)

/** A page of a list; an empty list has no `items` at all. */
function pageOf<Item>(all: readonly Item[], { query, pageSize }: Call, most: number) {
  const asked = Number(query.get('maxResults') ?? most)
  const { items, next } = page(all, query.get('pageToken'), Math.min(pageSize ?? most, asked, most))
  return { ...(items.length > 0 && { items }), ...(next && { nextPageToken: next }) }
}

const zoneOf = ({ zone }: compute_v1.Schema$Instance) => zone?.split('/').at(-1) ?? ''

/** Every page names every zone; one without an instance on this page says so in a warning. */
function aggregated(call: Call, estate: GcpEstate) {
  const isSilent = (zone: string) => estate.unreachable.includes(zone)
  const reachable = estate.instances.filter((instance) => !isSilent(zoneOf(instance)))
  const { items = [], nextPageToken } = pageOf(reachable, call, 500)
  const byZone = Map.groupBy(items, zoneOf)
  const scope = (zone: string) => {
    if (isSilent(zone)) return { warning: { code: 'UNREACHABLE', message: `Could not reach zone '${zone}'.` } }
    const instances = byZone.get(zone)
    return instances ? { instances } : { warning: { code: 'NO_RESULTS_ON_PAGE', message: 'No results.' } }
  }
  const silent = estate.zones.filter(isSilent).map((zone) => `zones/${zone}`)
  return {
    kind: 'compute#instanceAggregatedList',
    items: Object.fromEntries(estate.zones.map((zone) => [`zones/${zone}`, scope(zone)])),
    ...(nextPageToken && { nextPageToken }),
    ...(silent.length > 0 && { unreachables: silent }),
  }
}

function listBuckets(call: Call, estate: GcpEstate) {
  const isSilent = ({ name }: EstateBucket) => estate.unreachable.includes(name ?? '')
  const { items, nextPageToken } = pageOf(
    estate.buckets.filter((bucket) => !isSilent(bucket)),
    call,
    1000,
  )
  const silent = estate.buckets.filter(isSilent).map(({ name }) => `projects/_/buckets/${name}`)
  return {
    kind: 'storage#buckets',
    ...(items && { items: items.map((bucket) => shown(bucket, call.query)) }),
    ...(nextPageToken && { nextPageToken }),
    ...(silent.length > 0 && { unreachable: silent }),
  }
}

/** ACLs show where they count and are asked for. */
function shown({ policy, acl, defaultObjectAcl, ...bucket }: EstateBucket, query: URLSearchParams) {
  const isUniform = bucket.iamConfiguration?.uniformBucketLevelAccess?.enabled === true
  if (isUniform || query.get('projection') !== 'full') return bucket
  return { ...bucket, ...(acl && { acl }), ...(defaultObjectAcl && { defaultObjectAcl }) }
}
