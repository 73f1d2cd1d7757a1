import type { Area, Shown } from './aws-area.ts'
import { awsData } from './aws-data.ts'
import { awsFront } from './aws-front.ts'
import { awsIdentity } from './aws-identity.ts'
import { awsLogging } from './aws-logging.ts'
import { awsNetwork } from './aws-network.ts'
import { awsServices } from './aws-services.ts'
import { pairs } from './decode.ts'
import type { ConsolePage } from './page.ts'

const areas: readonly Area[] = [awsIdentity, awsNetwork, awsData, awsLogging, awsServices, awsFront]

/** How each resource type is addressed. */
export const awsLinks: Area['links'] = Object.assign({}, ...areas.map(({ links }) => links))

/** Character sets of the ids, as the providers document them. */
export const awsIds: Area['ids'] = Object.assign({}, ...areas.map(({ ids }) => ids))

/** Full ids of those whose pages tell all of them. */
export const awsFullIds: NonNullable<Area['fullIds']> = Object.assign({}, ...areas.map(({ fullIds }) => fullIds))

const hashPages: NonNullable<Area['hashPages']> = Object.assign({}, ...areas.map((area) => area.hashPages))
const pages: NonNullable<Area['pages']> = Object.assign({}, ...areas.map((area) => area.pages))

/** What `/<service>/…` shows in AWS; an empty answer for pages that we have no type for. */
export function awsPage(url: URL, region: string | undefined): Pick<ConsolePage, 'type' | 'id' | 'view' | 'region'> {
  const [service = '', ...path] = url.pathname.split('/').filter(Boolean)
  if (['ec2', 'vpc', 'vpcconsole'].includes(service)) return checked(ec2Page(url.hash, region))
  if (service === 'go' && path[0] === 'view') return checked(arnPage(url.searchParams.get('arn') ?? ''))
  return Object.hasOwn(pages, service) ? checked(pages[service]?.(url, path, region) ?? {}) : {}
}

function ec2Page(hash: string, region: string | undefined): Shown {
  const [, name = '', rest = ''] = /^#(\w+)(?::(.*))?$/.exec(hash) ?? []
  const values = pairs(rest, ';')
  if (name === 'Settings')
    return { type: 'aws.region', id: region, view: values.tab === 'ebsEncryption' ? 'ebs-encryption' : undefined }
  const page = Object.hasOwn(hashPages, name) ? hashPages[name] : undefined
  if (!page) return {}
  const value = page.keys?.map((key) => values[key]?.replace(/^:/, '')).find(Boolean)
  const id = value && page.toId ? page.toId(value) : value
  return value && !id ? {} : { type: page.type, id, view: page.view }
}

/** The console's own way from an ARN to its page. */
function arnPage(arn: string): Shown {
  for (const [type, { arn: pattern }] of Object.entries(awsLinks)) {
    const found = pattern.exec(arn)
    if (found) return { type, id: found.groups?.id }
  }
  return {}
}

/** Only an id that can be one of its type. */
function checked({ type, id, view }: Shown): ReturnType<typeof awsPage> {
  if (type === undefined) return {}
  const isValid = id !== undefined && awsIds[type]?.test(id)
  return { type, ...(isValid && { id }), ...(view && { view }) }
}
