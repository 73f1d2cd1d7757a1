import { EmptyState } from '../../ui/empty-state.tsx'
import { Name } from '../../ui/name.tsx'
import { Table } from '../../ui/table.tsx'
import type { Column } from '../../ui/table-types.ts'
import { place } from '../address.ts'
import { mandateTitle } from '../mandate-title.ts'
import { PostureBar } from '../posture-bar.tsx'
import { useRead } from '../read.ts'
import { AsOf, Failure } from '../shown.tsx'
import { text } from '../text/policies.ts'
import type { ListedMandate } from './data.ts'
import { follow, links } from './places.ts'
import styles from './policies.module.css'
import { scopeQuery } from './scope.ts'
import { TableBox } from './table-box.tsx'

const { columns: titles } = text

const columns: readonly Column<ListedMandate>[] = [
  {
    id: 'mandate',
    title: titles.mandate,
    width: 260,
    grow: 3,
    cell: (mandate) => <Name text={mandateTitle(mandate)} />,
  },
  {
    id: 'requirements',
    title: titles.requirements,
    width: 120,
    align: 'end',
    cell: ({ requirements }) => requirements,
  },
  { id: 'controls', title: titles.controls, width: 90, align: 'end', cell: ({ controls }) => controls.length },
  {
    id: 'posture',
    title: titles.posture,
    width: 180,
    grow: 1,
    cell: ({ posture }) => <PostureBar posture={posture} />,
  },
  {
    id: 'failing',
    title: titles.failing,
    width: 90,
    align: 'end',
    cell: ({ posture }) => posture.fail.toLocaleString('en'),
  },
]

/** The mandates whose controls are about what all views are narrowed to. */
export function MandateList() {
  const read = useRead((api) => api.mandates, { query: { ...scopeQuery(), pageSize: '500' } })
  const items = read.data?.items
  const total = items?.length ?? (read.isLoading ? 8 : 0)
  return (
    <>
      <Failure read={read} />
      <p class={styles.line} aria-live="polite">
        {items && text.mandatesFound(read.data?.total ?? items.length)} <AsOf at={read.at} />
        {place.value.scope.range && <span class={styles.quiet}>{text.rangeIsNot}</span>}
      </p>
      {(items || read.isLoading) && (
        <TableBox rows={total}>
          <Table<ListedMandate>
            label={text.tabs.mandates}
            columns={columns}
            total={total}
            rowAt={(index) => items?.[index]}
            keyOf={({ slug }) => slug}
            hrefOf={({ slug }) => links.mandate(slug)}
            onOpen={({ slug }) => follow(links.mandate(slug))}
            empty={
              <EmptyState title={text.noMandates}>
                <p>{text.noMandatesWhy}</p>
              </EmptyState>
            }
          />
        </TableBox>
      )}
    </>
  )
}
