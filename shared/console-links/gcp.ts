import { decode, pairs } from './decode.ts'
import type { ConsoleLink, ConsolePage, Linkable, Precision } from './page.ts'

const project = /^(?:[a-z0-9.-]{1,80}:)?[a-z0-9][a-z0-9-]{0,62}$/
const name = '[a-z]([a-z0-9-]{0,61}[a-z0-9])?'
const zone = '[a-z]+-[a-z]+\\d+-[a-z]'
const bucket = '[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]'

type View = readonly [precision: Precision, path: string]
type Type = {
  /** The full resource name. */
  readonly id: RegExp
  readonly page: View
  readonly views: Readonly<Record<string, View>>
}

/** Paths hold `{id}` and `{zone}`; the project is always a parameter. */
const types: Readonly<Record<string, Type>> = {
  'gcp.project': {
    id: /^\/\/cloudresourcemanager\.googleapis\.com\/projects\/(?<id>[^/]+)$/,
    page: ['resource', '/iam-admin/settings'],
    views: {
      settings: ['fix', '/iam-admin/settings'],
      metadata: ['fix', '/compute/metadata'],
      networks: ['list', '/networking/networks/list'],
    },
  },
  'gcp.compute.network': {
    id: new RegExp(`^//compute\\.googleapis\\.com/projects/(?<project>[^/]+)/global/networks/(?<id>${name})$`),
    page: ['resource', '/networking/networks/details/{id}'],
    views: {},
  },
  'gcp.compute.firewall': {
    id: new RegExp(`^//compute\\.googleapis\\.com/projects/(?<project>[^/]+)/global/firewalls/(?<id>${name})$`),
    page: ['resource', '/networking/firewalls/details/{id}'],
    views: {},
  },
  'gcp.compute.instance': {
    id: new RegExp(
      `^//compute\\.googleapis\\.com/projects/(?<project>[^/]+)/zones/(?<zone>${zone})/instances/(?<id>${name})$`,
    ),
    page: ['resource', '/compute/instancesDetail/zones/{zone}/instances/{id}'],
    views: { edit: ['fix', '/compute/instancesEdit/zones/{zone}/instances/{id}'] },
  },
  'gcp.storage.bucket': {
    id: new RegExp(`^//storage\\.googleapis\\.com/(?<id>${bucket})$`),
    page: ['resource', '/storage/browser/{id}'],
    views: {
      objects: ['fix', '/storage/browser/{id}'],
      permissions: ['fix', '/storage/browser/{id};tab=permissions'],
      configuration: ['fix', '/storage/browser/{id};tab=configuration'],
    },
  },
}

/** The console page of a GCP resource; `undefined` rather than a doubtful one. */
export function buildGcp(resource: Linkable, view?: string): ConsoleLink | undefined {
  const read = readFullName(resource)
  if (!read) return undefined
  const { known, id, zone } = read
  const [precision, path] = view && Object.hasOwn(known.views, view) ? (known.views[view] ?? known.page) : known.page
  const filled = path.replace('{id}', encodeURIComponent(id)).replace('{zone}', zone)
  return { url: `https://console.cloud.google.com${filled}?project=${encodeURIComponent(resource.account)}`, precision }
}

/** What a full resource name of one of our types says; `undefined` when anything about it is odd. */
export function readFullName({ id: fullName, type, account }: Linkable) {
  const known = Object.hasOwn(types, type) ? types[type] : undefined
  const groups = known?.id.exec(fullName)?.groups
  if (!known || !groups?.id || !project.test(account)) return undefined
  const owner = type === 'gcp.project' ? groups.id : groups.project
  return owner && owner !== account ? undefined : { known, id: groups.id, zone: groups.zone ?? '' }
}

type Shown = Pick<ConsolePage, 'type' | 'id' | 'view' | 'region'>
type Page = readonly [pattern: RegExp, shown: (part: string, zone: string) => Shown]

/** Path, without its parameters, → what it shows. */
const pages: readonly Page[] = [
  [/^\/compute\/instances\/?$/, () => ({ type: 'gcp.compute.instance' })],
  [
    new RegExp(`^/compute/instancesDetail/zones/(?<zone>[a-z0-9-]+)/instances/(?<id>${name})$`),
    (id, region) => ({ type: 'gcp.compute.instance', region, id, view: 'details' }),
  ],
  [
    new RegExp(`^/compute/instancesEdit/zones/(?<zone>[a-z0-9-]+)/instances/(?<id>${name})$`),
    (id, region) => ({ type: 'gcp.compute.instance', region, id, view: 'edit' }),
  ],
  [/^\/networking\/networks(?:\/list)?\/?$/, () => ({ type: 'gcp.compute.network' })],
  [
    new RegExp(`^/networking/networks/details/(?<id>${name})$`),
    (id) => ({ type: 'gcp.compute.network', id, view: 'details' }),
  ],
  [
    /^\/(?:networking\/firewalls(?:\/list)?|net-security\/firewall-manager\/firewall-policies\/list)\/?$/,
    () => ({ type: 'gcp.compute.firewall' }),
  ],
  [
    new RegExp(`^/networking/firewalls/details/(?<id>${name})$`),
    (id) => ({ type: 'gcp.compute.firewall', id, view: 'details' }),
  ],
  [/^\/storage\/browser\/?$/, () => ({ type: 'gcp.storage.bucket' })],
  [new RegExp(`^/storage/browser/(?<id>${bucket})(?:/.*)?$`), (id) => ({ type: 'gcp.storage.bucket', id })],
]

/** Pages of the project itself → view. */
const projectPages: Readonly<Record<string, string>> = {
  '/iam-admin/settings': 'settings',
  '/compute/metadata': 'metadata',
}

/** What an address of the Google Cloud console says, or `undefined` when it is not one. */
export function parseGcp(url: URL): ConsolePage | undefined {
  if (url.hostname !== 'console.cloud.google.com') return undefined
  const asked = url.searchParams.get('project') ?? ''
  const account = project.test(asked) ? asked : undefined
  return { cloud: 'gcp', partition: 'gcp', ...(account && { account }), ...shownBy(url.pathname, account) }
}

function shownBy(pathname: string, account: string | undefined): Shown {
  // `;tab=permissions` may follow any segment.
  const path = (decode(pathname.replace(/;[^/]*/g, '')) ?? '').replace(/^\/projectselector2(?=\/)/, '')
  const view = projectPages[path]
  if (view) return { type: 'gcp.project', view, ...(account && { id: account }) }
  for (const [pattern, show] of pages) {
    const match = pattern.exec(path)
    if (match) return withTab(show(match.groups?.id ?? '', match.groups?.zone ?? ''), pathname)
  }
  return {}
}

function withTab(shown: Shown, pathname: string): Shown {
  const tab = pairs(/;([^/]*)/.exec(pathname)?.[1] ?? '', ';').tab
  return shown.type === 'gcp.storage.bucket' && shown.id && tab ? { ...shown, view: tab } : shown
}
