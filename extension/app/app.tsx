import { useEffect } from 'preact/hooks'
import { Waiting } from '../popup/waiting.tsx'
import type { Status } from '../sync/messages.ts'
import { Toasts } from '../ui/toasts.tsx'
import type { Actions } from './actions.ts'
import { followAddress } from './address.ts'
import styles from './app.module.css'
import { Palette } from './find/palette.tsx'
import { CurrentView } from './frame/current-view.tsx'
import { Header } from './frame/header.tsx'
import { Navigation } from './frame/navigation.tsx'
import { ScopeBar } from './frame/scope-bar.tsx'
import { lazily } from './lazily.tsx'
import { text } from './text/frame.ts'
import { useStatus } from './use-status.ts'

const PairingView = lazily(() => import('../popup/pairing-view.tsx').then((m) => m.PairingView))

type Props = {
  readonly actions: Actions
  /** The status as it was last kept, where one was. */
  readonly kept: Status | undefined
}

/** The full page: navigation, what all views are narrowed to, and the view that the address names. */
export function App({ actions, kept }: Props) {
  const { status, problem, refresh, accept, sync } = useStatus(actions, kept)
  useEffect(followAddress, [])

  if (!status) return <Waiting problem={problem} onRetry={refresh} />
  if (!status.paired) {
    return (
      <main class={styles.pairing}>
        <PairingView actions={actions} onPaired={accept} />
      </main>
    )
  }
  return (
    <div class={styles.app}>
      <button type="button" class={styles.skip} onClick={skip}>
        {text.skip}
      </button>
      <Header status={status} problem={problem} onSync={sync} />
      <Palette actions={[{ id: 'sync', label: text.sync, run: sync }]} ask={actions.ask} status={status} />
      <Navigation connectors={status.connectors.length} />
      <ScopeBar connectors={status.connectors} />
      <main class={styles.content} id="content" tabIndex={-1}>
        <CurrentView connectors={status.connectors.length} />
      </main>
      <Toasts label={text.messages} closeLabel={text.close} />
    </div>
  )
}

/** To what the view shows, past all that stands around it. */
const skip = () => document.getElementById('content')?.focus()
