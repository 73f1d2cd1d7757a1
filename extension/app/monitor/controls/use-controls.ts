import type { InferResponseType } from 'hono/client'
import { useCallback } from 'preact/hooks'
import type { ApiClient } from '../../../sync/api-client.ts'
import type { Sort } from '../../../ui/table-types.ts'
import { place } from '../../address.ts'
import { useList } from '../../use-list.ts'
import type { askedControls } from '../asked.ts'

/** A control in a list, with its posture. */
export type ListedControl = InferResponseType<ApiClient['controls']['$get'], 200>['items'][number]

/** Columns that the API sorts by, each with the direction that it sorts in. */
const directions = { fail: 'desc', cid: 'asc', title: 'asc', criticality: 'desc' } as const
type SortId = keyof typeof directions

const isSort = (id: string | undefined): id is SortId => id !== undefined && Object.hasOwn(directions, id)

/** What the address says that the list is sorted by; the most failing ones first unless it says so: `title`, `-cid`. */
export function sortOf(
  { sort }: Readonly<Record<string, string>> = place.value.params,
): Sort & { readonly id: SortId } {
  const name = sort?.replace(/^-/, '')
  if (!isSort(name)) return { id: 'fail', direction: 'desc' }
  return { id: name, direction: sort?.startsWith('-') ? 'desc' : 'asc' }
}

/** The same for the address. */
export const sortParam = ({ id, direction }: Sort) =>
  id === 'fail' && direction === 'desc' ? undefined : `${direction === 'desc' ? '-' : ''}${id}`

/** The list of controls that the address asks for. Where the API sorts the other way round it is read from its end. */
export function useControls(asked: ReturnType<typeof askedControls>) {
  const { id, direction } = sortOf()
  const list = useList((api) => api.controls, { query: { ...asked, sort: id, pageSize: '500' } })
  const last = list.length - 1
  const { show } = list
  const showReversed = useCallback((from: number, to: number) => show(last - to, last - from), [show, last])
  if (directions[id] === direction) return list
  return {
    ...list,
    rowAt: (index: number) => list.rowAt(last - index),
    show: showReversed,
  }
}
