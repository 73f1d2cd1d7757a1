import { visibleText } from '../../ui/visible-text.ts'
import { text } from '../text/find.ts'
import styles from './suggestions.module.css'

/** Something that a query can be gone on with, or a whole one from before. */
export type Option = {
  readonly id: string
  readonly name: string
  readonly text: string
  readonly kind: 'recent' | 'token' | 'value' | 'word'
  readonly description?: string
  readonly count?: number
}

type Props = {
  readonly id: string
  readonly options: readonly Option[]
  readonly active: string | undefined
  readonly onChoose: (option: Option) => void
}

/** The list under a query bar. The focus stays in the bar. */
export function Suggestions({ id, options, active, onChoose }: Props) {
  const groups = [
    { label: text.recent, of: options.filter(({ kind }) => kind === 'recent') },
    { label: text.next, of: options.filter(({ kind }) => kind !== 'recent') },
  ].filter(({ of }) => of.length > 0)
  return (
    <div id={id} class={styles.list} role="listbox" aria-label={text.suggestions}>
      {groups.map(({ label, of }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a listbox
        <div key={label} role="group" aria-label={label}>
          {groups.length > 1 && (
            <div class={styles.label} aria-hidden="true">
              {label}
            </div>
          )}
          {of.map((option) => (
            <Row key={option.id} option={option} isActive={option.id === active} onChoose={onChoose} />
          ))}
        </div>
      ))}
    </div>
  )
}

type RowProps = Pick<Props, 'onChoose'> & { readonly option: Option; readonly isActive: boolean }

function Row({ option, isActive, onChoose }: RowProps) {
  const { id, kind, description, count } = option
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the bar keeps the focus and has the keys
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      class={styles.option}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChoose(option)}
    >
      <bdi class={`${styles.text} ${styles[kind]}`} dir="ltr">
        {visibleText(option.text, 120)}
      </bdi>
      {description !== undefined && <span class={styles.description}>{visibleText(description)}</span>}
      {count !== undefined && (
        <span class={styles.count} title={text.haveTitle(count)}>
          {text.have(count)}
        </span>
      )}
    </div>
  )
}
