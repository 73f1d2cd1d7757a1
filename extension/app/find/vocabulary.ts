import { useMemo } from 'preact/hooks'
import type { Vocabulary } from '../../../shared/query/token.ts'
import { useRead } from '../read.ts'

/**
 * What the parser is told here: the resource types, as far as the worker told them. Mandates are for the worker to look up;
 * here it is enough that they may be asked for.
 */
export function useVocabulary(isNeeded: boolean): Vocabulary {
  const { data } = useRead((api) => api['resource-types'], isNeeded ? { query: {} } : undefined)
  return useMemo(() => ({ types: data?.items ?? [], mandates: [] }), [data])
}
