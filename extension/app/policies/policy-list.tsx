import { Name } from '../../ui/name.tsx'
import type { Column } from '../../ui/table-types.ts'
import { useRead } from '../read.ts'
import { text } from '../text/policies.ts'
import { useList } from '../use-list.ts'
import type { ListedPolicy } from './data.ts'
import { Kind } from './kind.tsx'
import { ListedTable } from './listed-table.tsx'
import { links } from './places.ts'
import { postureColumns } from './posture-columns.tsx'
import { datedScopeQuery } from './scope.ts'

const { columns: titles } = text

const columns: readonly Column<ListedPolicy>[] = [
  { id: 'policy', title: titles.policy, width: 240, grow: 3, cell: ({ title }) => <Name text={title} /> },
  { id: 'provider', title: titles.provider, width: 90, cell: ({ cloud }) => text.clouds[cloud] },
  { id: 'kind', title: titles.kind, width: 90, cell: ({ origin }) => <Kind isOwn={Boolean(origin)} /> },
  { id: 'controls', title: titles.controls, width: 90, align: 'end', cell: ({ controls }) => controls.length },
  ...postureColumns,
]

/** The policies within the scope of all views, built-in ones and one's own. */
export function PolicyList() {
  const list = useList((api) => api.policies, { query: { ...datedScopeQuery(), pageSize: '200' } })
  return (
    <ListedTable<ListedPolicy>
      label={text.tabs.policies}
      {...{ columns, list }}
      found={text.policiesFound}
      hrefOf={({ slug }) => links.policy(slug)}
      none={{ title: text.noPolicies, why: text.noPoliciesWhy }}
    />
  )
}

/** Policies with their posture, as far as they are within the scope and range of all views. */
export const usePolicies = () => useRead((api) => api.policies, { query: { ...datedScopeQuery(), pageSize: '500' } })
