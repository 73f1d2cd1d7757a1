import { decodePolicy, type PolicyStatement, parsePolicy } from './iam-policy.ts'
import { matchesWildcard } from './wildcard.ts'

/**
 * The statements of an identity-based policy that allow everything: an Allow of every action on every resource. One that
 * leaves out a handful (`NotAction`, `NotResource`) still does, as long as it lets its holder change the permissions of
 * others in IAM, and so give back what was left out. Neither a Condition nor a Deny makes it less: which requests they
 * stop is beyond what can be said in general. Statements that allow everything only together are all named. Throws where
 * the text is no policy.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
 */
export function fullAdminStatements(text: string): readonly string[] {
  const everywhere = parsePolicy(decodePolicy(text)).filter(isForEveryResource)
  const full = everywhere.filter(({ actions, notActions }) => isEveryAction(actions, notActions))
  if (full.length > 0) return full.map(({ label }) => label)
  const isAllowed = (action: string) => everywhere.some((statement) => allows(statement, action))
  return probes.every(isAllowed) && granting.some(isAllowed) ? everywhere.map(({ label }) => label) : []
}

function isForEveryResource(statement: PolicyStatement): boolean {
  const { effect, actions, notActions, resources, notResources } = statement
  if (actions.length === 0 && notActions === undefined) throw new Error('a statement without actions')
  if (resources.length === 0 && notResources === undefined) throw new Error('a statement without resources')
  return effect === 'Allow' && isEveryResource(resources, notResources)
}

const allows = ({ actions, notActions }: PolicyStatement, action: string) =>
  notActions ? !isMatched(notActions, action) : isMatched(actions, action)

function isEveryAction(actions: readonly string[], notActions: readonly string[] | undefined): boolean {
  return notActions ? leavesOne(notActions, granting) : coversAll(actions, probes)
}

function isEveryResource(resources: readonly string[], notResources: readonly string[] | undefined): boolean {
  if (notResources) return partitions.every((partition) => leavesOne(notResources, identities(partition)))
  return partitions.some((partition) => coversAll(resources, arnProbes(partition)))
}

const coversAll = (patterns: readonly string[], targets: readonly string[]) =>
  targets.every((target) => isMatched(patterns, target))

const leavesOne = (patterns: readonly string[], targets: readonly string[]) =>
  targets.some((target) => !isMatched(patterns, target))

/** IAM compares actions without case; of ARNs only the parts that follow the service have one. */
const isMatched = (patterns: readonly string[], target: string) =>
  patterns.some((pattern) => matchesWildcard(pattern.toLowerCase(), target))

/** Stands for any service, action or resource: no pattern matches it that does not match all of them. */
const any = '\u0000\u0001\u0002'

/** For any action of any service, by their first letters: patterns for all of the letters are as good as one for all. */
const letters = [...'abcdefghijklmnopqrstuvwxyz']
const probes = letters.flatMap((service) => letters.map((action) => `${service}${any}:${action}${any}`))

const partitions = ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc', any]
const arnProbes = (partition: string) => [`arn:${partition}:${any}:${any}:${any}:${any}`]

/** Actions by which permissions are given, to oneself too. */
const granting = [
  'iam:addusertogroup',
  'iam:attachgrouppolicy',
  'iam:attachrolepolicy',
  'iam:attachuserpolicy',
  'iam:createpolicyversion',
  'iam:putgrouppolicy',
  'iam:putrolepolicy',
  'iam:putuserpolicy',
  'iam:setdefaultpolicyversion',
  'iam:updateassumerolepolicy',
]

/** The users, groups, roles and policies of an account. */
const identities = (partition: string) =>
  ['user', 'group', 'role', 'policy'].map((kind) => `arn:${partition}:iam::${any}:${kind}/${any}`)
