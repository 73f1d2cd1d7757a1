import { Name } from '../../../ui/name.tsx'
import { text } from '../../text/resources.ts'
import { Value } from '../value.tsx'
import styles from './plain-table.module.css'

/** The tags, one a line. */
export function TagTable({ tags }: { readonly tags: Readonly<Record<string, string>> }) {
  const all = Object.entries(tags).sort(([a], [b]) => a.localeCompare(b))
  if (all.length === 0) return <p class={styles.quiet}>{text.noTags}</p>
  return (
    <div class={styles.box}>
      <table class={styles.table} aria-label={text.tags}>
        <thead>
          <tr>
            <th scope="col">{text.key}</th>
            <th scope="col">{text.value}</th>
          </tr>
        </thead>
        <tbody>
          {all.map(([key, value]) => (
            <tr key={key}>
              <th scope="row">
                <Name text={key} />
              </th>
              <td>
                <Value of={value} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
