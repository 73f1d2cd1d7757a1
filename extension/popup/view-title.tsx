import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { text } from './text.ts'
import styles from './view-title.module.css'

type Props = {
  readonly title: ComponentChildren
  readonly detail?: ComponentChildren
  readonly onBack?: () => void
  /** Takes the focus when the view opens: not while someone types in the search. */
  readonly takesFocus?: boolean
}

/** Title of a view that was opened from another one, and the way back. */
export function ViewTitle({ title, detail, onBack, takesFocus = true }: Props) {
  const back = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (takesFocus) back.current?.focus()
  }, [takesFocus])
  return (
    <div class={styles.head}>
      {onBack && (
        <button type="button" ref={back} class={styles.back} onClick={onBack} aria-label={text.back}>
          <span aria-hidden="true">‹</span>
        </button>
      )}
      <div class={styles.texts}>
        <h2>{title}</h2>
        {detail !== undefined && (
          <p class={styles.detail} role="status">
            {detail}
          </p>
        )}
      </div>
    </div>
  )
}
