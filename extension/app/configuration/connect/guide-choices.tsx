import { Field } from '../../../ui/field.tsx'
import { text } from '../../text/configuration-connect.ts'
import styles from './guide-panel.module.css'
import { TextField } from './text-field.tsx'
import type { Form } from './use-form.ts'

/** AWS: another account to trust, another partition, policies that name every action. */
export function GuideChoices({ form }: { readonly form: Form }) {
  return (
    <details class={styles.fold}>
      <summary>{text.more}</summary>
      <div class={styles.choices}>
        <TextField form={form} name="principal" label={text.principal} hint={text.principalHint} />
        <Choice form={form} name="partition" label={text.partition} options={text.partitions} />
        <Choice form={form} name="policy" label={text.policy} options={text.policyChoices} />
      </div>
    </details>
  )
}

type ChoiceProps = {
  readonly form: Form
  readonly name: string
  readonly label: string
  readonly options: Readonly<Record<string, string>>
}

function Choice({ form, name, label, options }: ChoiceProps) {
  return (
    <Field label={label}>
      <select
        value={form.values[name] ?? Object.keys(options)[0]}
        onChange={(event) => form.set(name, (event.currentTarget as HTMLSelectElement).value)}
      >
        {Object.entries(options).map(([value, title]) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </select>
    </Field>
  )
}
