import { useId } from 'preact/hooks'
import styles from './field.module.css'

type Props<Value extends string> = {
  readonly label: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly onChange: (value: Value) => void
  /** The label is there for screen readers only. */
  readonly isLabelHidden?: boolean | undefined
  readonly disabled?: boolean | undefined
}

/** One of a few, chosen from the browser's own list. */
export function Select<Value extends string>(props: Props<Value>) {
  const { label, value, options, onChange, isLabelHidden, disabled } = props
  const id = useId()
  return (
    <span class={styles.inline}>
      {!isLabelHidden && <label for={id}>{label}</label>}
      <select
        id={id}
        class={styles.select}
        aria-label={isLabelHidden ? label : undefined}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.value as Value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  )
}
