import { useId } from 'preact/hooks'
import styles from './reports.module.css'

type Props<Value extends string> = {
  readonly label: string
  readonly options: Readonly<Record<Value, string>>
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** One of two or three, all of them in sight. */
export function Radios<Value extends string>({ label, options, value, onChange }: Props<Value>) {
  const name = useId()
  return (
    <fieldset class={styles.choices}>
      <legend>{label}</legend>
      {Object.entries<string>(options).map(([one, title]) => (
        <label key={one} class={styles.radio}>
          <input type="radio" name={name} checked={one === value} onChange={() => onChange(one as Value)} />
          {title}
        </label>
      ))}
    </fieldset>
  )
}
