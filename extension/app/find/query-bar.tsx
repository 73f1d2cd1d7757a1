import { useId, useState } from 'preact/hooks'
import type { QueryList } from '../../../shared/query/query.ts'
import { Icon } from '../../ui/icon.tsx'
import readers from '../../ui/unseen.module.css'
import { text } from '../text/find.ts'
import styles from './query-bar.module.css'
import { QueryLine } from './query-line.tsx'
import { QueryProblem } from './query-problem.tsx'
import { SavedSearches } from './saved-searches.tsx'
import { type Option, Suggestions } from './suggestions.tsx'
import { useActive } from './use-active.ts'
import { useCompletions } from './use-completions.ts'
import { useDraft } from './use-draft.ts'
import { useOptions } from './use-options.ts'
import { useSlashKey } from './use-slash-key.ts'
import { useVocabulary } from './vocabulary.ts'

type Props = {
  readonly list: QueryList
  /** The query that the list shows. */
  readonly value: string
  /** Called with a query that can be read, or with an empty text. */
  readonly onChange?: ((query: string) => void) | undefined
  /** The bar is a field of a form: each text counts as it is written, readable or not; nothing is run, nor saved. */
  readonly onWrite?: ((text: string) => void) | undefined
}

/** The search of a list: one line with completion and mistakes in place, and the searches that were saved. */
export function QueryBar({ list, value, onChange, onWrite }: Props) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const vocabulary = useVocabulary(isOpen || value !== '')
  const draft = useDraft({ list, value, vocabulary, onChange, onWrite })
  const completions = useCompletions({ list, text: draft.text, at: draft.at, isOpen, vocabulary })
  const options = useOptions(id, list, draft.text.trim() === '', completions, isOpen)
  const active = useActive(options)
  const isShown = isOpen && options.length > 0
  useSlashKey(draft.input, () => setOpen(true))

  const close = () => {
    setOpen(false)
    active.reset()
  }
  const leave = () => {
    close()
    if (onWrite) draft.check()
  }
  const run = (query: string) => {
    draft.run(query)
    // What is wrong with it is told where the suggestions stood.
    close()
  }
  const choose = (option: Option) => {
    if (option.kind === 'recent') return run(option.text)
    active.reset()
    const isAtEnd = option.kind === 'value' && completions.end === draft.text.length
    const isInList = /[[(][^\])]*$/.test(draft.text)
    draft.replace(completions.start, completions.end, isAtEnd && !isInList ? `${option.text} ` : option.text)
  }
  const look = ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) =>
    draft.moveTo(currentTarget.selectionStart ?? draft.text.length)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return
    const { option } = active
    if (event.key === 'Escape' && isShown) {
      event.preventDefault()
      event.stopPropagation()
      return close()
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      return option ? choose(option) : run(draft.text)
    }
    if (event.key === 'Tab' && option && !event.shiftKey) {
      event.preventDefault()
      return choose(option)
    }
    if (event.key === 'ArrowDown' && !isOpen) {
      event.preventDefault()
      return setOpen(true)
    }
    active.move(event)
  }

  return (
    <search class={styles.bar}>
      <div class={styles.query}>
        <div class={styles.box} data-wrong={draft.problem ? '' : undefined}>
          <Icon name="search" />
          <QueryLine
            value={draft.text}
            wrong={draft.problem}
            input={draft.input}
            attributes={{
              role: 'combobox',
              'aria-label': text.search[list],
              'aria-expanded': isShown,
              'aria-controls': isShown ? `${id}-list` : undefined,
              'aria-activedescendant': active.id,
              'aria-autocomplete': 'list',
              'aria-invalid': draft.problem !== undefined,
              'aria-describedby': `${id}-problem`,
              'aria-keyshortcuts': '/',
              placeholder: text.examples[list],
              autocomplete: 'off',
              autocapitalize: 'off',
              spellcheck: false,
              maxLength: 2000,
              onInput: ({ currentTarget }) => {
                active.reset()
                setOpen(true)
                draft.write(currentTarget.value, currentTarget.selectionStart ?? currentTarget.value.length)
              },
              onSelect: look,
              onClick: () => setOpen(true),
              onBlur: leave,
              onKeyDown,
            }}
          />
          {(draft.text !== '' || value !== '') && (
            <button type="button" class={styles.button} aria-label={text.clear} title={text.clear} onClick={clear}>
              <Icon name="close" />
            </button>
          )}
          {draft.text.trim() !== value && (
            <button type="button" class={`${styles.button} ${styles.run}`} onClick={() => run(draft.text)}>
              {text.run}
            </button>
          )}
        </div>
        {isShown && <Suggestions id={`${id}-list`} options={options} active={active.id} onChoose={choose} />}
        <QueryProblem id={`${id}-problem`} problem={draft.problem} onUse={(suggestion) => draft.mend(suggestion)} />
        <span class={readers.unseen} role="status">
          {isShown ? text.suggested(options.length) : ''}
        </span>
      </div>
      {!onWrite && <SavedSearches list={list} query={value} onLoad={run} />}
    </search>
  )

  function clear(): void {
    run('')
    draft.input.current?.focus()
  }
}
