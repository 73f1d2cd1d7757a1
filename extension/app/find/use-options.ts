import { useMemo } from 'preact/hooks'
import type { QueryList } from '../../../shared/query/query.ts'
import { lastQueries } from './history.ts'
import type { Option } from './suggestions.tsx'
import type { Completions } from './use-completions.ts'

/** What a query bar offers: completions, and while nothing is written the last searches before them. */
export function useOptions(id: string, list: QueryList, isEmpty: boolean, completions: Completions, isOpen: boolean) {
  return useMemo((): readonly Option[] => {
    if (!isOpen) return []
    const recent = isEmpty ? lastQueries(list) : []
    return [...recent.map((query) => ({ text: query, kind: 'recent' as const })), ...completions.items].map(
      (option, index) => ({ ...option, id: `${id}-${index}`, name: `${option.kind} ${option.text}` }),
    )
  }, [id, list, isEmpty, completions, isOpen])
}
