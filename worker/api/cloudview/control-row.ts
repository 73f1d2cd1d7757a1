import type { QueryRow } from '../../../shared/query/matches.ts'
import type { Value } from '../../../shared/query/query.ts'
import { type ControlFacts, controlRow } from '../../../shared/query/rows.ts'
import type { Cloud } from '../../../shared/resource.ts'

type Context = {
  /** What the control says of the account as a whole. */
  readonly result: string
  readonly account: string
  readonly cloud: Cloud
}

/** A control, and what it says of an account, as something that a query can be held against. */
export function accountRow(control: ControlFacts, { result, account, cloud }: Context): QueryRow {
  const own = controlRow(control)
  const known: Readonly<Record<string, readonly Value[]>> = {
    'control.result': [result],
    'account.id': [account],
    cloud: [cloud],
  }
  return { ...own, values: (token) => (Object.hasOwn(known, token) ? (known[token] ?? []) : own.values(token)) }
}

/** Tokens that a control, or an account as a whole, answers for all of its resources. */
const controlTokens: ReadonlySet<string> = new Set([
  ...['control.id', 'control.name', 'control.description', 'control.criticality', 'control.type'],
  ...['control.isRemediable', 'control.isCustomizable', 'control.path', 'control.result', 'control.created'],
  ...['control.modified', 'service.type', 'policy.name', 'policy.id', 'qflow.name', 'qflow.id'],
  ...['account.id', 'cloud'],
])

export const isControlToken = (token: string): boolean => controlTokens.has(token)

/** Titles of the policies that hold a control. */
export const policyTitles = ({ in: policies = [] }: ControlFacts): readonly string[] =>
  policies.map(({ title }) => title)
