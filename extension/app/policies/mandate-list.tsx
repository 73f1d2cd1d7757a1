import { Name } from '../../ui/name.tsx'
import type { Column } from '../../ui/table-types.ts'
import { place } from '../address.ts'
import { mandateTitle } from '../mandate-title.ts'
import { text } from '../text/policies.ts'
import { useList } from '../use-list.ts'
import type { ListedMandate } from './data.ts'
import { ListedTable } from './listed-table.tsx'
import { links } from './places.ts'
import styles from './policies.module.css'
import { postureColumns } from './posture-columns.tsx'
import { scopeQuery } from './scope.ts'

const { columns: titles } = text

const columns: readonly Column<ListedMandate>[] = [
  { id: 'mandate', title: titles.mandate, width: 240, grow: 3, cell: (one) => <Name text={mandateTitle(one)} /> },
  {
    id: 'provider',
    title: titles.provider,
    width: 130,
    cell: ({ clouds }) => clouds.map((cloud) => text.clouds[cloud]).join(', '),
  },
  {
    id: 'requirements',
    title: titles.requirements,
    width: 120,
    align: 'end',
    cell: ({ requirements }) => requirements.toLocaleString('en'),
  },
  { id: 'controls', title: titles.controls, width: 90, align: 'end', cell: ({ controls }) => controls.length },
  ...postureColumns,
]

/** The mandates whose controls are about what all views are narrowed to. */
export function MandateList() {
  const list = useList((api) => api.mandates, { query: { ...scopeQuery(), pageSize: '200' } })
  return (
    <ListedTable<ListedMandate>
      label={text.tabs.mandates}
      {...{ columns, list }}
      found={text.mandatesFound}
      hrefOf={({ slug }) => links.mandate(slug)}
      none={{ title: text.noMandates, why: text.noMandatesWhy }}
      file={(api, file, request) => api.exports.mandates.$get({ query: { ...scopeQuery(), ...file } }, request)}
    >
      {place.value.scope.range && <span class={styles.quiet}>{text.rangeIsNot}</span>}
    </ListedTable>
  )
}
