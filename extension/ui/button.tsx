import type { ComponentChildren, RefObject } from 'preact'
import styles from './button.module.css'
import { Spinner } from './spinner.tsx'

type Kind = 'primary' | 'plain' | 'quiet' | 'danger'

type Props = {
  /** One primary button a view, at most. */
  readonly kind?: Kind | undefined
  /** Its work is under way: it says so, keeps the focus, and takes no second press. */
  readonly isBusy?: boolean | undefined
  readonly disabled?: boolean | undefined
  readonly onClick?: ((event: MouseEvent) => void) | undefined
  /** Where it leads; then it is a link that looks like a button. */
  readonly href?: string | undefined
  readonly type?: 'button' | 'submit' | undefined
  /** A button that stays down until it is pressed again. */
  readonly isPressed?: boolean | undefined
  readonly title?: string | undefined
  readonly tabIndex?: number | undefined
  readonly children: ComponentChildren
}

/** A button with a word on it. */
export function Button({ kind = 'plain', isBusy, disabled, onClick, href, type = 'button', ...rest }: Props) {
  const { isPressed, title, tabIndex, children } = rest
  const shared = { class: `${styles.button} ${styles[kind]}`, title, tabIndex }
  if (href !== undefined && !disabled) {
    return (
      <a {...shared} href={href} onClick={onClick}>
        {children}
      </a>
    )
  }
  const press = (event: MouseEvent) => {
    if (!isBusy) return onClick?.(event)
    event.preventDefault()
  }
  return (
    <button
      {...shared}
      type={type}
      disabled={disabled}
      aria-disabled={isBusy || undefined}
      aria-busy={isBusy || undefined}
      aria-pressed={isPressed}
      onClick={press}
    >
      {isBusy && <Spinner />}
      {children}
    </button>
  )
}

type IconButtonProps = {
  /** What it does; a drawing alone has no name. */
  readonly label: string
  readonly onClick: (event: MouseEvent) => void
  readonly disabled?: boolean | undefined
  readonly isPressed?: boolean | undefined
  readonly tabIndex?: number | undefined
  readonly buttonRef?: RefObject<HTMLButtonElement | null> | undefined
  /** The drawing. */
  readonly children: ComponentChildren
}

/** A button with a drawing on it, and its name on hover and for screen readers. */
export function IconButton({ label, onClick, disabled, isPressed, tabIndex, buttonRef, children }: IconButtonProps) {
  return (
    <button
      type="button"
      class={styles.icon}
      aria-label={label}
      title={label}
      aria-pressed={isPressed}
      {...{ onClick, disabled, tabIndex }}
      {...(buttonRef && { ref: buttonRef })}
    >
      {children}
    </button>
  )
}
