import { toNumber } from '../../../shared/query/passes.ts'
import type { Query } from '../../../shared/query/query.ts'
import { fold } from '../../../shared/query/token.ts'
import type { Condition } from '../lists/where.ts'
import type { Scope } from './to-condition.ts'

/** A condition that answers for several parts of an `or`. */
export type Gathered = Condition & { readonly of: readonly Query[] }

/** Values of one column that are asked for one by one, such as the controls of a mandate, as one list. */
export function gather(parts: readonly Query[], scope: Scope): readonly Gathered[] {
  const byColumn = new Map<string, { readonly of: Query[]; readonly values: (string | number)[] }>()
  for (const part of parts) {
    const found = listed(part, scope)
    if (!found) continue
    const column = byColumn.get(found.column) ?? { of: [], values: [] }
    byColumn.set(found.column, { of: [...column.of, part], values: [...column.values, found.value] })
  }
  return [...byColumn].map(([column, { of, values }]) => ({
    of,
    sql: `${column} IN (SELECT value FROM json_each(?))`,
    args: [JSON.stringify(values)],
  }))
}

function listed(
  query: Query,
  { sources }: Scope,
): { readonly column: string; readonly value: string | number } | undefined {
  if (query.kind !== 'test' || query.test.is !== 'equal') return undefined
  const source = Object.hasOwn(sources, query.token) ? sources[query.token] : undefined
  if (!source || source === 'none' || 'oneOf' in source || source.some) return undefined
  const { column, type, isSmall } = source
  if (isSmall) return { column, value: fold(String(query.test.value)) }
  const value = type === 'number' ? toNumber(query.test.value) : undefined
  return value === undefined ? undefined : { column, value }
}
