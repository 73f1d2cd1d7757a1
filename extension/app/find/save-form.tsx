import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { toProblem } from '../read.ts'
import { text } from '../text/find.ts'
import styles from './save-form.module.css'

type Draft = { readonly title: string; readonly shared: boolean }

type Props = {
  /** What it is now, where it is there already. */
  readonly before?: Draft
  /** Throws what is told beside the title. */
  readonly onSave: (draft: Draft) => Promise<void>
  readonly onCancel: () => void
}

/** The title of a saved search, and whether others see it. */
export function SaveForm({ before = { title: '', shared: false }, onSave, onCancel }: Props) {
  const id = useId()
  const [draft, setDraft] = useState(before)
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    input.current?.focus()
    input.current?.select()
  }, [])

  const refuse = (message: string) => {
    setProblem(message)
    setBusy(false)
    input.current?.focus()
  }
  const submit = (event: Event) => {
    event.preventDefault()
    if (isBusy) return
    const title = draft.title.trim()
    if (title === '') return refuse(text.searchTitleMissing)
    setBusy(true)
    onSave({ ...draft, title }).catch((error: unknown) => refuse(toProblem(error).message))
  }

  return (
    <form class={styles.form} onSubmit={submit} noValidate>
      <label for={id}>{text.searchTitle}</label>
      <input
        {...{ id, ref: input, value: draft.title, maxLength: 100, autocomplete: 'off' }}
        class={styles.input}
        type="text"
        dir="auto"
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-about`}
        onInput={({ currentTarget }) => setDraft({ ...draft, title: currentTarget.value })}
      />
      <span id={`${id}-about`} class={problem ? styles.problem : styles.hint} aria-live="polite">
        {problem ?? text.searchTitleHint}
      </span>
      <Checkbox label={text.share} isChecked={draft.shared} onChange={(shared) => setDraft({ ...draft, shared })} />
      <span class={styles.hint}>{text.shareHint}</span>
      <div class={styles.actions}>
        <Button kind="primary" type="submit" isBusy={isBusy}>
          {text.save}
        </Button>
        <Button onClick={onCancel}>{text.cancel}</Button>
      </div>
    </form>
  )
}
