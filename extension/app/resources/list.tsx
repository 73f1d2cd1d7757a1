import { useMemo } from 'preact/hooks'
import { ProblemBox } from '../../ui/problem-box.tsx'
import { Table } from '../../ui/table.tsx'
import { linkTo, place, setParams } from '../address.ts'
import { ChooseColumns, useChosenColumns } from '../choose-columns.tsx'
import { text } from '../text/resources.ts'
import { useList } from '../use-list.ts'
import { useNow } from '../use-now.ts'
import { useTypeLabels } from '../use-type-labels.ts'
import { Aside } from './aside.tsx'
import { filtersOf } from './filters.ts'
import { type ListedResource, listColumns } from './list-columns.tsx'
import { NoResources } from './no-resources.tsx'
import { Screen } from './screen.tsx'
import { TableBox } from './table-box.tsx'
import { fieldsOf } from './type-columns.ts'

/** What the list can be sorted by, as the API names it, with the direction that it has. */
const sorts = {
  failing: { id: 'failing', direction: 'desc' },
  name: { id: 'name', direction: 'asc' },
  discovered: { id: 'firstDiscovered', direction: 'asc' },
} as const
type SortName = keyof typeof sorts

/** Resources one by one: all that the filters leave, or those of one type. */
export function ResourceList({ type }: { readonly type?: string }) {
  const { params, scope } = place.value
  const now = useNow()
  const labelOf = useTypeLabels()
  const fields = fieldsOf(type ?? params.type)
  const filters = filtersOf({ params, scope }, type)
  const sort = sortOf(params.sort)
  const list = useList((api) => api.resources, {
    query: {
      ...filters,
      sort,
      pageSize: '200',
      ...(fields.length > 0 ? { columns: fields.map(toColumn).join() } : {}),
    },
  })
  const isOfOneType = type !== undefined
  const all = useMemo(() => listColumns({ now, labelOf, fields, isOfOneType }), [now, labelOf, fields, isOfOneType])
  const columns = useChosenColumns(all)
  const title = type === undefined ? text.title : labelOf(type)
  return (
    <Screen
      {...{ title, type, filters }}
      download={(api, file, request) => api.exports.resources.$get({ query: { ...filters, sort, ...file } }, request)}
      columns={columns.flatMap(({ id, isHidden }) => (isHidden ? [] : [id]))}
      tools={<ChooseColumns all={all} chosen={columns} />}
    >
      {list.problem && (
        <ProblemBox
          message={list.problem.message}
          advice={list.problem.details.advice}
          retry={{ label: text.retry, onRetry: list.refresh }}
        />
      )}
      {(list.length > 0 || list.isLoading) && (
        <TableBox rows={list.length}>
          <Table<ListedResource>
            label={type === undefined ? text.all : text.list(title)}
            {...{ columns }}
            total={list.length > 0 ? list.length : 8}
            rowAt={list.rowAt}
            onShow={list.show}
            keyOf={keyOf}
            hrefOf={hrefOf}
            onOpen={open}
            openKey={params.open}
            sort={sorts[sort]}
            onSort={turn}
          />
        </TableBox>
      )}
      {list.length === 0 && !list.isLoading && !list.problem && <NoResources />}
      <Aside />
    </Screen>
  )
}

const keyOf = ({ id }: ListedResource) => id
const hrefOf = ({ id }: ListedResource) => linkTo(['resources', 'detail', id])
const open = ({ id }: ListedResource) => setParams({ open: id, tab: undefined })
const toColumn = (field: string) => `config.${field}`
const sortOf = (word: string | undefined): SortName =>
  word !== undefined && Object.hasOwn(sorts, word) ? (word as SortName) : 'failing'

/** The API sorts each way in one direction; a second press goes back to what fails most, and from there to the oldest. */
function turn({ id }: { readonly id: string }): void {
  const now = sortOf(place.value.params.sort)
  const [pressed] = Object.entries(sorts).find(([, one]) => one.id === id) ?? []
  setParams({ sort: pressed === now ? (now === 'failing' ? 'discovered' : undefined) : pressed })
}
