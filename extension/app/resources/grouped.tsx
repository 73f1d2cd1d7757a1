import { useMemo } from 'preact/hooks'
import type { Cloud } from '../../../shared/resource.ts'
import { Name } from '../../ui/name.tsx'
import { ProblemBox } from '../../ui/problem-box.tsx'
import { ShareBar } from '../../ui/share-bar.tsx'
import { Table } from '../../ui/table.tsx'
import type { Column, Sort } from '../../ui/table-types.ts'
import { linkTo, place, setParams } from '../address.ts'
import { formatCount } from '../format-count.ts'
import { useRead } from '../read.ts'
import { text } from '../text/resources.ts'
import { filterNames, filtersOf } from './filters.ts'
import { NoResources } from './no-resources.tsx'
import { Screen } from './screen.tsx'
import { TableBox } from './table-box.tsx'

type TypeRow = {
  readonly type: string
  readonly label: string
  readonly cloud: Cloud
  readonly service: string
  readonly count: number
  readonly failing: number
}

/** Resources by their type: how many there are of each, and how many of them fail a control. */
export function GroupedResources() {
  const filters = filtersOf(place.value)
  const { data, isLoading, problem, refresh } = useRead((api) => api['resource-types'], { query: filters })
  const order = place.value.params.sort
  const sort = useMemo(() => readSort(order), [order])
  const rows = useMemo(() => sorted(data?.items.filter(({ count }) => count > 0) ?? [], sort), [data, sort])
  const isWaiting = data === undefined && isLoading
  return (
    <Screen
      title={text.title}
      filters={filters}
      download={(api, file, request) => api.exports['resource-types'].$get({ query: { ...filters, ...file } }, request)}
    >
      {problem && (
        <ProblemBox
          message={problem.message}
          advice={problem.details.advice}
          retry={{ label: text.retry, onRetry: refresh }}
        />
      )}
      {(rows.length > 0 || isWaiting) && (
        <TableBox rows={isWaiting ? waiting : rows.length}>
          <Table<TypeRow>
            label={text.types}
            {...{ columns, sort }}
            total={isWaiting ? waiting : rows.length}
            rowAt={(index) => rows[index]}
            keyOf={({ type }) => type}
            hrefOf={hrefOf}
            onSort={({ id, direction }) => setParams({ sort: `${id}-${direction}` })}
          />
        </TableBox>
      )}
      {data && rows.length === 0 && <NoResources />}
    </Screen>
  )
}

/** Rows that stand there while the types are asked for. */
const waiting = 8

const columns: readonly Column<TypeRow>[] = [
  { id: 'label', title: text.type, width: 180, grow: 2, sort: true, cell: ({ label }) => <Name text={label} /> },
  { id: 'cloud', title: text.provider, width: 92, sort: true, cell: ({ cloud }) => text.clouds[cloud] },
  {
    id: 'service',
    title: text.service,
    width: 130,
    grow: 1,
    sort: true,
    cell: ({ service }) => <Name text={service} />,
  },
  { id: 'count', title: text.resources, width: 104, align: 'end', sort: true, cell: ({ count }) => formatCount(count) },
  {
    id: 'failing',
    title: text.failing,
    width: 88,
    align: 'end',
    sort: true,
    cell: ({ failing }) => formatCount(failing),
  },
  {
    ...{ id: 'share', title: text.share, width: 150, grow: 1, sort: true },
    cell: ({ count, failing }) => (
      <ShareBar counts={{ fail: failing, unknown: count - failing }} labels={text.shareOf} emptyLabel={text.none} />
    ),
  },
]

/** The list of one type keeps the filters, but for those that the type decides. */
function hrefOf({ type }: TypeRow): string {
  const { params } = place.value
  const kept = filterNames.filter((name) => name !== 'type' && name !== 'service' && params[name])
  return linkTo(['resources', 'type', type], Object.fromEntries(kept.map((name) => [name, params[name] ?? ''])))
}

function readSort(word = ''): Sort {
  const [id = '', direction] = word.split('-')
  return columns.some((column) => column.id === id)
    ? { id, direction: direction === 'asc' ? 'asc' : 'desc' }
    : { id: 'failing', direction: 'desc' }
}

function sorted(rows: readonly TypeRow[], { id, direction }: Sort): readonly TypeRow[] {
  const sign = direction === 'asc' ? 1 : -1
  const value = (row: TypeRow) => (id === 'share' ? row.failing / row.count : row[id as keyof TypeRow])
  return rows.toSorted((a, b) => {
    const [left, right] = [value(a), value(b)]
    const order = typeof left === 'string' ? left.localeCompare(String(right)) : Number(left) - Number(right)
    return order * sign || a.label.localeCompare(b.label)
  })
}
