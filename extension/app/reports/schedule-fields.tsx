import { Field } from '../../ui/field.tsx'
import { text } from '../text/reports.ts'
import type { Form, FormProblems } from './draft.ts'
import styles from './reports.module.css'

type Props = {
  readonly form: Form
  readonly change: (changes: Partial<Form>) => void
  readonly problems: FormProblems
}

const words = text.form
const own = Intl.DateTimeFormat().resolvedOptions().timeZone

/** When a report runs by itself: never, or at a time of day in a time zone. */
export function ScheduleFields({ form, change, problems }: Props) {
  const { every, weekday, day, at } = form
  return (
    <div class={styles.schedule}>
      <Field label={words.schedule}>
        <select value={every} onChange={({ currentTarget }) => change({ every: currentTarget.value as Form['every'] })}>
          {Object.entries(words.every).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </Field>
      {every === 'week' && (
        <Field label={words.weekday}>
          <select
            value={String(weekday)}
            onChange={({ currentTarget }) => change({ weekday: Number(currentTarget.value) })}
          >
            {text.weekdays.map((name, index) => (
              <option key={name} value={index + 1}>
                {name}
              </option>
            ))}
          </select>
        </Field>
      )}
      {every === 'month' && (
        <Field label={words.day} hint={Number(day) > 28 ? words.dayHint : undefined} error={problems.day}>
          <input
            type="number"
            min={1}
            max={31}
            value={day}
            onInput={({ currentTarget }) => change({ day: currentTarget.value })}
          />
        </Field>
      )}
      {every !== 'never' && (
        <>
          <Field label={words.at} error={problems.at}>
            <input
              type="time"
              required
              value={at}
              onInput={({ currentTarget }) => change({ at: currentTarget.value.slice(0, 5) })}
            />
          </Field>
          <TimeZone value={form.timeZone} onChange={(timeZone) => change({ timeZone })} />
        </>
      )}
    </div>
  )
}

type ZoneProps = { readonly value: string; readonly onChange: (zone: string) => void }

function TimeZone({ value, onChange }: ZoneProps) {
  const zones = [...new Set([value, own, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
  return (
    <Field label={words.timeZone}>
      <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {zones.map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </select>
    </Field>
  )
}
