import { useEffect, useId, useRef } from 'preact/hooks'
import styles from './field.module.css'

type Props = {
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly onValue: (value: string) => void
  readonly isSecret?: boolean
  readonly takesFocus?: boolean
}

/** A line of text to type or paste. */
export function Field({ label, placeholder, value, onValue, isSecret, takesFocus }: Props) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (takesFocus) input.current?.focus()
  }, [takesFocus])
  const props = {
    id,
    ref: input,
    placeholder,
    value,
    autocomplete: 'off',
    spellcheck: false,
    onInput: (event: InputEvent) => onValue((event.currentTarget as HTMLInputElement).value),
  } as const
  return (
    <div class={styles.field}>
      <label for={id}>{label}</label>
      {isSecret ? <input type="password" {...props} /> : <input type="text" {...props} />}
    </div>
  )
}
