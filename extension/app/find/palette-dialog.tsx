import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Status } from '../../sync/messages.ts'
import { Ago } from '../../ui/ago.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Name } from '../../ui/name.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { text } from '../text/find.ts'
import { Options } from './options.tsx'
import styles from './palette.module.css'
import type { Action } from './palette-items.ts'
import { type Item, keepItem, nameOf, open } from './palette-target.ts'
import { useActive } from './use-active.ts'
import type { Ask } from './use-found.ts'
import { type Group, usePalette } from './use-palette.ts'

type Props = {
  readonly actions: readonly Action[]
  readonly ask: Ask
  readonly status: Status
  readonly onClose: () => void
}

/** The palette while it is open: a line to type into, and what is called so. */
export function PaletteDialog({ actions, ask, status, onClose }: Props) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [typed, setTyped] = useState('')
  const { groups, words, isLoading, isCacheOnly, synced } = usePalette(typed, actions, ask, status)
  const options = numbered(groups, id)
  const active = useActive(options, 'first')
  // At once: what is typed next goes into it.
  useLayoutEffect(() => dialog.current?.showModal(), [])

  const choose = (item: Item) => {
    // The dialog gives the focus back before what was chosen takes it.
    dialog.current?.close()
    onClose()
    keepItem(item)
    open(item, (name) => actions.find((action) => action.id === name)?.run())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || active.move(event) || event.key !== 'Enter') return
    event.preventDefault()
    if (active.option) choose(active.option.item)
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it too
    <dialog
      ref={dialog}
      class={styles.palette}
      aria-label={text.palette}
      onClose={onClose}
      onClick={({ target }) => target === dialog.current && onClose()}
    >
      <div class={styles.box}>
        <div class={styles.line}>
          <Icon name="search" />
          <input
            class={styles.input}
            type="text"
            role="combobox"
            dir="auto"
            aria-label={text.palette}
            aria-expanded={options.length > 0}
            aria-controls={`${id}-list`}
            aria-activedescendant={active.id}
            aria-autocomplete="list"
            placeholder={text.paletteHint}
            autocomplete="off"
            spellcheck={false}
            maxLength={200}
            value={typed}
            onInput={({ currentTarget }) => {
              active.reset()
              setTyped(currentTarget.value)
            }}
            onKeyDown={onKeyDown}
          />
          {isLoading && <Spinner />}
          <button type="button" class={styles.close} aria-label={text.close} title={text.close} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        <Options
          isTitled
          id={`${id}-list`}
          class={styles.list}
          label={text.palette}
          groups={optionGroups(groups, options)}
          active={active.id}
          onChoose={({ item }) => choose(item)}
        >
          {result}
        </Options>
        <div class={styles.foot} role="status">
          {isLoading && options.length === 0 && text.searching}
          {!isLoading && options.length > 0 && words !== '' && text.results(options.length)}
          {!isLoading && options.length === 0 && words !== '' && (
            <>
              <strong>{text.nothing(words)}</strong> {text.nothingWhy}
            </>
          )}
          {isCacheOnly && words !== '' && (
            <p>
              {text.away} {text.cacheOnly} {synced ? <Ago iso={synced} now={new Date()} /> : '-'}.
            </p>
          )}
        </div>
      </div>
    </dialog>
  )
}

type Option = { readonly id: string; readonly name: string; readonly item: Item }

const numbered = (groups: readonly Group[], id: string): readonly Option[] =>
  groups.flatMap(({ items }) => items).map((item, index) => ({ id: `${id}-${index}`, name: nameOf(item), item }))

/** The groups as they are, each item with the option that stands for it. */
const optionGroups = (groups: readonly Group[], options: readonly Option[]) =>
  groups.map(({ label, items }) => ({ label, of: options.filter(({ item }) => items.includes(item)) }))

const result = ({ item: { label, detail } }: Option) => (
  <>
    <Name text={label} class={styles.name ?? ''} />
    {detail && <Name text={detail} class={styles.detail ?? ''} />}
  </>
)
