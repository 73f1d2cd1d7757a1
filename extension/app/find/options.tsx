import type { ComponentChildren } from 'preact'
import styles from './options.module.css'

type Option = { readonly id: string; readonly name: string }

type Props<O extends Option> = {
  /** Of the list, for the line above it that controls it. */
  readonly id: string
  readonly label: string
  readonly groups: readonly { readonly label: string; readonly of: readonly O[] }[]
  /** Whether the groups are named for the eyes, too. */
  readonly isTitled: boolean
  /** Id of the active option. */
  readonly active: string | undefined
  readonly onChoose: (option: O) => void
  /** What an option says. */
  readonly children: (option: O) => ComponentChildren
  readonly class?: string | undefined
}

/** The options under a line that is typed into. The focus stays in the line, which has the keys. */
export function Options<O extends Option>(props: Props<O>) {
  const { id, label, groups, isTitled, active, onChoose, children } = props
  return (
    <div id={id} class={props.class} role="listbox" aria-label={label}>
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a listbox
        <div key={group.label} role="group" aria-label={group.label}>
          {isTitled && (
            <div class={styles.title} aria-hidden="true">
              {group.label}
            </div>
          )}
          {group.of.map((option) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the line keeps the focus and has the keys
            <div
              key={option.name}
              id={option.id}
              role="option"
              aria-selected={option.id === active}
              tabIndex={-1}
              class={styles.option}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(option)}
            >
              {children(option)}
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}
