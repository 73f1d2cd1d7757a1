import { place } from '../address.ts'
import { useRead } from '../read.ts'
import { BoardPage } from './board-page.tsx'

/** Dashboards: the one that the address names, or the one that whoever looks has chosen to see first. */
export function Dashboards() {
  const [, named] = place.value.path
  const heads = useRead((api) => api.dashboards, { query: { pageSize: '500' } })
  const id = named ?? heads.data?.items.find(({ isDefault }) => isDefault)?.id
  return <BoardPage key={id ?? ''} {...{ id, heads }} />
}
