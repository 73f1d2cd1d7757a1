import { namesEveryone, type PolicyCondition, type PolicyStatement } from './iam-policy.ts'
import { matchesWildcard } from './wildcard.ts'

/** How far a bucket policy refuses requests that are not encrypted. */
type TlsRule = {
  /** The statements that deny everyone without TLS; none where the list is empty. */
  readonly statements: readonly string[]
  readonly actions: readonly string[]
  readonly resources: readonly string[]
  /** They cover every action on the bucket and on all its objects. */
  readonly isComplete: boolean
}

/**
 * Looks for a Deny for everyone on `aws:SecureTransport` being false. A further condition, single actions or the objects
 * alone leave requests open; several statements may do the job together.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
 */
export function tlsRule(policy: readonly PolicyStatement[], bucketArn: string): TlsRule {
  const rules = policy.filter(isTlsDeny)
  const whole = rules.filter(({ actions }) => coversAll(actions.map(lower), 's3:'))
  const covered = whole.flatMap(({ resources }) => resources)
  return {
    statements: rules.map(({ label }) => label),
    actions: [...new Set(rules.flatMap(({ actions }) => actions))],
    resources: [...new Set(rules.flatMap(({ resources }) => resources))],
    isComplete: covers(covered, [bucketArn]) && coversAll(covered, `${bucketArn}/`),
  }
}

/** Stand for any action and any object: no pattern matches both of them that does not match all. */
const probes = ['\u0000', '\u0000any']

const lower = (text: string) => text.toLowerCase()

const covers = (patterns: readonly string[], targets: readonly string[]) =>
  patterns.some((pattern) => targets.every((target) => matchesWildcard(pattern, target)))

const coversAll = (patterns: readonly string[], prefix: string) =>
  covers(
    patterns,
    probes.map((probe) => `${prefix}${probe}`),
  )

function isTlsDeny(statement: PolicyStatement): boolean {
  const { effect, conditions } = statement
  return effect === 'Deny' && namesEveryone(statement) && conditions.length > 0 && conditions.every(isWithoutTls)
}

const isWithoutTls = ({ operator, key, values }: PolicyCondition) =>
  /^bool(ifexists)?$/.test(operator) &&
  key === 'aws:securetransport' &&
  values.length > 0 &&
  values.every((value) => lower(value) === 'false')
