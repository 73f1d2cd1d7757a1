import { useMemo } from 'preact/hooks'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Name } from '../../../ui/name.tsx'
import { SeverityMark } from '../../../ui/severity-mark.tsx'
import { Table } from '../../../ui/table.tsx'
import type { Column } from '../../../ui/table-types.ts'
import { linkTo, place, setParams } from '../../address.ts'
import { PostureBar } from '../../posture-bar.tsx'
import { text } from '../../text/monitor.ts'
import styles from './control-list.module.css'
import { type ListedControl, sortOf, sortParam, type useControls } from './use-controls.ts'

/** The controls with green and red; each leads to the resources that it is about. */
export function ControlList({ controls }: { readonly controls: ReturnType<typeof useControls> }) {
  const { length, rowAt, show, isLoading, at } = controls
  const sort = sortOf()
  const isWaiting = isLoading && at === undefined
  const empty = useMemo(() => <None />, [])
  return (
    <Table
      label={text.list}
      columns={columns}
      total={isWaiting ? 12 : length}
      rowAt={isWaiting ? () => undefined : rowAt}
      onShow={show}
      keyOf={keyOf}
      hrefOf={hrefOf}
      sort={sort}
      onSort={(next) => setParams({ sort: sortParam(next) })}
      rowHeight={48}
      empty={isWaiting || !at ? undefined : empty}
    />
  )
}

const keyOf = ({ cid }: ListedControl) => String(cid)

/** The search and the region of the list hold for the resources of a control, too. */
function hrefOf({ cid }: ListedControl): string {
  const { query, region } = place.value.params
  return linkTo(['monitor', 'controls', String(cid)], { ...(query && { query }), ...(region && { region }) })
}

const columns: readonly Column<ListedControl>[] = [
  {
    id: 'title',
    title: text.control,
    width: 220,
    grow: 1,
    sort: true,
    cell: ({ title }) => <Name text={title} class={styles.title} />,
  },
  { id: 'cid', title: text.cid, width: 64, align: 'end', sort: true, cell: ({ cid }) => cid },
  {
    id: 'criticality',
    title: text.criticalityTitle,
    width: 104,
    sort: true,
    cell: ({ criticality }) => <Criticality criticality={criticality} />,
  },
  {
    id: 'service',
    title: text.service,
    width: 120,
    cell: ({ service }) => <Name text={service} class={styles.title} />,
  },
  {
    id: 'fail',
    title: text.failing,
    width: 96,
    align: 'end',
    sort: true,
    cell: ({ posture: { fail } }) => text.number(fail),
  },
  { id: 'posture', title: text.postureShort, width: 124, cell: ({ posture }) => <PostureBar posture={posture} /> },
]

function Criticality({ criticality }: Pick<ListedControl, 'criticality'>) {
  return (
    <span class={styles.criticality}>
      <SeverityMark severity={criticality} /> {text.criticality[criticality]}
    </span>
  )
}

const None = () => (
  <EmptyState title={text.noControls}>
    <p>{text.noControlsWhy}</p>
  </EmptyState>
)
