import { awsHost, isAwsRegion, parseAwsHost, partitionOfRegion } from './aws-hosts.ts'
import { awsIds, awsLinks, awsPage } from './aws-pages.ts'
import type { ConsoleLink, ConsolePage, Linkable } from './page.ts'

/** What an AWS address says, or `undefined` when it is not one. The `region` parameter outranks the host's. */
export function parseAws(url: URL): ConsolePage | undefined {
  const host = parseAwsHost(url.hostname)
  if (!host) return undefined
  const asked = url.searchParams.get('region')
  const named = asked && isAwsRegion(asked) && partitionOfRegion(asked) === host.partition ? asked : host.region
  const account = host.account ?? askedAccount(url.searchParams)
  const page = awsPage(url, named)
  const region = page.type && awsLinks[page.type]?.isGlobal ? undefined : named
  return { cloud: 'aws', partition: host.partition, ...(account && { account }), ...(region && { region }), ...page }
}

/** The account that an address asks for; whether the session is of that account is for the page to say. */
function askedAccount(query: URLSearchParams): string | undefined {
  const arn = /^arn:[a-z-]+:[a-z0-9-]+:[a-z0-9-]*:(\d{12}):/.exec(query.get('arn') ?? '')?.[1]
  return arn ?? /^\d{12}$/.exec(query.get('account') ?? '')?.[0]
}

/** What the ARN of one of our types says; `undefined` when anything about it is odd. */
export function readArn({ id: arn, type, account, region }: Linkable) {
  const known = Object.hasOwn(awsLinks, type) ? awsLinks[type] : undefined
  const groups = known?.arn.exec(arn)?.groups
  const { partition, id } = groups ?? {}
  if (!known || !groups || !partition || !id) return undefined
  if (awsIds[type] && !awsIds[type].test(id)) return undefined
  if (groups.account && groups.account !== account) return undefined
  if (groups.region && groups.region !== region) return undefined
  if (type === 'aws.region' && id !== region) return undefined
  return { known, partition, id }
}

/** The console page of an AWS resource; `undefined` rather than a doubtful one. */
export function buildAws(resource: Linkable, view?: string): ConsoleLink | undefined {
  const read = readArn(resource)
  if (!read) return undefined
  const { known, partition, id } = read
  const place = awsHost(partition, known.isGlobal ? undefined : resource.region)
  if (!place) return undefined
  const [precision, path] = view && Object.hasOwn(known.views, view) ? (known.views[view] ?? known.page) : known.page
  return { url: `https://${place.host}${path({ id, region: place.region, arn: resource.id })}`, precision }
}
