import { useState } from 'preact/hooks'
import type { Status } from '../sync/messages.ts'
import styles from './footer.module.css'
import { text } from './text.ts'

type Props = {
  readonly status: Status
  readonly onUnpair: () => void
  readonly onSignIn: () => void
  readonly onSidePanel?: () => void
}

/** With which worker this browser is paired, and the way out. */
export function Footer({ status, onUnpair, onSignIn, onSidePanel }: Props) {
  const [isSure, setSure] = useState(false)
  const { paired } = status
  if (!paired) return null
  return (
    <footer class={styles.footer}>
      <span class={styles.worker}>
        {text.pairedWith} <bdi>{paired.worker}</bdi>
        {paired.role === 'reader' && ` (${text.readOnly})`}
      </span>
      <span class={styles.actions}>
        {isSure ? (
          <>
            <span>{text.unpairSure}</span>
            <button type="button" class={styles.danger} onClick={onUnpair}>
              {text.unpairYes}
            </button>
            <button type="button" class={styles.link} onClick={() => setSure(false)}>
              {text.unpairNo}
            </button>
          </>
        ) : (
          <>
            {paired.signedIn && (
              <button type="button" class={styles.link} onClick={onSignIn}>
                {text.signInAgain}
              </button>
            )}
            {onSidePanel && (
              <button type="button" class={styles.link} onClick={onSidePanel}>
                {text.sidePanel}
              </button>
            )}
            <button type="button" class={styles.link} onClick={() => setSure(true)}>
              {text.unpair}
            </button>
          </>
        )}
      </span>
    </footer>
  )
}
