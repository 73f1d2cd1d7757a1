import { Name } from '../../ui/name.tsx'
import { SeverityMark } from '../../ui/severity-mark.tsx'
import type { Column } from '../../ui/table-types.ts'
import { text } from '../text/policies.ts'
import type { ListedControl } from './data.ts'
import { Kind } from './kind.tsx'
import styles from './policies.module.css'
import { postureColumns } from './posture-columns.tsx'

const { columns } = text

/** Columns of tables of controls; the first one opens the control. */
export const controlColumns: readonly Column<ListedControl>[] = [
  { id: 'title', title: columns.control, width: 260, grow: 3, sort: true, cell: ({ title }) => <Name text={title} /> },
  { id: 'cid', title: columns.cid, width: 80, align: 'end', sort: true, cell: ({ cid }) => cid },
  {
    id: 'criticality',
    title: columns.criticality,
    width: 110,
    sort: true,
    cell: ({ criticality }) => (
      <span class={styles.mark}>
        <SeverityMark severity={criticality} /> {text.criticality[criticality]}
      </span>
    ),
  },
  { id: 'service', title: columns.service, width: 120, cell: ({ service }) => service },
  ...postureColumns.map((column) => (column.id === 'fail' ? { ...column, sort: true } : column)),
]

/** Whether a control is built in, or of one's own; for tables that hold both. */
export const kindColumn: Column<ListedControl> = {
  id: 'kind',
  title: columns.kind,
  width: 80,
  cell: ({ origin }) => <Kind isOwn={Boolean(origin)} />,
}
