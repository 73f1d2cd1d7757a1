import { useEffect, useMemo } from 'preact/hooks'
import type { Actions } from './actions.ts'
import { FindingsList } from './findings-list.tsx'
import { Header } from './header.tsx'
import { Overview } from './overview.tsx'
import { PairingView } from './pairing-view.tsx'
import styles from './popup.module.css'
import { ResourceView } from './resource-view.tsx'
import { createStore, type Store } from './store.ts'
import { Waiting } from './waiting.tsx'

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
  if (!status) return <Waiting problem={store.problem.value} onRetry={store.refresh} />
  if (!status.paired) return <PairingView actions={actions} onPaired={store.accept} />
  return (
    <>
      <Header store={store} status={status} />
      <CurrentView store={store} actions={actions} />
    </>
  )
}

function CurrentView({ store, actions }: { readonly store: Store; readonly actions: Actions }) {
  const view = store.views.value.at(-1)
  const version = store.version.value
  const { ask } = actions
  if (view?.kind === 'findings') {
    const { title, query, at } = view
    const onOpen = (resourceId: string, name: string, from: number) =>
      store.open({ kind: 'resource', resourceId, name }, from)
    return (
      <FindingsList
        {...{ title, query, ask, version, onOpen, ...(at !== undefined && { at }) }}
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
