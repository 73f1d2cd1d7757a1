import { Field } from '../../../ui/field.tsx'
import type { Form } from './use-form.ts'

type Props = {
  readonly form: Pick<Form, 'values' | 'errors' | 'set'>
  /** As the worker knows it. */
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly type?: 'text' | 'password' | 'number'
  readonly isRequired?: boolean
  readonly isLong?: boolean
}

/** One line of the form, with what is wrong with it. */
export function TextField({ form, name, label, hint, type = 'text', isRequired, isLong }: Props) {
  const shared = {
    name,
    value: form.values[name] ?? '',
    autocomplete: 'off',
    'aria-required': isRequired ? true : undefined,
    onInput: (event: InputEvent) => form.set(name, (event.currentTarget as HTMLInputElement).value),
  } as const
  const inputs = {
    text: <input type="text" spellcheck={false} {...shared} />,
    password: <input type="password" {...shared} />,
    number: <input type="number" min={60} max={43_200} {...shared} />,
  }
  return (
    <Field label={label} hint={hint} error={form.errors[name] || undefined}>
      {isLong ? <textarea rows={2} maxLength={1000} {...shared} /> : inputs[type]}
    </Field>
  )
}
