import { useEffect, useRef, useState } from 'preact/hooks'
import type { QueryList } from '../../../shared/query/query.ts'
import { Ago } from '../../ui/ago.tsx'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { text } from '../text/find.ts'
import { SaveForm } from './save-form.tsx'
import styles from './saved-panel.module.css'
import { SavedRow } from './saved-row.tsx'
import { type Saved, useSaved } from './use-saved.ts'

type Props = {
  readonly id: string
  readonly list: QueryList
  readonly query: string
  readonly onLoad: (query: string) => void
}

/** What was saved, one's own and what others share; and a way to save what is on show. */
export function SavedPanel({ id, list, query, onLoad }: Props) {
  const saved = useSaved(list, true)
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => panel.current?.focus(), [])
  const groups = [
    { title: text.yours, of: saved.own },
    { title: text.others, of: saved.others },
  ].filter(({ of }) => of.length > 0)

  return (
    <div id={id} ref={panel} role="dialog" tabIndex={-1} class={styles.panel} aria-label={text.saved}>
      <SaveThis key={query} query={query} onSave={saved.save} />
      {groups.map(({ title, of }) => (
        <section key={title} aria-label={title}>
          <h2 class={styles.title}>{title}</h2>
          <ul class={styles.list}>
            {of.map((search) => (
              <SavedRow key={search.id} search={search} saved={saved} onLoad={onLoad} />
            ))}
          </ul>
        </section>
      ))}
      <State saved={saved} />
    </div>
  )
}

type SaveThisProps = { readonly query: string; readonly onSave: Saved['save'] }

function SaveThis({ query, onSave }: SaveThisProps) {
  const [isOpen, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const close = () => {
    setOpen(false)
    // The button that led here is drawn again first.
    setTimeout(() => box.current?.querySelector('button')?.focus())
  }
  if (query === '') return <p class={styles.hint}>{text.saveNothing}</p>
  return (
    <div class={styles.save} ref={box}>
      <code class={styles.query}>
        <bdi dir="ltr">{query}</bdi>
      </code>
      {isOpen ? (
        <SaveForm
          onSave={async (draft) => {
            await onSave({ ...draft, query })
            close()
          }}
          onCancel={close}
        />
      ) : (
        <Button onClick={() => setOpen(true)}>{text.saveThis}</Button>
      )}
    </div>
  )
}

function State({ saved: { data, at, problem, isLoading } }: { readonly saved: Saved }) {
  if (!data && isLoading) {
    return (
      <p class={styles.hint} role="status">
        <Spinner /> {text.loading}
      </p>
    )
  }
  if (problem) {
    return (
      <p class={styles.problem} role="alert">
        {problem.message}{' '}
        {at && (
          <>
            {text.asOf} <Ago iso={at.toISOString()} now={new Date()} />.
          </>
        )}
      </p>
    )
  }
  if (data && data.items.length > 0) return null
  return (
    <div class={`${styles.hint} ${styles.none}`}>
      <strong>{text.noneYet}</strong>
      <p>{text.noneYetWhy}</p>
    </div>
  )
}
