import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { IconButton } from './button.tsx'
import { Icon } from './icon.tsx'
import { ResizeHandle } from './resize-handle.tsx'
import styles from './side-panel.module.css'
import { useLeave } from './use-leave.ts'

type Props = {
  readonly title: ComponentChildren
  readonly onClose: () => void
  /** "Close". */
  readonly closeLabel: string
  /** "Width of the panel". */
  readonly resizeLabel: string
  /** In px, at first. */
  readonly width?: number | undefined
  /** The width that was chosen, to be kept. */
  readonly onWidth?: ((width: number) => void) | undefined
  /** Buttons beside the title. */
  readonly actions?: ComponentChildren
  /** The focus goes to it when it opens, and back when it closes. */
  readonly takesFocus?: boolean | undefined
  readonly children: ComponentChildren
}

const least = 320
const most = () => Math.max(least, Math.round(window.innerWidth * 0.9))

/** A detail beside the page, which goes on working. Escape closes it; its edge can be dragged, or moved with the arrow keys. */
export function SidePanel(props: Props) {
  const { title, onClose, closeLabel, resizeLabel, onWidth, actions, takesFocus, children } = props
  const id = useId()
  const panel = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const [width, setWidth] = useState(props.width ?? 480)
  const resize = (next: number) => {
    const fitting = Math.min(Math.max(Math.round(next), least), most())
    setWidth(fitting)
    onWidth?.(fitting)
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: when it opens and when it closes
  useLayoutEffect(() => {
    const before = document.activeElement
    const element = panel.current
    if (takesFocus) heading.current?.focus()
    return () => {
      if (element?.contains(document.activeElement) && before instanceof HTMLElement) before.focus()
    }
  }, [])
  const { onInput, onEscape } = useLeave(onClose, () => panel.current?.querySelector('header button:last-of-type'))
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isElsewhere = (event.target as Element).closest?.('dialog, [popover]')
      if (event.key !== 'Escape' || event.defaultPrevented || isElsewhere) return
      event.preventDefault()
      onEscape()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [onEscape])

  return (
    <aside ref={panel} class={styles.panel} style={{ '--width': `${width}px` }} aria-labelledby={id} onInput={onInput}>
      <ResizeHandle label={resizeLabel} value={width} least={least} most={most()} onChange={resize} />
      <header class={styles.head}>
        <h2 id={id} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {actions}
        <IconButton label={closeLabel} onClick={onClose}>
          <Icon name="close" />
        </IconButton>
      </header>
      <div class={styles.body}>{children}</div>
    </aside>
  )
}
