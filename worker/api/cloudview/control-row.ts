import type { Control } from '../../../shared/control.ts'
import type { QueryRow } from '../../../shared/query/matches.ts'
import type { Value } from '../../../shared/query/query.ts'

type Context = {
  /** Titles of the policies that hold it. */
  readonly policies: readonly string[]
  /** What it says of an account as a whole. */
  readonly result?: string | undefined
  readonly account?: string
  readonly cloud?: string
}

/** A control, and what it says of an account, as something that a query can be held against. */
export function controlRow(control: Control, { policies, result, account, cloud }: Context): QueryRow {
  const values: Readonly<Record<string, readonly (Value | undefined)[]>> = {
    'control.id': [control.cid],
    'control.name': [control.title],
    'control.criticality': [control.criticality],
    'control.type': [control.slug.startsWith('own/') ? 'CUSTOM' : 'SYSTEM'],
    'control.isRemediable': [false],
    'control.isCustomizable': [false],
    'control.path': [control.slug],
    'control.result': [result ?? 'UNKNOWN'],
    'service.type': [control.service],
    'resource.type': control.resources,
    'policy.name': policies,
    'policy.id': control.policies,
    'account.id': [account],
    cloud: [cloud ?? control.cloud],
  }
  const valuesOf = (token: string) => (Object.hasOwn(values, token) ? (values[token] ?? []) : [])
  return { values: (token) => valuesOf(token).filter((value) => value !== undefined), elements: () => [] }
}

/** Tokens that a control, or an account as a whole, answers for all of its resources. */
const controlTokens: ReadonlySet<string> = new Set([
  ...['control.id', 'control.name', 'control.criticality', 'control.type', 'control.isRemediable'],
  ...['control.isCustomizable', 'control.path', 'control.result', 'service.type', 'policy.name', 'policy.id'],
  ...['account.id', 'cloud'],
])

export const isControlToken = (token: string): boolean => controlTokens.has(token)
