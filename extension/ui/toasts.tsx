import { signal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import { Button, IconButton } from './button.tsx'
import { Icon } from './icon.tsx'
import styles from './toasts.module.css'

type Toast = {
  readonly message: string
  /** A problem stays until it is closed. */
  readonly kind?: 'done' | 'problem' | undefined
  /** Something to do about it, such as taking it back. */
  readonly action?: { readonly label: string; readonly onAction: () => void } | undefined
}
type Shown = Toast & { readonly id: number }

const toasts = signal<readonly Shown[]>([])
let count = 0

const dismiss = (id: number) => {
  toasts.value = toasts.value.filter((toast) => toast.id !== id)
}

/** Says something that has happened, below what is being done. */
export function showToast(toast: Toast): void {
  toasts.value = [...toasts.value.slice(-3), { ...toast, id: ++count }]
}

/** What is being said, and the ways to say more and to close it. */
export function useToasts() {
  return { toasts: toasts.value, show: showToast, dismiss }
}

type Props = {
  /** "Messages". */
  readonly label: string
  /** "Close". */
  readonly closeLabel: string
}

/** Where messages appear, read out politely. Once in the app, there from the beginning. */
export function Toasts({ label, closeLabel }: Props) {
  const { toasts: shown } = useToasts()
  return (
    <section class={styles.toasts} aria-label={label} aria-live="polite" aria-relevant="additions">
      {shown.map((toast) => (
        <ToastBox key={toast.id} toast={toast} closeLabel={closeLabel} />
      ))}
    </section>
  )
}

const lifetime = 6000

function ToastBox({ toast, closeLabel }: { readonly toast: Shown; readonly closeLabel: string }) {
  const { id, message, kind = 'done', action } = toast
  const [isHeld, setHeld] = useState(false)
  const stays = isHeld || kind === 'problem'
  useEffect(() => {
    if (stays) return undefined
    const timer = setTimeout(() => dismiss(id), lifetime)
    return () => clearTimeout(timer)
  }, [id, stays])
  const act = () => {
    dismiss(id)
    action?.onAction()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: whoever reads or reaches for it gets the time to
    <div
      class={`${styles.toast} ${styles[kind]}`}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocusIn={() => setHeld(true)}
      onFocusOut={() => setHeld(false)}
    >
      <Icon name={kind === 'problem' ? 'warning' : 'check'} />
      <p>{message}</p>
      {action && (
        <Button kind="quiet" onClick={act}>
          {action.label}
        </Button>
      )}
      <IconButton label={closeLabel} onClick={() => dismiss(id)}>
        <Icon name="close" />
      </IconButton>
    </div>
  )
}
