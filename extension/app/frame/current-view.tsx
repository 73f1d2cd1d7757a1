import type { ComponentType } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { place } from '../address.ts'
import { text } from '../text/frame.ts'
import { firstView, type View, viewOf } from '../views.ts'
import { ViewGuard } from './view-guard.tsx'

/** The view that the address names; fetched when it is first shown. */
export function CurrentView({ connectors }: { readonly connectors: number }) {
  const name = place.value.path[0] ?? firstView(connectors)
  const view = viewOf(name)
  if (view) return <Fetched view={view} key={name} />
  return (
    <EmptyState title={text.nothingHere}>
      <p>{text.nothingHereWhy}</p>
    </EmptyState>
  )
}

const fetched = new Map<View, ComponentType>()

/** Fetches a view, so that it can be drawn at once. */
export async function fetchView(view: View): Promise<ComponentType> {
  const component = fetched.get(view) ?? (await view.load())
  fetched.set(view, component)
  return component
}

function Fetched({ view }: { readonly view: View }) {
  const [Shown, setShown] = useState<ComponentType | undefined>(() => fetched.get(view))
  const [problem, setProblem] = useState<string>()
  useLayoutEffect(() => {
    document.title = `${view.title} · ${text.brand}`
    fetchView(view).then(
      (component) => setShown(() => component),
      (error: Error) => setProblem(error.message),
    )
  }, [view])
  if (Shown) {
    return (
      <ViewGuard>
        <Shown />
      </ViewGuard>
    )
  }
  if (problem) {
    return (
      <EmptyState title={text.problem}>
        <p role="alert">{problem}</p>
      </EmptyState>
    )
  }
  return (
    <p role="status">
      <Spinner /> {text.loading}
    </p>
  )
}
