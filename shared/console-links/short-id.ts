import { readArn } from './aws.ts'
import { awsFullIds } from './aws-pages.ts'
import { readArmId } from './azure.ts'
import { readFullName } from './gcp.ts'
import type { ConsolePage, Linkable } from './page.ts'

/** The resource as its console page names it (see `ConsolePage.id`); its full id where it has no shorter one. */
export function shortId(resource: Linkable): string {
  if (resource.cloud === 'aws') return readArn(resource)?.id ?? resource.id
  if (resource.cloud === 'gcp') return readFullName(resource)?.id ?? resource.id
  return resource.id
}

const compute = (kind: string) => `//compute.googleapis.com/projects/{account}/global/${kind}/{id}`
const ec2 = (kind: string) => `arn:{partition}:ec2:{region}:{account}:${kind}/{id}`

/** An IAM user is not here: its ARN holds a path that no address tells. */
const fullIds: Readonly<Record<string, string>> = {
  'aws.account': 'arn:{partition}:iam::{account}:root',
  'aws.region': ec2('region'),
  'aws.s3.bucket': 'arn:{partition}:s3:::{id}',
  'aws.ec2.vpc': ec2('vpc'),
  'aws.ec2.security-group': ec2('security-group'),
  'aws.ec2.instance': ec2('instance'),
  ...awsFullIds,
  'gcp.project': '//cloudresourcemanager.googleapis.com/projects/{account}',
  'gcp.compute.network': compute('networks'),
  'gcp.compute.firewall': compute('firewalls'),
  'gcp.compute.instance': '//compute.googleapis.com/projects/{account}/zones/{region}/instances/{id}',
  'gcp.storage.bucket': '//storage.googleapis.com/{id}',
}

/** The full id of the resource that a page is about, when the page says all of it: the reverse of `shortId`. */
export function resourceIdOf(page: ConsolePage): string | undefined {
  if (page.cloud === 'azure') return page.id && readArmId(page.id) ? page.id : undefined
  const template = page.type && Object.hasOwn(fullIds, page.type) ? fullIds[page.type] : undefined
  if (!template) return undefined
  const parts: Readonly<Record<string, string | undefined>> = page
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, part = '']) => part)
  if (names.some((part) => parts[part] === undefined)) return undefined
  const id = template.replace(/\{(\w+)\}/g, (_, part: string) => parts[part] ?? '')
  // AWS's own policies have one ARN in all accounts, and with us one for each.
  return page.account ? id.replace(/:iam::aws:policy\//, `:iam::${page.account}:aws-policy/`) : id
}
