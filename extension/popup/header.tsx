import type { Status } from '../sync/messages.ts'
import { BrandMark } from '../ui/brand-mark.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { Age, SyncWarning } from './freshness.tsx'
import styles from './header.module.css'
import type { Store } from './store.ts'
import { text } from './text.ts'

type Props = {
  readonly store: Store
  readonly status: Status
}

/** Brand, age of the data, sync, search; below them, what is wrong with the sync. */
export function Header({ store, status }: Props) {
  const problem = store.problem.value ?? status.problem
  const { synced } = status
  const now = store.now.value
  return (
    <header class={styles.header}>
      <div class={styles.line}>
        <BrandMark />
        <h1>{text.brand}</h1>
        <a class={styles.app} href="/app.html" target="_blank" rel="noopener">
          {text.app}
        </a>
        <span class={styles.end}>
          {(synced || !status.syncing) && <Age {...{ synced, now }} />}
          <SyncButton status={status} onSync={store.sync} />
        </span>
      </div>
      <Search store={store} />
      <SyncWarning {...{ synced, now, problem }} />
    </header>
  )
}

function SyncButton({ status, onSync }: { readonly status: Status; readonly onSync: () => void }) {
  if (!status.syncing) {
    return (
      <button type="button" class={styles.sync} onClick={onSync}>
        {text.sync}
      </button>
    )
  }
  return (
    <span class={styles.progress} role="status">
      <Spinner /> {status.received ? text.receiving(status.received) : text.syncing}
    </span>
  )
}

function Search({ store }: { readonly store: Store }) {
  return (
    <input
      class={styles.search}
      type="search"
      aria-label={text.search}
      placeholder={text.search}
      value={store.search.value}
      onInput={({ currentTarget: { value } }) => store.searchFor(value, text.found(value.trim()))}
    />
  )
}
