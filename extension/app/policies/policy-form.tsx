import { useState } from 'preact/hooks'
import { clouds } from '../../../shared/resource.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemBox } from '../../ui/problem-box.tsx'
import { text } from '../text/policies.ts'
import { useAct } from '../use-act.ts'
import { ControlChooser } from './control-chooser.tsx'
import type { ListedControl } from './data.ts'
import { follow, links } from './places.ts'
import styles from './policies.module.css'

const words = text.policyForm

/** What a policy of one's own is made of. */
export type Contents = {
  readonly title: string
  readonly description: string
  readonly cloud: ListedControl['cloud']
  readonly controls: readonly number[]
}

type Props = {
  readonly given: Contents
  readonly isNew?: boolean
  /** Controls of it that are gone. */
  readonly missing: readonly number[]
  /** Answers the slug. Throws `WorkerProblem`. */
  readonly onSave: (contents: Contents) => Promise<string | undefined>
}

/** The title, the description and the controls of a policy of one's own. */
export function PolicyForm({ given, isNew, missing, onSave }: Props) {
  const [title, setTitle] = useState(given.title)
  const [description, setDescription] = useState(given.description)
  const [cloud, setCloud] = useState(given.cloud)
  const [controls, setControls] = useState<readonly number[]>(given.controls.filter((cid) => !missing.includes(cid)))
  const [isAsked, setAsked] = useState(false)
  const { isBusy, problem, act } = useAct()
  const submit = (event: Event) => {
    event.preventDefault()
    setAsked(true)
    if (title.trim() === '' || controls.length === 0) return
    const contents = { title: title.trim(), description: description.trim(), cloud, controls }
    void act(
      () => onSave(contents),
      (slug) => slug && follow(links.policy(slug)),
    )
  }
  const chooseCloud = (next: Contents['cloud']) => {
    setCloud(next)
    setControls([])
  }
  return (
    <form class={styles.page} onSubmit={submit} noValidate>
      <div class={styles.form}>
        <Field label={words.name} error={isAsked && title.trim() === '' ? words.titleNeeded : undefined}>
          <input
            type="text"
            maxLength={150}
            required
            value={title}
            onInput={(event) => setTitle(event.currentTarget.value)}
          />
        </Field>
        <Field label={words.description}>
          <textarea
            rows={3}
            maxLength={2000}
            value={description}
            onInput={(event) => setDescription(event.currentTarget.value)}
          />
        </Field>
        {isNew && (
          <Field label={words.cloud} hint={words.cloudHint}>
            <select value={cloud} onChange={(event) => chooseCloud(event.currentTarget.value as Contents['cloud'])}>
              {clouds.map((one) => (
                <option key={one} value={one}>
                  {text.clouds[one]}
                </option>
              ))}
            </select>
          </Field>
        )}
      </div>
      {missing.length > 0 && <p class={styles.bad}>{words.missing(missing.length)}</p>}
      <ControlChooser cloud={cloud} chosen={controls} onChange={setControls} />
      {isAsked && controls.length === 0 && (
        <p class={styles.bad} role="alert">
          {words.controlsNeeded}
        </p>
      )}
      {problem && <ProblemBox message={problem.message} advice={problem.details.advice} />}
      <div class={styles.bar}>
        <Button kind="primary" type="submit" isBusy={isBusy}>
          {words.save}
        </Button>
        <Button href={links.home()}>{text.cancel}</Button>
      </div>
    </form>
  )
}
