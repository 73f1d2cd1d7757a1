import { useEffect, useRef, useState } from 'preact/hooks'
import type { SavedSearch } from '../../../shared/saved-search.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Name } from '../../ui/name.tsx'
import { visibleText } from '../../ui/visible-text.ts'
import { toProblem } from '../read.ts'
import { text } from '../text/find.ts'
import { SaveForm } from './save-form.tsx'
import styles from './saved-row.module.css'
import type { Saved } from './use-saved.ts'

type Props = {
  readonly search: SavedSearch
  readonly saved: Saved
  readonly onLoad: (query: string) => void
}

type Shown = 'closed' | 'actions' | 'rename' | 'remove'

/** One saved search: a press loads it. One's own can be shared, renamed and deleted. */
export function SavedRow({ search, saved, onLoad }: Props) {
  const [shown, setShown] = useState<Shown>('closed')
  const row = useRef<HTMLLIElement>(null)
  const before = useRef(shown)
  useEffect(() => {
    // What was pressed is gone: the focus goes to what came in its place.
    if (before.current !== shown) focusIn(row.current, shown)
    before.current = shown
  }, [shown])
  const { title, query, mine, shared, owner } = search
  const told = visibleText(title, 80)
  return (
    <li class={styles.row} ref={row}>
      <div class={styles.line}>
        <button type="button" class={styles.load} onClick={() => onLoad(query)}>
          <span class={styles.title}>
            <Name text={title} />
            {mine && shared && <span class={styles.note}>{text.isShared}</span>}
            {!mine && <span class={styles.note}>{text.by(visibleText(owner, 60))}</span>}
          </span>
          <Name text={query} class={styles.query ?? ''} />
        </button>
        {mine && (
          <IconButton
            label={text.more(told)}
            isPressed={shown !== 'closed'}
            onClick={() => setShown(shown === 'closed' ? 'actions' : 'closed')}
          >
            <Icon name="more" />
          </IconButton>
        )}
      </div>
      {shown === 'actions' && <Actions {...{ search, saved }} onShow={setShown} />}
      {shown === 'rename' && (
        <SaveForm
          before={{ title, shared }}
          onSave={(draft) => saved.update(search.id, draft).then(() => setShown('closed'))}
          onCancel={() => setShown('closed')}
        />
      )}
      {shown === 'remove' && <Remove {...{ search, saved }} onCancel={() => setShown('closed')} />}
    </li>
  )
}

function focusIn(row: HTMLElement | null, shown: Shown): void {
  if (shown === 'rename') return
  const buttons = [...(row?.querySelectorAll('button') ?? [])]
  // Of deleting, the last button is the one that does nothing.
  const at = { closed: 1, actions: 2, remove: buttons.length - 1 }[shown]
  buttons[at]?.focus()
}

type ActionsProps = Omit<Props, 'onLoad'> & { readonly onShow: (shown: Shown) => void }

function Actions({ search: { id, shared }, saved, onShow }: ActionsProps) {
  const [problem, isBusy, run] = useRun()
  return (
    <div class={styles.actions}>
      <Button
        isBusy={isBusy}
        onClick={() => run(() => saved.update(id, { shared: !shared }).then(() => onShow('closed')))}
      >
        {shared ? text.unshare : text.shareNow}
      </Button>
      <Button onClick={() => onShow('rename')}>{text.rename}</Button>
      <Button kind="danger" onClick={() => onShow('remove')}>
        {text.remove}
      </Button>
      <Problem text={problem} />
    </div>
  )
}

type RemoveProps = Omit<Props, 'onLoad'> & { readonly onCancel: () => void }

function Remove({ search: { id, title, shared }, saved, onCancel }: RemoveProps) {
  const [problem, isBusy, run] = useRun()
  const told = visibleText(title, 80)
  return (
    <div class={styles.actions}>
      <p class={styles.question} role="alert">
        {text.removeTitle} {shared ? text.removeShared(told) : text.removeWhy(told)}
      </p>
      <Button
        kind="danger"
        isBusy={isBusy}
        onClick={(event) => run((panel) => saved.remove(id).then(() => panel?.focus()), event.currentTarget)}
      >
        {text.remove}
      </Button>
      <Button onClick={onCancel}>{text.cancel}</Button>
      <Problem text={problem} />
    </div>
  )
}

function Problem({ text: told }: { readonly text: string | undefined }) {
  if (told === undefined) return null
  return (
    <p class={styles.problem} role="alert">
      {told}
    </p>
  )
}

/** Something that takes a while and may fail. */
function useRun() {
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const run = (act: (panel: HTMLElement | null) => Promise<unknown>, from?: EventTarget | null) => {
    const panel = from instanceof Element ? from.closest<HTMLElement>('[role=dialog]') : null
    setBusy(true)
    setProblem(undefined)
    act(panel)
      .catch((error: unknown) => setProblem(toProblem(error).message))
      .finally(() => setBusy(false))
  }
  return [problem, isBusy, run] as const
}
