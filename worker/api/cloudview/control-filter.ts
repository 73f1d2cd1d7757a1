import { matches, type QueryRow } from '../../../shared/query/matches.ts'
import type { Query } from '../../../shared/query/query.ts'
import type { Posture } from '../../../shared/summary.ts'
import type { Database } from '../../store/database.ts'
import type { ResolvedScope } from '../../store/lists/scope.ts'
import { evaluationCounts } from '../../store/numbered-lists/evaluation-counts.ts'
import { residual } from '../../store/query/residual.ts'
import { toCondition } from '../../store/query/to-condition.ts'
import { isControlToken } from './control-row.ts'

/**
 * What of a control's posture a filter lets through; nothing where it lets none. A filter that asks about controls alone
 * takes them whole, `control.result` being what a control says of the account. One that asks about resources too
 * (`region:…`, `evaluatedOn:[…]`) counts the evaluations that pass it, `control.result` being theirs.
 */
export async function filteredPosture(
  query: Query | undefined,
  { cid, row, posture }: { readonly cid: number; readonly row: QueryRow; readonly posture: Posture },
  { database, scope }: { readonly database: Database; readonly scope: ResolvedScope },
): Promise<Posture | undefined> {
  if (!query) return posture
  if (tokensOf(query).every(isControlToken)) return matches(query, row) ? posture : undefined
  const left = residual(query, (token) =>
    isControlToken(token) && token !== 'control.result' ? row.values(token) : undefined,
  )
  if (left.kind === 'true') return posture
  if (left.kind === 'false') return undefined
  return evaluationCounts(database, { cid, ...scope, condition: toCondition(left, 'evaluations') })
}

function tokensOf(query: Query): readonly string[] {
  if (query.kind === 'and' || query.kind === 'or') return query.of.flatMap(tokensOf)
  if (query.kind === 'not') return tokensOf(query.of)
  return query.kind === 'test' || query.kind === 'nested' ? [query.token] : []
}
