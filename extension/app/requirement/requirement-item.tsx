import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { Icon } from '../../ui/icon.tsx'
import { Name } from '../../ui/name.tsx'
import { visibleText } from '../../ui/visible-text.ts'
import styles from './requirement.module.css'

type Props = {
  /** Its number in its mandate; policies name theirs by title alone. */
  readonly number?: string | undefined
  readonly title?: string | undefined
  /** Titles of the controls that serve it. */
  readonly serving: readonly string[]
  readonly about: ComponentChildren
  readonly bar: ComponentChildren
  readonly end: ComponentChildren
  readonly isOpen: boolean
  readonly onToggle: () => void
  /** Its controls, one `ServedControl` each. */
  readonly children: ComponentChildren
}

/** A requirement with how it stands; opened, the controls that serve it. */
export function RequirementItem({ number, title, serving, about, bar, end, isOpen, onToggle, children }: Props) {
  const id = useId()
  return (
    <li class={styles.item}>
      <div class={styles.head}>
        <button
          type="button"
          class={styles.opener}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={onToggle}
        >
          <span class={isOpen ? styles.turned : styles.arrow}>
            <Icon name="forward" isDirected />
          </span>
          {number !== undefined && <b class={styles.number}>{visibleText(number)}</b>}
          {title ? (
            <Name text={title} class={styles.title} />
          ) : (
            // Some publishers keep their sentences to themselves: what serves the requirement tells what it is about.
            <span class={styles.untitled} dir="auto">
              {!isOpen &&
                serving
                  .slice(0, 3)
                  .map((one) => visibleText(one))
                  .join(' · ')}
            </span>
          )}
        </button>
        <span class={styles.about}>{about}</span>
        {bar}
        <span class={styles.end}>{end}</span>
      </div>
      {isOpen && (
        <ul class={styles.served} id={id}>
          {children}
        </ul>
      )}
    </li>
  )
}
