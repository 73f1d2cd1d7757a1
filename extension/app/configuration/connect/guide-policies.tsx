import { text } from '../../text/configuration-connect.ts'
import { PolicyText } from '../policy-text.tsx'
import styles from './guide-panel.module.css'
import type { Guide } from './use-guide.ts'

/** The policies of the role, all files, and every permission by name. */
export function GuidePolicies({ guide: { grants = [], files, permissions } }: { readonly guide: Guide }) {
  return (
    <>
      {grants.length > 0 && (
        <details class={styles.fold}>
          <summary>{text.policies}</summary>
          <dl class={styles.grants}>
            {grants.map(({ name, about, managedPolicy, actions }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  {about}
                  <code>{managedPolicy ?? actions.join(', ')}</code>
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      <details class={styles.fold}>
        <summary>{text.files}</summary>
        {files.map(({ name, about, content }) => (
          <div key={name} class={styles.file}>
            <p class={styles.quiet}>{about}</p>
            <PolicyText title={name} content={content} file={name} />
          </div>
        ))}
      </details>
      <details class={styles.fold}>
        <summary>{text.permissions(permissions.length)}</summary>
        <code class={styles.permissions}>{permissions.join('\n')}</code>
      </details>
    </>
  )
}
