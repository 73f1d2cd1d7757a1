import { Button } from '../../../ui/button.tsx'
import { ProblemBox } from '../../../ui/problem-box.tsx'
import { Spinner } from '../../../ui/spinner.tsx'
import { text } from '../../text/widgets.ts'
import { plainProblem } from '../widget/plain-problem.ts'
import { WidgetAge } from '../widget/widget-age.tsx'
import { WidgetBody } from '../widget/widget-body.tsx'
import { WidgetSkeleton } from '../widget/widget-skeleton.tsx'
import { WidgetSummary } from '../widget/widget-summary.tsx'
import type { Draft } from './draft.ts'
import styles from './editor.module.css'
import type { usePreview } from './use-preview.ts'

type Props = {
  readonly draft: Draft
  readonly isComplete: boolean
  readonly preview: ReturnType<typeof usePreview>
}

/** What the widget would show now, or why it would show nothing. */
export function Preview({ draft, isComplete, preview }: Props) {
  const { of, data, problem, isBusy, again } = preview
  return (
    <section class={styles.preview} aria-label={text.editor.preview} aria-busy={isBusy}>
      <header class={styles.previewHead}>
        <h3>{text.editor.preview}</h3>
        <span class={styles.state} role="status">
          {isBusy && (
            <>
              <Spinner /> {text.editor.previewLoading}
            </>
          )}
        </span>
        <Button kind="quiet" onClick={again} disabled={!isComplete}>
          {text.editor.test}
        </Button>
      </header>
      {of && data && <WidgetSummary widget={of} data={data} />}
      <div class={styles.previewBody}>
        {!isComplete && !of && <p class={styles.quiet}>{text.editor.previewNothing}</p>}
        {isComplete && problem && (
          <ProblemBox message={plainProblem(problem.message)} advice={problem.details.advice} />
        )}
        {of && data && <WidgetBody widget={{ ...of, title: draft.title }} data={data} isTable={false} />}
        {isComplete && !of && <WidgetSkeleton type={draft.type} />}
      </div>
      <WidgetAge data={data} />
    </section>
  )
}
