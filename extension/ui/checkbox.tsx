import styles from './checkbox.module.css'

type Props = {
  readonly label: string
  readonly isChecked: boolean
  /** Some of what it stands for is chosen. */
  readonly isMixed?: boolean | undefined
  readonly onChange: (isChecked: boolean) => void
  readonly disabled?: boolean | undefined
  /** The label is there for screen readers only. */
  readonly isLabelHidden?: boolean | undefined
  readonly tabIndex?: number | undefined
}

/** A yes or no. */
export function Checkbox({ label, isChecked, isMixed, onChange, disabled, isLabelHidden, tabIndex }: Props) {
  return (
    <label class={styles.checkbox}>
      <input
        type="checkbox"
        checked={isChecked}
        indeterminate={isMixed ?? false}
        disabled={disabled}
        tabIndex={tabIndex}
        aria-label={isLabelHidden ? label : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {!isLabelHidden && <span>{label}</span>}
    </label>
  )
}
