import { Age, SyncWarning } from '../../popup/freshness.tsx'
import type { Status } from '../../sync/messages.ts'
import { BrandMark } from '../../ui/brand-mark.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { isPaletteOpen } from '../find/palette.tsx'
import { text } from '../text/frame.ts'
import { useNow } from '../use-now.ts'
import { worker } from '../worker.ts'
import styles from './header.module.css'

type Props = {
  readonly status: Status
  readonly problem: string | undefined
  readonly onSync: () => void
}

/** Brand, how old the findings are, and what keeps them from being newer. */
export function Header({ status, problem, onSync }: Props) {
  const now = useNow()
  const { synced, syncing } = status
  return (
    <header class={styles.header}>
      <div class={styles.line}>
        <BrandMark />
        <span class={styles.brand}>{text.brand}</span>
        <button type="button" class={styles.find} onClick={openPalette} aria-keyshortcuts="Control+K Meta+K">
          {text.find} <kbd>{text.findKey}</kbd>
        </button>
        <span class={styles.end}>
          {worker.value?.role === 'reader' && <span class={styles.quiet}>{text.readOnly}</span>}
          <Age {...{ synced, now }} />
          {syncing ? (
            <span role="status">
              <Spinner /> {text.syncing}
            </span>
          ) : (
            <button type="button" class={styles.sync} onClick={onSync}>
              {text.sync}
            </button>
          )}
        </span>
      </div>
      <SyncWarning {...{ synced, now, problem: problem ?? status.problem }} />
    </header>
  )
}

function openPalette(): void {
  isPaletteOpen.value = true
}
