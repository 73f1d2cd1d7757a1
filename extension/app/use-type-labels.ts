import { useMemo } from 'preact/hooks'
import { typeLabel } from '../popup/type-label.ts'
import { useRead } from './read.ts'

/** What people call a resource type; made from its name until the worker has told. */
export function useTypeLabels(): (type: string) => string {
  const { data } = useRead((api) => api['resource-types'], { query: {} })
  return useMemo(() => {
    const labels = new Map(data?.items.map(({ type, label }) => [type, label]))
    return (type: string) => labels.get(type) ?? typeLabel(type)
  }, [data])
}
