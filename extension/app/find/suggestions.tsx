import { visibleText } from '../../ui/visible-text.ts'
import { text } from '../text/find.ts'
import { Options } from './options.tsx'
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

/** The list under a query bar. */
export function Suggestions({ id, options, active, onChoose }: Props) {
  const groups = [
    { label: text.recent, of: options.filter(({ kind }) => kind === 'recent') },
    { label: text.next, of: options.filter(({ kind }) => kind !== 'recent') },
  ].filter(({ of }) => of.length > 0)
  return (
    <Options
      {...{ id, groups, active, onChoose }}
      class={styles.list}
      label={text.suggestions}
      isTitled={groups.length > 1}
    >
      {suggestion}
    </Options>
  )
}

const suggestion = ({ text: told, kind, description, count }: Option) => (
  <>
    <bdi class={`${styles.text} ${styles[kind] ?? ''}`} dir="ltr">
      {visibleText(told, 120)}
    </bdi>
    {description !== undefined && <span class={styles.description}>{visibleText(description)}</span>}
    {count !== undefined && (
      <span class={styles.count} title={text.haveTitle(count)}>
        {text.have(count)}
      </span>
    )}
  </>
)
