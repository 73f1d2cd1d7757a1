import { useState } from 'preact/hooks'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { Name } from '../../../ui/name.tsx'
import { visibleText } from '../../../ui/visible-text.ts'
import { text } from '../../text/resources.ts'
import styles from './configuration.module.css'

type Props = {
  readonly name: string
  /** `rules.3.ports`. */
  readonly path: string
  readonly value: unknown
  /** What was searched for is in it: it stands open. */
  readonly isSearched: boolean
}

/** A field with its value; one that holds others opens. What is closed is not drawn: there may be hundreds of rules. */
export function Branch({ name, path, value, isSearched }: Props) {
  const isBranch = typeof value === 'object' && value !== null && Object.keys(value).length > 0
  const [isOpen, setOpen] = useState(false)
  if (!isBranch) return <Leaf {...{ name, path, value }} />
  const children = Object.entries(value)
  const size = Array.isArray(value) ? text.items(children.length) : text.fields(children.length)
  const isShown = isOpen || isSearched
  return (
    <li>
      <details open={isShown} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          <Name text={name} class={styles.name ?? ''} /> <span class={styles.size}>{size}</span>
        </summary>
        {isShown && (
          <ul>
            {children.map(([key, child]) => (
              <Branch key={key} name={key} path={`${path}.${key}`} value={child} isSearched={isSearched} />
            ))}
          </ul>
        )}
      </details>
    </li>
  )
}

function Leaf({ name, path, value }: Omit<Props, 'isSearched'>) {
  const plain = typeof value === 'string' ? value : JSON.stringify(value)
  return (
    <li class={styles.leaf}>
      <Name text={name} class={styles.name ?? ''} />
      <bdi class={`${styles.value} ${typeof value === 'string' ? '' : styles.word}`}>
        {plain === '' ? text.none : visibleText(plain, 4000)}
      </bdi>
      <CopyButton
        text={plain}
        label={text.copyValue(visibleText(path))}
        copiedLabel={text.copied}
        failedLabel={text.copyFailed}
        isSmall
      />
    </li>
  )
}
