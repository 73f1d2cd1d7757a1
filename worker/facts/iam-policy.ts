import { z } from 'zod'

/**
 * A policy in one shape: lists for what may be one value or several, operators and keys in lower case.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export type PolicyStatement = {
  /** Its Sid, or its place: `statement 2`. */
  readonly label: string
  readonly effect: 'Allow' | 'Deny'
  /** Everyone whom it names: `*`, ARNs, account ids, services; empty with `NotPrincipal`. */
  readonly principals: readonly string[]
  readonly hasNotPrincipal: boolean
  /** Empty with `NotAction`. */
  readonly actions: readonly string[]
  /** What an Allow leaves out, or a Deny spares; absent with `Action`. */
  readonly notActions: readonly string[] | undefined
  /** Empty with `NotResource`. */
  readonly resources: readonly string[]
  readonly notResources: readonly string[] | undefined
  readonly conditions: readonly PolicyCondition[]
}

/** Met when one of the values is; all conditions of a statement must be. */
export type PolicyCondition = { readonly operator: string; readonly key: string; readonly values: readonly string[] }

const scalar = z.union([z.string(), z.number(), z.boolean()])
const oneOrMany = z.union([
  scalar.transform((value) => [String(value)]),
  z.array(scalar).transform((list) => list.map(String)),
])
const principal = z.union([
  z.string().transform((who) => [who]),
  z.record(z.string(), oneOrMany).transform((byKind) => Object.values(byKind).flat()),
])

const statement = z.object({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: principal.optional(),
  NotPrincipal: z.unknown().optional(),
  Action: oneOrMany.optional(),
  NotAction: oneOrMany.optional(),
  Resource: oneOrMany.optional(),
  NotResource: oneOrMany.optional(),
  Condition: z.record(z.string(), z.record(z.string(), oneOrMany)).optional(),
})

const document = z.object({ Statement: z.union([z.array(statement), statement.transform((single) => [single])]) })

/** The statements of a policy's JSON text. Throws where it is no policy: what it says is then unknown. */
export function parsePolicy(text: string): readonly PolicyStatement[] {
  return document.parse(JSON.parse(text)).Statement.map((read, index) => ({
    label: read.Sid || `statement ${index + 1}`,
    effect: read.Effect,
    principals: read.Principal ?? [],
    hasNotPrincipal: read.NotPrincipal !== undefined,
    actions: read.Action ?? [],
    notActions: read.NotAction,
    resources: read.Resource ?? [],
    notResources: read.NotResource,
    conditions: Object.entries(read.Condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => ({
        operator: operator.toLowerCase(),
        key: key.toLowerCase(),
        values,
      })),
    ),
  }))
}

/** The JSON text of a policy as IAM's calls give it: encoded for an address, by RFC 3986. Throws where it is cut off. */
export const decodePolicy = (text: string): string =>
  text.trimStart().startsWith('{') ? text : decodeURIComponent(text)

/** Whether a statement names everyone: `*` of any kind, or the root of any account. */
export const namesEveryone = ({ principals }: PolicyStatement): boolean =>
  principals.some((who) => who === '*' || /^arn:[^:]*:(iam|sts)::\*:/.test(who))
