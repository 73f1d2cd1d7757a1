import { Select } from '../../ui/select.tsx'
import { place, setParams } from '../address.ts'
import { both } from '../find/both.ts'
import { QueryBar } from '../find/query-bar.tsx'
import { text } from '../text/policies.ts'
import { controlColumns, kindColumn } from './control-columns.tsx'
import { ControlTable } from './control-table.tsx'
import styles from './policies.module.css'

const kinds = { own: 'CUSTOM', builtIn: 'SYSTEM' } as const
type Kind = keyof typeof kinds

const [titleColumn, ...otherColumns] = controlColumns
const columns = titleColumn ? [titleColumn, kindColumn, ...otherColumns] : otherColumns

/** All controls, built in and one's own, with the query language. */
export function ControlList() {
  const { query = '', kind = '' } = place.value.params
  const chosen = kind in kinds ? (kind as Kind) : undefined
  return (
    <>
      <div class={styles.queryLine}>
        <div class={styles.queryBar}>
          <QueryBar list="controls" value={query} onChange={(next) => setParams({ query: next || undefined })} />
        </div>
        <Select
          label={text.columns.kind}
          isLabelHidden
          value={chosen ?? ''}
          options={[
            { value: '', label: text.anyKind },
            { value: 'own', label: text.own },
            { value: 'builtIn', label: text.builtIn },
          ]}
          onChange={(next) => setParams({ kind: next || undefined })}
        />
      </div>
      <ControlTable
        label={text.tabs.controls}
        columns={columns}
        query={{ query: both(query, chosen && `control.type:${kinds[chosen]}`) }}
        filters={['query', 'kind']}
      />
    </>
  )
}
