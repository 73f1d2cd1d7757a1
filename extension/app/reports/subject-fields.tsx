import { useId } from 'preact/hooks'
import { type Cloud, clouds } from '../../../shared/resource.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Field } from '../../ui/field.tsx'
import { visibleText } from '../../ui/visible-text.ts'
import { mandateTitle } from '../mandate-title.ts'
import { text } from '../text/reports.ts'
import type { Form, FormProblems } from './draft.ts'
import { Radios } from './radios.tsx'
import styles from './reports.module.css'
import type { Choices } from './use-choices.ts'

type Props = {
  readonly form: Form
  readonly choices: Choices
  readonly change: (changes: Partial<Form>) => void
  /** The provider of a report that there is stays. */
  readonly isNew: boolean
  readonly problems: FormProblems
}

const words = text.form

/** What a report is on: a mandate or policies, of one provider. */
export function SubjectFields({ form, choices, change, isNew, problems }: Props) {
  const { kind, cloud } = form
  const chooseCloud = (next: Cloud) => {
    const isFit = choices.mandates.some(({ slug, clouds: of }) => slug === form.mandate && of.includes(next))
    change({ cloud: next, mandate: isFit ? form.mandate : '', policies: [], scope: 'all', connectors: [] })
  }
  return (
    <>
      <Field label={words.cloud} hint={isNew ? undefined : words.cloudFixed}>
        <select
          value={cloud}
          disabled={!isNew}
          onChange={({ currentTarget }) => chooseCloud(currentTarget.value as Cloud)}
        >
          {clouds.map((one) => (
            <option key={one} value={one}>
              {choices.connectors.some((connector) => connector.cloud === one)
                ? text.clouds[one]
                : words.notConnected(one)}
            </option>
          ))}
        </select>
      </Field>
      <Radios label={words.kind} options={words.kinds} value={kind} onChange={(next) => change({ kind: next })} />
      {kind === 'mandate' ? (
        <Mandates {...{ form, choices, change }} problem={problems.mandate} />
      ) : (
        <Policies {...{ form, choices, change }} problem={problems.policies} />
      )}
    </>
  )
}

type PartProps = Pick<Props, 'form' | 'choices' | 'change'> & { readonly problem: string | undefined }

type Mandate = Choices['mandates'][number]

const byTitleNewestFirst = (a: Mandate, b: Mandate) =>
  a.title.localeCompare(b.title, 'en') || (b.version ?? '').localeCompare(a.version ?? '', 'en', { numeric: true })

const Mandates = ({ form: { mandate, cloud }, choices, change, problem }: PartProps) => (
  <Field label={words.mandate} error={problem}>
    <select value={mandate} required onChange={({ currentTarget }) => change({ mandate: currentTarget.value })}>
      <option value="">{words.chooseMandate}</option>
      {choices.mandates
        .filter(({ clouds: of }) => of.includes(cloud))
        .toSorted(byTitleNewestFirst)
        .map((one) => (
          <option key={one.slug} value={one.slug}>
            {visibleText(mandateTitle(one))}
          </option>
        ))}
    </select>
  </Field>
)

function Policies({ form: { policies, cloud }, choices, change, problem }: PartProps) {
  const id = useId()
  const offered = choices.policies.filter((one) => one.cloud === cloud)
  const toggle = (slug: string, isChosen: boolean) =>
    change({ policies: isChosen ? [...policies, slug] : policies.filter((one) => one !== slug) })
  return (
    <fieldset class={styles.choices} aria-describedby={problem && id}>
      <legend>{words.policies}</legend>
      {offered.length === 0 && <p class={styles.quiet}>{words.noPolicies(cloud)}</p>}
      {offered.map(({ slug, title }) => (
        <Checkbox
          key={slug}
          label={visibleText(title)}
          isChecked={policies.includes(slug)}
          onChange={(isChosen) => toggle(slug, isChosen)}
        />
      ))}
      <p id={id} class={styles.bad} aria-live="polite">
        {problem}
      </p>
    </fieldset>
  )
}
