import { useMemo, useState } from 'preact/hooks'
import { Button } from './button.tsx'
import { ColumnsMenu } from './columns-menu.tsx'
import { EmptyState } from './empty-state.tsx'
import styles from './gallery.module.css'
import { Icon } from './icon.tsx'
import { Menu } from './menu.tsx'
import { Name } from './name.tsx'
import { SeverityMark } from './severity-mark.tsx'
import { ShareBar } from './share-bar.tsx'
import { Table } from './table.tsx'
import type { Column, Sort } from './table-types.ts'
import { Tag } from './tag.tsx'

type Row = { readonly id: number; readonly name: string; readonly failing: number; readonly passing: number }

const labels = { pass: 'Pass', fail: 'Fail', unknown: 'Unknown', excepted: 'Excepted' }
const rows: readonly Row[] = Array.from({ length: 50_000 }, (_, id) => ({
  id,
  name: `invoices-${String(id).padStart(5, '0')}`,
  failing: (id * 7919) % 23,
  passing: (id * 104_729) % 61,
}))
const regions = ['eu-west-1', 'us-east-1', 'ap-southeast-2']

const all: readonly Column<Row>[] = [
  { id: 'name', title: 'Name', width: 200, grow: 2, sort: true, cell: ({ name }) => <Name text={name} /> },
  { id: 'worst', title: 'Worst', width: 80, cell: () => <SeverityMark severity="HIGH" label="High" /> },
  { id: 'region', title: 'Region', width: 140, grow: 1, cell: ({ id }) => regions[id % 3] },
  { id: 'state', title: 'State', width: 110, cell: ({ id }) => <Tag tone={id % 3 ? 'good' : 'quiet'}>Online</Tag> },
  { id: 'failing', title: 'Failing', width: 100, align: 'end', sort: true, cell: ({ failing }) => failing },
  {
    id: 'share',
    title: 'Evaluations',
    width: 160,
    cell: ({ failing, passing }) => (
      <ShareBar counts={{ pass: passing, fail: failing }} labels={labels} emptyLabel="No results yet" />
    ),
  },
  {
    id: 'actions',
    title: 'Actions',
    width: 80,
    cell: ({ name }, tabIndex) => (
      <Menu
        label={`Actions for ${name}`}
        icon={<Icon name="more" />}
        tabIndex={tabIndex}
        items={[{ label: 'Evaluate again', onSelect: () => console.info(name) }]}
      />
    ),
  },
]

/** 50,000 rows, of which every third hundred is still being loaded. */
export function GalleryTable() {
  const [columns, setColumns] = useState(all)
  const [sort, setSort] = useState<Sort>({ id: 'name', direction: 'asc' })
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const [openKey, setOpenKey] = useState<string>()
  const [isEmpty, setEmpty] = useState(false)
  const sorted = useMemo(() => [...rows].sort((a, b) => compare(a, b, sort)), [sort])
  const state = chosen.size === 0 ? 'none' : chosen.size === rows.length ? 'all' : 'some'
  return (
    <>
      <div class={styles.line}>
        <ColumnsMenu
          label="Columns"
          columns={columns}
          onChange={setColumns}
          upLabel={(title) => `Move ${title} up`}
          downLabel={(title) => `Move ${title} down`}
          reset={{ label: 'As at first', onReset: () => setColumns(all) }}
        />
        <Button isPressed={isEmpty} onClick={() => setEmpty(!isEmpty)}>
          Empty
        </Button>
      </div>
      <div class={styles.table}>
        <Table
          label="Buckets"
          columns={columns}
          total={isEmpty ? 0 : rows.length}
          rowAt={(index) => (Math.floor(index / 100) % 3 === 2 ? undefined : sorted[index])}
          keyOf={({ id }) => String(id)}
          onOpen={({ id }) => setOpenKey(String(id))}
          openKey={openKey}
          sort={sort}
          onSort={setSort}
          selection={{
            isSelected: ({ id }) => chosen.has(id),
            toggle: ({ id }) => setChosen(toggled(chosen, id)),
            toggleAll: () => setChosen(state === 'all' ? new Set() : new Set(rows.map(({ id }) => id))),
            state,
            labelAll: 'Select all',
            labelOf: ({ name }) => `Select ${name}`,
          }}
          empty={<EmptyState title="No bucket matches" />}
        />
      </div>
    </>
  )
}

function compare(a: Row, b: Row, { id, direction }: Sort): number {
  const order = id === 'failing' ? a.failing - b.failing : a.id - b.id
  return direction === 'asc' ? order : -order
}

function toggled(all: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const next = new Set(all)
  if (!next.delete(id)) next.add(id)
  return next
}
