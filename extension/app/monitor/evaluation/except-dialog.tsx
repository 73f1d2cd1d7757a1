import { useState } from 'preact/hooks'
import { exceptionKinds } from '../../../../shared/exception.ts'
import type { WorkerProblem } from '../../../sync/worker-problem.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { ProblemBox } from '../../../ui/problem-box.tsx'
import { changes, toProblem } from '../../read.ts'
import { text } from '../../text/monitor.ts'
import { worker } from '../../worker.ts'
import styles from './except-dialog.module.css'
import { type Draft, type DraftErrors, endOfDay, errorsOf } from './exception-draft.ts'
import { usePreview } from './use-preview.ts'

type Props = {
  readonly cid: number
  readonly resourceIds: readonly string[]
  readonly onClose: () => void
  /** Called with how many exceptions were made. */
  readonly onDone: (count: number) => void
}

const blank: Draft = { kind: 'accepted risk', reason: '', owner: '', ends: '' }

/** Accepts findings of a control for a while: why, who answers for it, and until when. */
export function ExceptDialog({ cid, resourceIds, onClose, onDone }: Props) {
  const [draft, setDraft] = useState(blank)
  const [errors, setErrors] = useState<DraftErrors>({})
  const [problem, setProblem] = useState<WorkerProblem>()
  const [isBusy, setBusy] = useState(false)
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }))

  const make = async () => {
    const { api } = worker.value ?? {}
    const wrong = errorsOf(draft, new Date())
    setErrors(wrong ?? {})
    setProblem(undefined)
    if (wrong || !api) return
    const { kind, reason, owner, ends } = draft
    const end = endOfDay(ends)
    setBusy(true)
    try {
      const json = { cid, kind, reason, owner, resourceIds: [...resourceIds], ...(end && { ends: end }) }
      await api.exceptions.$post({ json })
      changes.value += 1
      onDone(resourceIds.length)
    } catch (error) {
      const failure = toProblem(error)
      setErrors(Object.fromEntries(failure.details.errors?.map(({ field, message }) => [field, message]) ?? []))
      setProblem(failure)
      setBusy(false)
    }
  }
  const actions = (
    <>
      <Button onClick={onClose}>{text.cancel}</Button>
      <Button kind="primary" isBusy={isBusy} onClick={() => void make()}>
        {text.makeException}
      </Button>
    </>
  )
  return (
    <Dialog title={text.exceptTitle(resourceIds.length)} closeLabel={text.close} onClose={onClose} actions={actions}>
      <div class={styles.fields}>
        <p>{text.exceptWhy}</p>
        <Field label={text.kind}>
          <select
            value={draft.kind}
            onChange={({ currentTarget }) => set({ kind: currentTarget.value as Draft['kind'] })}
          >
            {exceptionKinds.map((kind) => (
              <option key={kind} value={kind}>
                {text.kinds[kind]}
              </option>
            ))}
          </select>
        </Field>
        <Preview cid={cid} kind={draft.kind} resourceIds={resourceIds} />
        <Field label={text.reason} hint={text.reasonHint} error={errors.reason}>
          <textarea
            rows={3}
            maxLength={2000}
            value={draft.reason}
            onInput={({ currentTarget }) => set({ reason: currentTarget.value })}
          />
        </Field>
        <Field label={text.owner} hint={text.ownerHint} error={errors.owner}>
          <input
            maxLength={200}
            value={draft.owner}
            onInput={({ currentTarget }) => set({ owner: currentTarget.value })}
          />
        </Field>
        <Field
          label={text.ends}
          hint={draft.kind === 'false positive' ? text.endsMayStand : text.endsHint}
          error={errors.ends}
        >
          <input type="date" value={draft.ends} onInput={({ currentTarget }) => set({ ends: currentTarget.value })} />
        </Field>
        {problem && <ProblemBox message={problem.message} advice={problem.details.advice} />}
      </div>
    </Dialog>
  )
}

type PreviewProps = Pick<Props, 'cid' | 'resourceIds'> & Pick<Draft, 'kind'>

function Preview({ cid, kind, resourceIds }: PreviewProps) {
  const { found, problem } = usePreview({ cid, kind, resourceIds: [...resourceIds] })
  if (problem) return <ProblemBox message={problem.message} advice={problem.details.advice} />
  return (
    <p class={styles.preview} role="status">
      {!found && text.counting}
      {found && (found.evaluations === 0 ? text.wouldHoldNone : text.wouldHold(found.evaluations, found.excepted))}
    </p>
  )
}
