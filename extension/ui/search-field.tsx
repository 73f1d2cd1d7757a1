import styles from './search-field.module.css'

type Props = {
  /** What is looked for; it stands in the field while that is empty. */
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A field for words to look for in a list. */
export const SearchField = ({ label, value, onChange }: Props) => (
  <input
    type="search"
    class={styles.field}
    aria-label={label}
    placeholder={label}
    maxLength={200}
    value={value}
    onInput={({ currentTarget }) => onChange(currentTarget.value)}
  />
)
