import { useEffect, useRef, useState } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Name } from '../../ui/name.tsx'
import { ProblemBox } from '../../ui/problem-box.tsx'
import { visibleText } from '../../ui/visible-text.ts'
import { mandateTitle } from '../mandate-title.ts'
import { changes } from '../read.ts'
import { text } from '../text/reports.ts'
import { useAct } from '../use-act.ts'
import { useRefusal } from '../use-refusal.ts'
import { ConnectorFields } from './connector-fields.tsx'
import type { Report } from './data.ts'
import { type Form, problemsOf, sameAs } from './draft.ts'
import { links } from './places.ts'
import styles from './reports.module.css'
import { ScheduleFields } from './schedule-fields.tsx'
import { SubjectFields } from './subject-fields.tsx'
import type { Choices } from './use-choices.ts'

type Props = {
  readonly given: Form
  readonly choices: Choices
  /** Of the report that is changed. */
  readonly id?: number
  readonly isNew?: boolean
  /** Throws `WorkerProblem`. */
  readonly onSave: (form: Form, title: string, isToRun: boolean) => Promise<void>
}

const words = text.form

/** What a report is about, for which connectors, and when it runs. */
export function ReportForm({ given, choices, id, isNew = false, onSave }: Props) {
  const [form, setForm] = useState(given)
  const [isAsked, setAsked] = useState(false)
  const { isBusy, problem, act } = useAct()
  const refusal = useRefusal(text.mayNot)(isNew ? 'create' : 'update')
  const element = useRef<HTMLFormElement>(null)
  const title = form.title ?? nameOf(form, choices)
  const problems = problemsOf(form, title)
  const isWhole = Object.keys(problems).length === 0
  const same = sameAs(choices.reports, form, id)
  const change = (changes: Partial<Form>) => setForm((before) => ({ ...before, ...changes }))
  const shown = isAsked ? problems : {}
  // Once it is known what is missing, that is where one goes on.
  useEffect(() => {
    if (isAsked && !isWhole) element.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [isAsked, isWhole])

  const save = (isToRun: boolean) => {
    setAsked(true)
    if (isWhole && !same && !refusal)
      void act(
        () => onSave(form, title, isToRun).catch(askAgain),
        () => undefined,
      )
  }
  const submit = (event: Event) => {
    event.preventDefault()
    save(true)
  }
  return (
    <form ref={element} class={styles.form} onSubmit={submit} noValidate>
      <SubjectFields {...{ form, choices, change, isNew }} problems={shown} />
      <ConnectorFields {...{ form, choices, change }} problem={shown.connectors} />
      {same && <Duplicate report={same} />}
      <Field label={words.name} error={shown.name}>
        <input
          type="text"
          maxLength={150}
          required
          value={title}
          onInput={({ currentTarget }) => change({ title: currentTarget.value })}
        />
      </Field>
      <Field label={words.description} hint={words.descriptionHint}>
        <textarea
          rows={2}
          maxLength={1000}
          value={form.description}
          onInput={({ currentTarget }) => change({ description: currentTarget.value })}
        />
      </Field>
      <ScheduleFields {...{ form, change }} problems={shown} />
      {problem && <ProblemBox message={problem.message} advice={problem.details.advice} />}
      <div class={styles.actions}>
        <Button kind="primary" type="submit" isBusy={isBusy} disabled={Boolean(refusal || same)} title={refusal}>
          {isNew ? words.createAndRun : words.save}
        </Button>
        {isNew && (
          <Button disabled={isBusy || Boolean(refusal || same)} title={refusal} onClick={() => save(false)}>
            {words.createOnly}
          </Button>
        )}
        <Button href={id === undefined ? links.home() : links.report(id)}>{text.cancel}</Button>
      </div>
    </form>
  )
}

/** What was refused may be known by now, such as a report that somebody else has made: then the form leads to it. */
function askAgain(error: unknown): never {
  changes.value += 1
  throw error
}

/** Two reports on the same for the same would say the same. */
const Duplicate = ({ report }: { readonly report: Report }) => (
  <ProblemBox
    message={
      <>
        {words.duplicate}{' '}
        <a href={links.report(report.id)}>
          <Name text={report.title} />
        </a>
      </>
    }
    advice={words.duplicateWhat}
  />
)

/** How a report is called until somebody calls it something else. */
function nameOf({ kind, mandate, policies, cloud }: Form, choices: Choices): string {
  const chosen = choices.mandates.find(({ slug }) => slug === mandate)
  const titles =
    kind === 'mandate'
      ? chosen && mandateTitle(chosen)
      : choices.policies.flatMap(({ slug, title }) => (policies.includes(slug) ? title : [])).join(', ')
  return titles ? words.nameOf(visibleText(titles, 100), cloud) : ''
}
