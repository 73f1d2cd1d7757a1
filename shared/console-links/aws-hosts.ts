/** Domain of a partition's consoles → the partition and the region that its global services (IAM) are shown in. */
const domains: Readonly<Record<string, { readonly partition: string; readonly home: string }>> = {
  'aws.amazon.com': { partition: 'aws', home: 'us-east-1' },
  'amazonaws.cn': { partition: 'aws-cn', home: 'cn-north-1' },
  'amazonaws-us-gov.com': { partition: 'aws-us-gov', home: 'us-gov-west-1' },
  'amazonaws-eusc.eu': { partition: 'aws-eusc', home: 'eusc-de-east-1' },
}

const regionPattern = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/

const hostPattern =
  /^(?:(?<account>\d{12})-[a-z0-9]+\.)?(?:(?<region>[a-z]{2,4}(?:-[a-z]+)+-\d{1,2})\.)?console\.(?<domain>[a-z-]+(?:\.[a-z]+)+)$/

/** Consoles that do not stand under `console.`. */
const others: Readonly<Record<string, { readonly partition: string; readonly region?: string }>> = {
  's3.console.aws.amazon.com': { partition: 'aws' },
  'health.aws.amazon.com': { partition: 'aws' },
  'lightsail.aws.amazon.com': { partition: 'aws' },
  'phd.aws.amazon.com': { partition: 'aws' },
  'us-east-1.quicksight.aws.amazon.com': { partition: 'aws', region: 'us-east-1' },
  'phd.amazonaws-us-gov.com': { partition: 'aws-us-gov' },
  'us-gov-home.console.amazonaws-us-gov.com': { partition: 'aws-us-gov' },
  'health.amazonaws.cn': { partition: 'aws-cn' },
}

export type AwsHost = {
  readonly partition: string
  /** Only multi-session hosts name the account. */
  readonly account?: string
  readonly region?: string
}

/** What a host name says, or `undefined` when it is no AWS console. */
export function parseAwsHost(host: string): AwsHost | undefined {
  const groups = hostPattern.exec(host)?.groups
  const domain = groups?.domain && Object.hasOwn(domains, groups.domain) ? domains[groups.domain] : undefined
  if (!groups || !domain) return Object.hasOwn(others, host) ? others[host] : undefined
  const { account, region } = groups
  if (region && partitionOfRegion(region) !== domain.partition) return undefined
  return { partition: domain.partition, ...(account && { account }), ...(region && { region }) }
}

/** Whether a text has the form of an AWS region name. */
export const isAwsRegion = (text: string) => regionPattern.test(text)

/** The partition that a region belongs to; `undefined` for those without a public console. */
export function partitionOfRegion(region: string): string | undefined {
  if (!isAwsRegion(region) || /^us-iso|^eu-isoe/.test(region)) return undefined
  if (region.startsWith('cn-')) return 'aws-cn'
  if (region.startsWith('us-gov-')) return 'aws-us-gov'
  return region.startsWith('eusc-') ? 'aws-eusc' : 'aws'
}

/** Host of a region's console. For a global service give no region: its home region is taken. */
export function awsHost(partition: string, region?: string): { host: string; region: string } | undefined {
  const found = Object.entries(domains).find(([, domain]) => domain.partition === partition)
  if (!found) return undefined
  const [domain, { home }] = found
  const shown = region ?? home
  return partitionOfRegion(shown) === partition ? { host: `${shown}.console.${domain}`, region: shown } : undefined
}
