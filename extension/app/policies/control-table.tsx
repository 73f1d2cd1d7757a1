import type { Column } from '../../ui/table-types.ts'
import { place, setParams } from '../address.ts'
import { text } from '../text/policies.ts'
import { useList } from '../use-list.ts'
import { controlColumns } from './control-columns.tsx'
import type { ListedControl } from './data.ts'
import { ListedTable } from './listed-table.tsx'
import { links } from './places.ts'
import { datedScopeQuery } from './scope.ts'

const sorts = ['title', 'cid', 'criticality', 'fail'] as const
type Sorted = (typeof sorts)[number]

type Props = {
  readonly label: string
  /** What the list is narrowed to beside the scope, as `GET /api/controls` takes it. */
  readonly query: Readonly<Record<string, string | undefined>>
  readonly columns?: readonly Column<ListedControl>[]
  /** Params that narrow the list: emptied where nothing is found. */
  readonly filters: readonly string[]
}

/** Controls with their posture; what they are sorted by stands in the address. */
export function ControlTable({ label, query, columns = controlColumns, filters }: Props) {
  const { sort = 'cid' } = place.value.params
  const order: Sorted = sorts.find((one) => one === sort) ?? 'cid'
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value))
  const asked = { ...datedScopeQuery(), ...given, sort: order }
  const list = useList((api) => api.controls, { query: { ...asked, pageSize: '200' } })
  return (
    <ListedTable<ListedControl>
      {...{ label, columns, list, filters }}
      found={text.controlsFound}
      hrefOf={({ cid }) => links.control(cid)}
      sort={{ id: order, direction: order === 'fail' ? 'desc' : 'asc' }}
      onSort={({ id }) => setParams({ sort: id })}
      none={{ title: text.noControls, why: text.noControlsWhy }}
      file={(api, file, request) => api.exports.controls.$get({ query: { ...asked, ...file } }, request)}
    />
  )
}
