import type { Sort } from '../../../ui/table-types.ts'

/** `name` or `-name`, as it stands in an address. */
export function sortOf(param: string | undefined): Sort | undefined {
  if (!param) return undefined
  return param.startsWith('-') ? { id: param.slice(1), direction: 'desc' } : { id: param, direction: 'asc' }
}

export const sortParam = ({ id, direction }: Sort): string => (direction === 'desc' ? `-${id}` : id)
