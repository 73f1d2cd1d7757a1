import { useId, useRef, useState } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { ProblemBox } from '../../ui/problem-box.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { text } from '../text/policies.ts'
import { useAct } from '../use-act.ts'
import type { TextProblem } from './data.ts'
import { Examples } from './examples.tsx'
import { placeOf } from './lines.ts'
import { follow, links } from './places.ts'
import styles from './policies.module.css'
import { TrialResult } from './trial-result.tsx'
import { useCheck } from './use-check.ts'
import { forgetDraft, useDraft } from './use-draft.ts'
import { useTrial } from './use-trial.ts'
import { lineHeight, ProblemList, YamlEditor } from './yaml-editor.tsx'

const words = text.editor

type Props = {
  readonly draftKey: string
  readonly stored: string
  readonly version: number
  readonly saveLabel: string
  /** Answers the number of the control. Throws `WorkerProblem`. */
  readonly onSave: (text: string, basedOn: number) => Promise<number | undefined>
}

/** A control's text, checked while it is written; it can be tried before it is saved. */
export function ControlEditor({ draftKey, stored, version, saveLabel, onSave }: Props) {
  const draft = useDraft(draftKey, stored, version)
  const check = useCheck(draft.text)
  const trial = useTrial()
  const { isBusy, problem, act } = useAct()
  const [isSaved, setSaved] = useState(false)
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const problems = check.checked?.problems ?? []
  const isFine = !check.isChecking && check.checked !== undefined && problems.length === 0

  const go = ({ line, column, length }: TextProblem) => {
    const at = placeOf(draft.text, line, column)
    area.current?.focus()
    area.current?.setSelectionRange(at, Math.min(at + length, draft.text.length))
    // Choosing a part of a text does not bring it on show.
    area.current?.scrollTo({ top: (line - 4) * lineHeight, left: 0 })
  }
  const save = () =>
    act(
      () => onSave(draft.text, draft.basedOn),
      (cid) => {
        if (cid === undefined) return
        setSaved(true)
        forgetDraft(draftKey)
        draft.discard()
        follow(links.control(cid))
      },
    )

  return (
    <>
      {draft.isRestored && !isSaved && (
        <p class={styles.line} role="status">
          {words.draft}
          <Button kind="quiet" onClick={draft.discard}>
            {words.discard}
          </Button>
        </p>
      )}
      <p class={styles.quiet}>{words.hint}</p>
      <YamlEditor
        label={words.label}
        value={draft.text}
        onChange={draft.write}
        problems={problems}
        describedBy={id}
        area={area}
      />
      <div class={styles.bar}>
        <Button
          kind="primary"
          isBusy={isBusy}
          disabled={!isFine || (!draft.isChanged && draftKey !== 'new')}
          onClick={() => void save()}
        >
          {saveLabel}
        </Button>
        {trial.isTrying ? (
          <Button onClick={trial.stop}>
            <Spinner /> {text.editor.stop}
          </Button>
        ) : (
          <Button disabled={check.isChecking || check.checked === undefined} onClick={() => trial.start(draft.text)}>
            {words.try}
          </Button>
        )}
        <span id={id} role="status" class={problems.length > 0 && !check.isChecking ? styles.bad : styles.quiet}>
          {check.isChecking && !check.problem ? words.checking : state(check.checked && problems.length)}
        </span>
      </div>
      {check.problem && (
        <ProblemBox
          message={check.problem.message}
          advice={check.problem.details.advice}
          retry={{ label: text.retry, onRetry: check.again }}
        />
      )}
      {problem && <ProblemBox message={problem.message} advice={problem.details.advice} />}
      {problems.length > 0 && <ProblemList problems={problems} onGo={go} />}
      <TrialResult trial={trial} text={draft.text} />
      <Examples examples={check.checked?.examples ?? []} />
    </>
  )
}

const state = (problems: number | undefined) => {
  if (problems === undefined) return words.notChecked
  return problems === 0 ? words.fine : words.problems(problems)
}
