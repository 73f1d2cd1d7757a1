import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { IconButton } from './button.tsx'
import styles from './dialog.module.css'
import { Icon } from './icon.tsx'
import { useLeave } from './use-leave.ts'

type Props = {
  readonly title: string
  readonly onClose: () => void
  /** "Close". */
  readonly closeLabel: string
  /** Buttons at its end. */
  readonly actions?: ComponentChildren
  readonly size?: 'small' | 'large' | undefined
  readonly children: ComponentChildren
}

/** Asks for something before anything else goes on. Escape closes it, but asks twice where something was typed. It is open as long as it is drawn; the focus comes back after it. */
export function Dialog({ title, onClose, closeLabel, actions, size = 'small', children }: Props) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    element?.showModal()
    return () => {
      element?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  const { onInput, onEscape } = useLeave(onClose, () => dialog.current?.querySelector('header button'))
  const onCancel = (event: Event) => {
    event.preventDefault()
    onEscape()
  }
  return (
    <dialog
      ref={dialog}
      class={`${styles.dialog} ${styles[size]}`}
      aria-labelledby={id}
      onInput={onInput}
      onCancel={onCancel}
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && onCancel(event)}
    >
      <header class={styles.head}>
        <h2 id={id}>{title}</h2>
        <IconButton label={closeLabel} onClick={onClose}>
          <Icon name="close" />
        </IconButton>
      </header>
      <div class={styles.body}>{children}</div>
      {actions !== undefined && <footer class={styles.actions}>{actions}</footer>}
    </dialog>
  )
}
