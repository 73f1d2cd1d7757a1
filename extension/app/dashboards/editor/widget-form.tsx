import { useState } from 'preact/hooks'
import type { Dashboard, Widget, WidgetDraft } from '../../../../shared/dashboard.ts'
import { WorkerProblem } from '../../../sync/worker-problem.ts'
import { Button } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { ProblemBox } from '../../../ui/problem-box.tsx'
import { showToast } from '../../../ui/toasts.tsx'
import { visibleText } from '../../../ui/visible-text.ts'
import { changes, toProblem } from '../../read.ts'
import { text } from '../../text/widgets.ts'
import { worker } from '../../worker.ts'
import { plainProblem } from '../widget/plain-problem.ts'
import { change, type Draft, toDraft, toWidget } from './draft.ts'
import styles from './editor.module.css'
import { LayoutField, QueryField, SourceFields, TypeField } from './fields.tsx'
import { GroupFields } from './group-fields.tsx'
import { type Layout, layoutOf, placeWidget } from './place-widget.ts'
import { Preview } from './preview.tsx'
import { usePreview } from './use-preview.ts'

type Props = {
  readonly dashboard: Dashboard
  readonly widget: Widget | undefined
  /** What the form begins with. */
  readonly from: WidgetDraft
  readonly onDone: (dashboard: Dashboard) => void
  readonly onCancel: () => void
}

/** What a widget asks and how it shows it, with a preview of that. */
export function WidgetForm({ dashboard, widget, from, onDone, onCancel }: Props) {
  const [draft, setDraft] = useState(() => toDraft(from))
  const [layout, setLayout] = useState<Layout>(layoutOf(widget?.place))
  const [isTried, setTried] = useState(false)
  const saving = useSaving(dashboard, widget, onDone)
  const set = (changes: Partial<Draft>) => setDraft((before) => change(before, changes))
  // The preview needs no title.
  const asked = toWidget({ ...draft, title: draft.title.trim() || ' -' })
  const preview = usePreview(asked)
  const isUntitled = draft.title.trim() === ''
  const save = (event: Event) => {
    event.preventDefault()
    setTried(true)
    const whole = toWidget(draft)
    if (whole) return void saving.save(whole, layout)
    if (isUntitled) (event.currentTarget as HTMLFormElement).querySelector('input')?.focus()
  }
  const parts = { draft, set, isTried }
  return (
    <form class={styles.form} onSubmit={save} noValidate>
      <div class={styles.sides}>
        <div class={styles.fields}>
          <Field label={text.editor.title} error={isTried && isUntitled ? text.editor.titleMissing : undefined}>
            <input
              type="text"
              value={draft.title}
              maxLength={100}
              required
              onInput={({ currentTarget }) => set({ title: currentTarget.value })}
            />
          </Field>
          <TypeField {...parts} />
          <SourceFields {...parts} />
          {draft.type !== 'trend' && <QueryField {...parts} />}
          <GroupFields {...parts} />
          <LayoutField layout={layout} onChange={setLayout} />
        </div>
        <Preview draft={draft} isComplete={asked !== undefined} preview={preview} />
      </div>
      {saving.problem && (
        <ProblemBox message={plainProblem(saving.problem.message)} advice={saving.problem.details.advice} />
      )}
      <div class={styles.actions}>
        <Button type="submit" kind="primary" isBusy={saving.isBusy}>
          {widget ? text.editor.save : text.editor.addToDashboard}
        </Button>
        <Button onClick={onCancel}>{widget ? text.editor.cancel : text.editor.backToTemplates}</Button>
      </div>
    </form>
  )
}

/** Saves the dashboard with its new or changed widget; what somebody else changed meanwhile is not overwritten. */
function useSaving(dashboard: Dashboard, before: Widget | undefined, onDone: (dashboard: Dashboard) => void) {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<WorkerProblem>()
  const save = async (draft: WidgetDraft, layout: Layout) => {
    setBusy(true)
    setProblem(undefined)
    try {
      const widgets = placeWidget(dashboard, draft, layout, before)
      const api = worker.peek()?.api
      if (!widgets) throw new WorkerProblem(text.full)
      if (!api) throw new WorkerProblem(text.away)
      const json = { widgets: [...widgets], basedOn: dashboard.version }
      const answer = await api.dashboards[':id'].$patch({ param: { id: dashboard.id }, json })
      const title = visibleText(draft.title, 80)
      showToast({ message: before ? text.editor.saved(title) : text.editor.added(title) })
      changes.value += 1
      onDone((await answer.json()) as Dashboard)
    } catch (error) {
      setProblem(toProblem(error))
    }
    setBusy(false)
  }
  return { isBusy, problem, save }
}
