import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import button from './button.module.css'
import { Icon } from './icon.tsx'
import styles from './popup.module.css'
import { usePopup } from './use-popup.ts'

/** Something that a menu offers. */
export type MenuItem =
  | {
      readonly label: string
      readonly onSelect: () => void
      readonly isDanger?: boolean | undefined
      readonly disabled?: boolean | undefined
    }
  | 'separator'

type Props = {
  /** What the button says, or is called where it shows a drawing. */
  readonly label: string
  readonly items: readonly MenuItem[]
  /** A drawing in place of the label. */
  readonly icon?: ComponentChildren
  readonly kind?: 'plain' | 'primary' | 'quiet' | undefined
  readonly disabled?: boolean | undefined
  readonly tabIndex?: number | undefined
}

/** A button that opens a list of things to do. */
export function Menu({ label, items, icon, kind = 'plain', disabled, tabIndex }: Props) {
  const { isOpen, open, close, button: opener, popup } = usePopup()
  const entries = () => [...(popup.current?.querySelectorAll<HTMLElement>('[role="menuitem"]:not(:disabled)') ?? [])]
  // biome-ignore lint/correctness/useExhaustiveDependencies: when it opens
  useEffect(() => {
    if (isOpen) entries()[0]?.focus({ preventScroll: true })
  }, [isOpen])

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Tab') return close(true)
    const all = entries()
    const next = nextEntry(event.key, all, all.indexOf(event.target as HTMLElement))
    if (!next) return
    event.preventDefault()
    next.focus()
  }
  const onButtonKey = (event: KeyboardEvent) => {
    if (isOpen || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
    event.preventDefault()
    open()
  }
  return (
    <>
      <button
        type="button"
        ref={opener}
        class={icon ? button.icon : `${button.button} ${button[kind]}`}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={icon ? label : undefined}
        title={icon ? label : undefined}
        disabled={disabled}
        tabIndex={tabIndex}
        onClick={() => (isOpen ? close() : open())}
        onKeyDown={onButtonKey}
      >
        {icon ?? (
          <>
            {label}
            <Icon name="down" />
          </>
        )}
      </button>
      {isOpen && (
        <div
          ref={popup}
          popover="manual"
          class={styles.popup}
          role="menu"
          tabIndex={-1}
          aria-label={label}
          onKeyDown={onKeyDown}
        >
          {items.map((item, index) =>
            item === 'separator' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: separators are all the same
              <hr key={index} class={styles.separator} />
            ) : (
              <button
                key={item.label}
                type="button"
                class={`${styles.item} ${item.isDanger ? styles.danger : ''}`}
                role="menuitem"
                tabIndex={-1}
                disabled={item.disabled}
                onClick={() => {
                  close()
                  item.onSelect()
                }}
              >
                {item.label}
              </button>
            ),
          )}
        </div>
      )}
    </>
  )
}

/** The arrow keys go round; a letter goes to the next entry that begins with it. */
function nextEntry(key: string, all: readonly HTMLElement[], at: number): HTMLElement | undefined {
  const goals: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }
  const goal = goals[key]
  if (goal !== undefined) return all.at(goal >= all.length ? 0 : goal)
  if (key.length !== 1) return undefined
  const begins = (entry: HTMLElement) => entry.textContent?.toLowerCase().startsWith(key.toLowerCase())
  return [...all.slice(at + 1), ...all.slice(0, at + 1)].find(begins)
}
