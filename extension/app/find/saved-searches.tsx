import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { QueryList } from '../../../shared/query/query.ts'
import { Icon } from '../../ui/icon.tsx'
import { lazily } from '../lazily.tsx'
import { text } from '../text/find.ts'
import styles from './saved-searches.module.css'

const SavedPanel = lazily(() => import('./saved-panel.tsx').then((m) => m.SavedPanel))

type Props = {
  readonly list: QueryList
  /** The query that the list shows, which can be saved. */
  readonly query: string
  readonly onLoad: (query: string) => void
}

/** A button beside a query bar, and under it the searches that were saved. */
export function SavedSearches({ list, query, onLoad }: Props) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => (isOpen && box.current ? closeOutside(box.current, () => setOpen(false)) : undefined), [isOpen])

  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen || event.defaultPrevented) return
    event.preventDefault()
    event.stopPropagation()
    close()
  }
  const load = (saved: string) => {
    close()
    onLoad(saved)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes from anywhere within
    <div class={styles.saved} ref={box} onKeyDown={onKeyDown}>
      <button
        type="button"
        class={styles.button}
        ref={button}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {text.saved}
        <Icon name="down" />
      </button>
      {isOpen && <SavedPanel {...{ id, list, query }} onLoad={load} />}
    </div>
  )
}

/** Calls back when the focus or a press goes elsewhere, until the answer is called. */
function closeOutside(box: HTMLElement, close: () => void): () => void {
  const onEvent = ({ target }: Event) => {
    if (target instanceof Node && target.isConnected && !box.contains(target)) close()
  }
  document.addEventListener('pointerdown', onEvent)
  document.addEventListener('focusin', onEvent)
  return () => {
    document.removeEventListener('pointerdown', onEvent)
    document.removeEventListener('focusin', onEvent)
  }
}
