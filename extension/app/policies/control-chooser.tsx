import { useState } from 'preact/hooks'
import { Checkbox } from '../../ui/checkbox.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Table } from '../../ui/table.tsx'
import { useRead } from '../read.ts'
import { Failure } from '../shown.tsx'
import { text } from '../text/policies.ts'
import { controlColumns, kindColumn } from './control-columns.tsx'
import type { ListedControl } from './data.ts'
import styles from './policies.module.css'
import { TableBox } from './table-box.tsx'

const words = text.policyForm

type Props = {
  readonly cloud: ListedControl['cloud']
  readonly chosen: readonly number[]
  readonly onChange: (controls: readonly number[]) => void
}

const columns = [...controlColumns.slice(0, 4), kindColumn].map((column) => ({ ...column, sort: false }))

/** The controls of a cloud to choose from: those chosen keep their order, further ones come behind. */
export function ControlChooser({ cloud, chosen, onChange }: Props) {
  const [filter, setFilter] = useState('')
  const [isOnlyChosen, setOnlyChosen] = useState(false)
  const read = useControlsOf(cloud)
  const picked = new Set(chosen)
  const looked = filter.trim().toLowerCase()
  const shown = read.items
    .filter(({ title, slug, cid }) => `${cid} ${title} ${slug}`.toLowerCase().includes(looked))
    .filter(({ cid }) => !isOnlyChosen || picked.has(cid))
  const shownPicked = shown.filter(({ cid }) => picked.has(cid)).length
  const toggle = ({ cid }: ListedControl) =>
    onChange(picked.has(cid) ? chosen.filter((one) => one !== cid) : [...chosen, cid])
  const toggleAll = () => {
    const cids = shown.map(({ cid }) => cid)
    if (shownPicked === shown.length) onChange(chosen.filter((cid) => !cids.includes(cid)))
    else onChange([...chosen, ...cids.filter((cid) => !picked.has(cid))])
  }
  // What could not be read is not an empty list.
  const isUnknown = read.problem !== undefined && read.data === undefined
  const total = read.isLoading && read.items.length === 0 ? 8 : shown.length
  return (
    <section class={styles.page} aria-label={words.controls}>
      <div class={styles.filters}>
        <SearchField label={text.filterControls} value={filter} onChange={setFilter} />
        <Checkbox label={words.onlyChosen} isChecked={isOnlyChosen} onChange={setOnlyChosen} />
        <span role="status">{words.chosen(chosen.length)}</span>
      </div>
      <Failure read={read} />
      {!isUnknown && (
        <TableBox rows={total}>
          <Table<ListedControl>
            label={words.controls}
            columns={columns}
            total={total}
            rowAt={(index) => shown[index]}
            keyOf={({ cid }) => String(cid)}
            selection={{
              isSelected: ({ cid }) => picked.has(cid),
              toggle,
              toggleAll,
              state: selected(shownPicked, shown.length),
              labelAll: words.selectAll,
              labelOf: ({ title }) => words.select(title),
            }}
            empty={
              <EmptyState title={text.noControls}>
                <p>{text.noControlsWhy}</p>
              </EmptyState>
            }
          />
        </TableBox>
      )}
    </section>
  )
}

function selected(picked: number, all: number): 'none' | 'some' | 'all' {
  if (picked === 0) return 'none'
  return picked === all ? 'all' : 'some'
}

/** All controls of a cloud; there are at most 500 of one's own beside the built-in ones, which fit on two pages. */
function useControlsOf(cloud: ListedControl['cloud']) {
  const query = { cloud, sort: 'cid', pageSize: '500' } as const
  const first = useRead((api) => api.controls, { query })
  const hasMore = (first.data?.total ?? 0) > 500
  const second = useRead((api) => api.controls, hasMore ? { query: { ...query, page: '2' } } : undefined)
  const { data, problem, refresh, isLoading } = first
  return {
    items: [...(data?.items ?? []), ...(second.data?.items ?? [])],
    data,
    problem: problem ?? second.problem,
    refresh,
    isLoading,
  }
}
