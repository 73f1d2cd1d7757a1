import { EmptyState } from '../../ui/empty-state.tsx'
import { Name } from '../../ui/name.tsx'
import { Table } from '../../ui/table.tsx'
import type { Column } from '../../ui/table-types.ts'
import { PostureBar } from '../posture-bar.tsx'
import { useRead } from '../read.ts'
import { AsOf, Failure } from '../shown.tsx'
import { text } from '../text/policies.ts'
import type { ListedPolicy } from './data.ts'
import { follow, links } from './places.ts'
import styles from './policies.module.css'
import { datedScopeQuery } from './scope.ts'
import { TableBox } from './table-box.tsx'

const { columns: titles } = text

const columns: readonly Column<ListedPolicy>[] = [
  { id: 'policy', title: titles.policy, width: 240, grow: 3, cell: ({ title }) => <Name text={title} /> },
  { id: 'provider', title: titles.provider, width: 90, cell: ({ cloud }) => text.clouds[cloud] },
  {
    id: 'kind',
    title: titles.kind,
    width: 110,
    cell: ({ origin }) =>
      origin ? (
        text.own
      ) : (
        <span class={styles.quiet} title={text.builtInPolicy}>
          {text.builtIn}
        </span>
      ),
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

/** The policies within the scope of all views, built-in ones and one's own. */
export function PolicyList() {
  const read = usePolicies()
  const items = read.data?.items
  const total = items?.length ?? (read.isLoading ? 8 : 0)
  return (
    <>
      <Failure read={read} />
      <p class={styles.line} aria-live="polite">
        {items && text.policiesFound(read.data?.total ?? items.length)} <AsOf at={read.at} />
        {read.data?.isPartial && <span class={styles.quiet}>{text.partial}</span>}
      </p>
      {(items || read.isLoading) && (
        <TableBox rows={total}>
          <Table<ListedPolicy>
            label={text.tabs.policies}
            columns={columns}
            total={total}
            rowAt={(index) => items?.[index]}
            keyOf={({ slug }) => slug}
            hrefOf={({ slug }) => links.policy(slug)}
            onOpen={({ slug }) => follow(links.policy(slug))}
            empty={
              <EmptyState title={text.noPolicies}>
                <p>{text.noPoliciesWhy}</p>
              </EmptyState>
            }
          />
        </TableBox>
      )}
    </>
  )
}

/** All policies with their posture, as far as they are within the scope and range of all views. */
export const usePolicies = () => useRead((api) => api.policies, { query: { ...datedScopeQuery(), pageSize: '500' } })
