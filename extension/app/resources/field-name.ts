/** Words that are not written as others are. */
const special: Readonly<Record<string, string>> = {
  ...{ acl: 'ACL', acls: 'ACLs', arn: 'ARN', arns: 'ARNs', cidr: 'CIDR', cors: 'CORS', dns: 'DNS', gke: 'GKE' },
  ...{ iam: 'IAM', id: 'ID', ids: 'IDs', ip: 'IP', ips: 'IPs', ipv4: 'IPv4', ipv6: 'IPv6', kms: 'KMS', mfa: 'MFA' },
  ...{ os: 'OS', ssh: 'SSH', tls: 'TLS', url: 'URL', vm: 'VM', vpc: 'VPC' },
}

/** What people read for a field of the configuration: `vpcId` → `VPC ID`, `isDefault` → `Default`. */
export function fieldName(field: string): string {
  const words = field.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_\-.]/).map((word) => word.toLowerCase())
  const [first = '', ...rest] = words[0] === 'is' && words.length > 1 ? words.slice(1) : words
  return [written(first, capital), ...rest.map((word) => written(word))].join(' ')
}

const written = (word: string, otherwise = (plain: string) => plain): string =>
  Object.hasOwn(special, word) ? (special[word] ?? word) : otherwise(word)

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
