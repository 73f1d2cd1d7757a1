import { useState } from 'preact/hooks'
import { criticalities } from '../../../shared/evaluation.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemBox } from '../../ui/problem-box.tsx'
import { text } from '../text/policies.ts'
import { useAct } from '../use-act.ts'
import { worker } from '../worker.ts'
import type { ControlDetail } from './data.ts'
import { fromInput, type ParameterValue, toInput } from './parameter-value.ts'
import { follow, links } from './places.ts'
import styles from './policies.module.css'

type Props = { readonly control: ControlDetail; readonly onClose: () => void }

/** Copies a control into one of one's own, with another title, criticality or parameters. */
export function CopyDialog({ control, onClose }: Props) {
  const { cid, parameters = {} } = control
  const known = Object.entries(parameters)
  const [title, setTitle] = useState(control.title)
  const [criticality, setCriticality] = useState(control.criticality)
  const [inputs, setInputs] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(known.map(([name, { default: value }]) => [name, toInput(value)])),
  )
  const { isBusy, problem, act } = useAct()
  const read = known.map(([name, { default: value }]) => [name, fromInput(inputs[name] ?? '', value)] as const)
  const isWrong = title.trim() === '' || read.some(([, one]) => 'problem' in one)

  const copy = async () => {
    const values = read.flatMap(([name, one]) => ('value' in one ? [[name, one.value] as const] : []))
    const changed = values.filter(([name, value]) => toInput(value) !== toInput(parameters[name]?.default ?? ''))
    const response = await worker.value?.api.controls[':cid'].copy.$post({
      param: { cid: String(cid) },
      json: {
        ...(title.trim() !== control.title && { title: title.trim() }),
        criticality,
        ...(changed.length > 0 && { parameters: toMutable(changed) }),
      },
    })
    return response?.json()
  }
  const submit = (event: Event) => {
    event.preventDefault()
    if (!isWrong) void act(copy, (made) => made && follow(links.control(made.cid)))
  }

  return (
    <Dialog
      title={text.copy.title(cid)}
      onClose={onClose}
      closeLabel={text.close}
      actions={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button kind="primary" isBusy={isBusy} disabled={isWrong} onClick={submit}>
            {text.copy.make}
          </Button>
        </>
      }
    >
      <form class={styles.form} onSubmit={submit}>
        <p class={styles.quiet}>{text.copy.explain}</p>
        <Field label={text.copy.name} error={title.trim() === '' ? text.policyForm.titleNeeded : undefined}>
          <input
            type="text"
            maxLength={150}
            value={title}
            onInput={({ currentTarget }) => setTitle(currentTarget.value)}
          />
        </Field>
        <Field label={text.copy.criticality}>
          <select
            value={criticality}
            onChange={({ currentTarget }) => setCriticality(currentTarget.value as typeof criticality)}
          >
            {criticalities.map((one) => (
              <option key={one} value={one}>
                {text.criticality[one]}
              </option>
            ))}
          </select>
        </Field>
        {known.map(([name, { label, default: value }], index) => {
          const given = read[index]?.[1]
          return (
            <ParameterField
              key={name}
              {...{ label, standard: value }}
              value={inputs[name] ?? ''}
              error={given && 'problem' in given ? given.problem : undefined}
              onChange={(next) => setInputs((before) => ({ ...before, [name]: next }))}
            />
          )
        })}
        {problem && <ProblemBox message={problem.message} advice={problem.details.advice} />}
        <button type="submit" hidden tabIndex={-1} />
      </form>
    </Dialog>
  )
}

/** As the client's type wants it: lists that could be changed. */
const toMutable = (values: readonly (readonly [string, ParameterValue])[]) =>
  Object.fromEntries(values.map(([name, value]) => [name, typeof value === 'object' ? [...value] : value]))

type FieldProps = {
  readonly label: string
  readonly standard: ParameterValue
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (value: string) => void
}

function ParameterField({ label, standard, value, error, onChange }: FieldProps) {
  if (typeof standard === 'boolean') {
    return (
      <Field label={label} error={error}>
        <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
          <option value="true">{text.true}</option>
          <option value="false">{text.false}</option>
        </select>
      </Field>
    )
  }
  if (typeof standard === 'object') {
    return (
      <Field label={label} hint={text.copy.list} error={error}>
        <textarea rows={4} value={value} onInput={({ currentTarget }) => onChange(currentTarget.value)} />
      </Field>
    )
  }
  return (
    <Field label={label} error={error}>
      <input
        type="text"
        inputMode={typeof standard === 'number' ? 'decimal' : undefined}
        maxLength={200}
        value={value}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </Field>
  )
}
