import { Name } from '../../../ui/name.tsx'
import { text } from '../../text/resources.ts'
import { fieldName } from '../field-name.ts'
import type { Detail } from './detail.ts'
import styles from './unread.module.css'

/** What a run could not read, why, and which permission was missing. */
export function Unread({ unread }: { readonly unread: Detail['unread'] }) {
  return (
    <section class={styles.unread}>
      <h3>{text.unreadTitle(unread.length)}</h3>
      <p>{text.unreadWhy}</p>
      <ul>
        {unread.map(({ field, operation, permission, reason }) => (
          <li key={`${field} ${operation}`}>
            <b>{fieldName(field)}</b>: <Name text={reason} />
            {permission && (
              <>
                {' '}
                (<Name text={text.unreadPermission(permission)} />)
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
