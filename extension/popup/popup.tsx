import { useEffect, useMemo } from 'preact/hooks'
import { EmptyState } from '../ui/empty-state.tsx'
import { Spinner } from '../ui/spinner.tsx'
import type { Actions } from './actions.ts'
import { FindingsList } from './findings-list.tsx'
import { Header } from './header.tsx'
import { Overview } from './overview.tsx'
import { PairingView } from './pairing-view.tsx'
import styles from './popup.module.css'
import { ResourceView } from './resource-view.tsx'
import { createStore, type Store } from './store.ts'
import { text } from './text.ts'

/** The popup: pairing first, then the overview, and from there down to the steps of one resource. */
export function Popup({ actions }: { readonly actions: Actions }) {
  const store = useMemo(() => createStore(actions), [actions])
  useEffect(() => store.start(), [store])

  useEffect(() => goBackOnEscape(store), [store])

  return (
    <div class={styles.popup}>
      <Content store={store} actions={actions} />
    </div>
  )
}

/** On the document: while one view gives way to another, the focus is nowhere. In the overview, Escape closes the popup. */
function goBackOnEscape(store: Store): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || store.views.value.length < 2) return
    event.preventDefault()
    store.back()
  }
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}

function Content({ store, actions }: { readonly store: Store; readonly actions: Actions }) {
  const status = store.status.value
  if (!status) return <Waiting store={store} />
  if (!status.paired) return <PairingView actions={actions} onPaired={store.accept} />
  return (
    <>
      <Header store={store} status={status} />
      <CurrentView store={store} actions={actions} />
    </>
  )
}

function Waiting({ store }: { readonly store: Store }) {
  const problem = store.problem.value
  if (!problem) {
    return (
      <p class={styles.waiting} role="status">
        <Spinner /> {text.loading}
      </p>
    )
  }
  return (
    <EmptyState title={text.problem}>
      <p role="alert">{problem}</p>
      <button type="button" class={styles.button} onClick={store.refresh}>
        {text.retry}
      </button>
    </EmptyState>
  )
}

function CurrentView({ store, actions }: { readonly store: Store; readonly actions: Actions }) {
  const view = store.views.value.at(-1)
  const version = store.version.value
  const { ask } = actions
  if (view?.kind === 'findings') {
    const { title, query } = view
    const onOpen = (resourceId: string, name: string) => store.open({ kind: 'resource', resourceId, name })
    return (
      <FindingsList
        {...{ title, query, ask, version, onOpen }}
        key={query.text === undefined ? JSON.stringify(query) : 'search'}
        onBack={store.back}
      />
    )
  }
  if (view?.kind === 'resource') {
    const { resourceId, name } = view
    return <ResourceView {...{ resourceId, name, ask, version }} key={resourceId} onBack={store.back} />
  }
  return <Overview store={store} {...(actions.openSidePanel && { onSidePanel: actions.openSidePanel })} />
}
