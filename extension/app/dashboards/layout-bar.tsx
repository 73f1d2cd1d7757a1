import { useEffect, useRef } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { ProblemBox } from '../../ui/problem-box.tsx'
import readers from '../../ui/unseen.module.css'
import { text } from '../text/dashboards.ts'
import styles from './layout-bar.module.css'
import type { Layout } from './use-layout.ts'

const words = text.layout

/** How the layout is changed, and the ways out; it stays in sight. */
export function LayoutBar({ layout }: { readonly layout: Layout }) {
  const { said, saving, isChanged, save, cancel, takeTheirs, saveOntoTheirs } = layout
  const isConflict = saving.problem?.details.status === 409
  const heading = useRef<HTMLHeadingElement>(null)
  // What opened it is disabled now: the focus would be lost.
  useEffect(() => heading.current?.focus(), [])
  return (
    <section class={styles.bar} aria-label={words.title}>
      <h2 class={styles.title} ref={heading} tabIndex={-1}>
        {words.title}
      </h2>
      <p class={styles.hint} id="layout-hint">
        {words.hint} {words.keys}
      </p>
      <span class={styles.end}>
        <Button onClick={cancel}>{text.cancel}</Button>
        <Button kind="primary" onClick={save} isBusy={saving.isBusy} disabled={!isChanged || isConflict}>
          {words.save}
        </Button>
      </span>
      {saving.problem && (
        <div class={styles.problem}>
          <ProblemBox
            message={isConflict ? words.changed : saving.problem.message}
            advice={isConflict ? words.changedWhy : saving.problem.details.advice}
          />
          {isConflict && (
            <p class={styles.choice}>
              <Button onClick={takeTheirs}>{words.theirs}</Button>
              <Button onClick={saveOntoTheirs} isBusy={saving.isBusy}>
                {words.mine}
              </Button>
            </p>
          )}
        </div>
      )}
      <p class={readers.unseen} role="status">
        {said}
      </p>
    </section>
  )
}
