import { cloneElement, type VNode } from 'preact'
import { useId } from 'preact/hooks'
import styles from './field.module.css'

type Props = {
  readonly label: string
  /** What is expected, before anything is typed. */
  readonly hint?: string | undefined
  /** What is wrong with it, and what to do. */
  readonly error?: string | undefined
  /** An `input`, a `textarea` or a `select`. */
  // biome-ignore lint/suspicious/noExplicitAny: whatever attributes that element has
  readonly children: VNode<any>
}

/** Something to fill in: its label, a hint and what is wrong with it belong to it for screen readers too. */
export function Field({ label, hint, error, children }: Props) {
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div class={styles.field}>
      <label for={id}>{label}</label>
      {hint && (
        <p class={styles.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {cloneElement(children, {
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      <p class={styles.error} id={`${id}-error`} aria-live="polite">
        {error}
      </p>
    </div>
  )
}
