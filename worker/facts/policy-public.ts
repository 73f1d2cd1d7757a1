import { namesEveryone, type PolicyCondition, type PolicyStatement } from './iam-policy.ts'
import { internetFamilies, isCidr } from './internet.ts'
import { isOwnEndpoint } from './sns-endpoint.ts'

/**
 * The statements that let everyone in: an Allow for everyone (or for all but some, by `NotPrincipal`) without a
 * condition that pins who asks or from where. A Deny that narrows them is told, but does not make them private: which
 * requests it leaves is beyond what can be said in general.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function publicStatements(policy: readonly PolicyStatement[]): readonly string[] {
  const narrowing = policy.find((statement) => statement.effect === 'Deny' && isNarrowing(statement))
  return policy
    .filter(isPublic)
    .map(({ label }) => (narrowing ? `${label} (narrowed by the Deny of ${narrowing.label})` : label))
}

/** The condition keys that keep strangers out of statements which would let everyone in, in lower case. */
export function restrictingKeys(policy: readonly PolicyStatement[]): readonly string[] {
  const keys = policy.filter(isForEveryone).flatMap(({ conditions }) => conditions.filter(isRestricting))
  return [...new Set(keys.map(({ key }) => key))].sort()
}

const isPublic = (statement: PolicyStatement) => isForEveryone(statement) && !statement.conditions.some(isRestricting)

const isForEveryone = (statement: PolicyStatement) =>
  statement.effect === 'Allow' && (statement.hasNotPrincipal || namesEveryone(statement))

/** A Deny for everyone whom a condition does not pin: `StringNotEquals aws:PrincipalOrgID`. */
const isNarrowing = (statement: PolicyStatement) =>
  namesEveryone(statement) &&
  statement.conditions.some(({ operator, ...rest }) =>
    isRestricting({ ...rest, operator: operator.replace(/ifexists$/, '').replace('not', '') }),
  )

/** A positive operator over a key that pins identity or network, all of whose values do so. `…IfExists` lets the rest in. */
function isRestricting({ operator, key, values }: PolicyCondition): boolean {
  const pins = pinning.find(
    ([keys, operators]) => keys.test(key) && operators.test(operator.replace(/^foranyvalue:/, '')),
  )
  return pins !== undefined && values.length > 0 && pins[2](values)
}

const text = /^(stringequals|stringequalsignorecase|stringlike|arnequals|arnlike)$/

const pinning: readonly (readonly [keys: RegExp, operators: RegExp, pins: (values: readonly string[]) => boolean])[] = [
  [
    /^(aws:(sourceaccount|sourceowner|principalaccount|principalorgid|sourceorgid|sourcevpc|sourcevpce|vpceaccount|vpceorgid|calledvia(first|last)?)|s3:dataaccesspointaccount|kms:calleraccount|lambda:eventsourcetoken)$/,
    text,
    (values) => values.every(isFixed),
  ],
  // Of `s3.*.amazonaws.com` only the region is open. `lambda:FunctionUrlAuthType` pins nobody, whatever its value is.
  [/^kms:viaservice$/, text, (values) => values.every((service) => isFixed(service.split('.')[0] ?? ''))],
  [/^sns:endpoint$/, text, (values) => values.every(isOwnEndpoint)],
  [/^(aws:(sourcearn|principalarn)|s3:dataaccesspointarn)$/, text, (values) => values.every(isPinnedArn)],
  [
    /^aws:(principalorgpaths|sourceorgpaths|vpceorgpaths)$/,
    text,
    (values) => values.every((path) => isFixed(path.split('/')[0] ?? '')),
  ],
  [/^aws:userid$/, text, (values) => values.every((id) => isFixed(id.split(':')[0] ?? ''))],
  [/^aws:sourceip$/, /^ipaddress$/, areNarrow],
]

/** Without wildcards and without variables, which stand for whatever the caller brings. */
const isFixed = (value: string) => value !== '' && !/[*?]|\$\{/.test(value)

/** The account part is fixed; where an ARN has none, as a bucket's, its resource is. */
function isPinnedArn(arn: string): boolean {
  const [scheme, , service = '', , account = '', ...resource] = arn.split(':')
  if (scheme !== 'arn' || resource.length === 0) return false
  return account === '' ? isFixed(service) && isFixed(resource.join(':')) : isFixed(account)
}

/** Private ranges, or public ones no wider than /8 (IPv4) and /32 (IPv6) that are not the whole internet together. */
function areNarrow(ranges: readonly string[]): boolean {
  const cidrs = ranges.map((range) => (range.includes('/') ? range : `${range}/${range.includes(':') ? 128 : 32}`))
  return cidrs.every(isNarrow) && internetFamilies(cidrs).length === 0
}

function isNarrow(cidr: string): boolean {
  if (!isCidr(cidr)) return false
  const [address = '', length = ''] = cidr.split('/')
  if (/^f[cd][0-9a-f]{2}:/i.test(address)) return Number(length) >= 7
  return Number(length) >= (address.includes(':') ? 32 : 8)
}
