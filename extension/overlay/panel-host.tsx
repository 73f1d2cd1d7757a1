import { render } from 'preact'
import type { Details } from '../sync/messages.ts'
import { keepFocus } from './keep-focus.ts'
import { ownShadow } from './own-shadow.ts'
import { pageTheme } from './page-theme.ts'
import { Panel } from './panel.tsx'
import type { Busy, PanelContent } from './panel-props.ts'
import { ownTags } from './skipped.ts'

export type PanelSource = {
  readonly details: (resourceId: string) => Promise<Details | null>
  readonly reevaluate: (resourceId: string, cid?: number) => Promise<Details | null>
}

const hostCss = `:host {
  all: initial !important; position: fixed !important; inset: 0 0 0 auto !important; width: 0 !important;
  height: 0 !important; margin: 0 !important; padding: 0 !important; border: 0 !important; overflow: visible !important;
  direction: inherit !important; z-index: 2147483647 !important; background: none !important;
}`

/** The panel as a drawer over a console page: it opens with the focus in it and gives the focus back when it closes. */
export function panelHost(source: PanelSource, signal: AbortSignal) {
  const host = document.createElement(ownTags.layer)
  host.setAttribute('popover', 'manual')
  const root = ownShadow(host, hostCss)
  const focus = keepFocus(host, root, close)
  let resourceId: string | undefined
  let content: PanelContent = { kind: 'loading' }
  let busy: Busy | undefined
  let problem: string | undefined
  let name: string | undefined

  function draw(): void {
    if (resourceId === undefined) return
    render(
      <Panel
        content={content}
        now={new Date()}
        form="drawer"
        theme={pageTheme()}
        tabUrl={location.href}
        busy={busy}
        problem={problem}
        onClose={close}
        onRetry={load}
        onReevaluate={reevaluate}
      />,
      root,
    )
  }

  function show(details: Details | null): void {
    name = details?.resource.name ?? name
    content = details ? { kind: 'ready', details } : { kind: 'clean', ...(name !== undefined && { name }) }
    draw()
  }

  async function load(): Promise<void> {
    const asked = resourceId
    if (asked === undefined) return
    try {
      const details = await source.details(asked)
      if (resourceId === asked) show(details)
    } catch (error) {
      if (resourceId !== asked) return
      content = { kind: 'problem', problem: messageOf(error), ...(name !== undefined && { name }) }
      draw()
    }
  }

  async function reevaluate(id: string, cid?: number): Promise<void> {
    busy = cid ?? 'all'
    problem = undefined
    draw()
    const outcome = await source.reevaluate(id, cid).then(
      (details) => ({ details }),
      (error: unknown) => ({ problem: messageOf(error) }),
    )
    busy = undefined
    if (resourceId !== id) return
    if ('problem' in outcome) problem = outcome.problem
    if ('details' in outcome) show(outcome.details)
    else draw()
    focus.restore()
  }

  function close(): void {
    resourceId = undefined
    // While the panel still stands: a badge tells by where the focus comes from that nobody points at it.
    focus.giveBack()
    render(null, root)
    host.remove()
  }

  signal.addEventListener('abort', close)
  return {
    /** Opens the panel for a resource, or changes it to that one. */
    async open(id: string, shownName?: string): Promise<void> {
      const isNew = resourceId === undefined
      resourceId = id
      name = shownName
      problem = undefined
      busy = undefined
      content = { kind: 'loading', ...(name !== undefined && { name }) }
      if (isNew) {
        focus.remember()
        document.documentElement.append(host)
        host.showPopover?.()
      }
      draw()
      focus.enter()
      await load()
    },
    /** The findings changed: what is on show is read again. */
    refresh: () => load(),
    close,
    isOpen: () => resourceId !== undefined,
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
