import { render } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Panel } from '../overlay/panel.tsx'
import type { Busy, PanelContent } from '../overlay/panel-props.ts'
import type { Actions } from './actions.ts'
import styles from './panel-page.module.css'
import { text } from './text.ts'

type Props = {
  readonly resourceId: string
  readonly version: number
  readonly ask: Actions['ask']
  readonly onJump: (url: string) => void
  readonly onBack?: () => void
}

/** The overlay's panel as a page of its own. It brings its styles with it, so it lives in a shadow root here too. */
export function PanelPage({ resourceId, version, ask, onJump, onBack }: Props) {
  const host = useRef<HTMLDivElement>(null)
  const [content, setContent] = useState<PanelContent>({ kind: 'loading' })
  const [busy, setBusy] = useState<Busy>()
  const [problem, setProblem] = useState<string>()

  const load = () =>
    ask('details', { resourceId }).then(
      (details) => setContent(details ? { kind: 'ready', details } : { kind: 'clean' }),
      (error: Error) => setContent({ kind: 'problem', problem: error.message }),
    )

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` is what changed
  useEffect(() => void load(), [resourceId, version])

  const onReevaluate = (id: string, cid?: number) => {
    setBusy(cid ?? 'all')
    setProblem(undefined)
    ask('reevaluate', { resourceId: id, ...(cid !== undefined && { cid }) })
      .then(
        (details) => setContent(details ? { kind: 'ready', details } : { kind: 'clean' }),
        (error: Error) => setProblem(error.message),
      )
      .finally(() => setBusy(undefined))
  }

  useLayoutEffect(() => {
    if (!host.current) return
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' })
    const state = { ...(busy !== undefined && { busy }), ...(problem !== undefined && { problem }) }
    render(<Panel form="page" now={new Date()} onRetry={load} {...{ content, onReevaluate, onJump, ...state }} />, root)
  })

  return (
    <div class={styles.page}>
      {onBack && (
        <button type="button" class={styles.back} onClick={onBack}>
          <span aria-hidden="true">‹</span> {text.back}
        </button>
      )}
      <div class={styles.host} ref={host} />
    </div>
  )
}
