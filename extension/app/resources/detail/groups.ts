import { fieldsOf } from '../type-columns.ts'
import type { Detail } from './detail.ts'

const titles = ['general', 'location', 'network', 'role'] as const

/** Fields of the configuration that belong together. */
export type Group = { readonly title: (typeof titles)[number]; readonly fields: readonly string[] }

/** Fields that stand there also where they are empty. */
const always: Readonly<Record<string, readonly string[]>> = {
  'aws.ec2.instance': [
    ...['instanceId', 'instanceType', 'instanceStatus', 'state', 'isSpot', 'imageId', 'availabilityZone'],
    ...['vpcId', 'subnetId', 'privateDns', 'publicDns', 'publicIp', 'privateIp', 'secondaryPrivateIps'],
    'instanceProfile',
  ],
  'aws.ec2.security-group': ['groupId', 'groupName', 'vpcId', 'description'],
}

const placed: Readonly<Record<string, Group['title']>> = {
  ...titled('location', ['availabilityZone', 'availabilityZoneId', 'availabilityZones', 'zones', 'resourceGroup']),
  ...titled('network', ['vpcId', 'subnetId', 'subnetIds', 'securityGroupIds', 'dnsName', 'networkId', 'networkIds']),
  ...titled('network', ['privateDns', 'publicDns', 'publicIp', 'privateIp', 'secondaryPrivateIps', 'ipv6Addresses']),
  ...titled('network', ['externalIpv4', 'externalIpv6', 'networkInterfaces', 'networkTags', 'ipForwarding']),
  ...titled('role', ['instanceProfile', 'role', 'roleArn', 'serviceAccount', 'scopes']),
}

function titled(title: Group['title'], fields: readonly string[]): Readonly<Record<string, Group['title']>> {
  return Object.fromEntries(fields.map((field) => [field, title]))
}

/** What is on a line each: no lists of objects, which have a table or stand in the configuration. */
export function groupsOf({ type, config, unread }: Pick<Detail, 'type' | 'config' | 'unread'>): readonly Group[] {
  const own = Object.keys(config).filter((field) => isPlain(config[field]) && !field.startsWith('vulnerabilit'))
  const first = Object.hasOwn(always, type) ? (always[type] ?? []) : fieldsOf(type)
  const fields = [...new Set([...first, ...own, ...unread.map(({ field }) => field)])]
  const titleOf = (field: string) => (Object.hasOwn(placed, field) ? placed[field] : 'general')
  return titles.map((title) => ({ title, fields: fields.filter((field) => titleOf(field) === title) }))
}

const isPlain = (value: unknown): boolean =>
  Array.isArray(value) ? value.every((one) => typeof one !== 'object') : typeof value !== 'object'
