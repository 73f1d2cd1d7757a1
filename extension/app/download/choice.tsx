import { Field } from '../../ui/field.tsx'

type Props<Value extends string> = {
  readonly label: string
  readonly value: Value
  /** What there is to choose from, each with its name. */
  readonly options: Readonly<Record<Value, string>>
  readonly onChange: (value: Value) => void
}

/** One of the choices of a dialog, its label above it. */
export function Choice<Value extends string>({ label, value, options, onChange }: Props<Value>) {
  return (
    <Field label={label}>
      <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value as Value)}>
        {Object.entries<string>(options).map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
    </Field>
  )
}
