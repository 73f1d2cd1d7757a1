import type { ComponentChildren } from 'preact'
import { useLayoutEffect } from 'preact/hooks'
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
      /** One of several, of which one is in force. */
      readonly isChecked?: boolean | undefined
      /** A word about it, at its end. */
      readonly hint?: string | undefined
    }
  | 'separator'
  /** What the entries below it have in common. */
  | { readonly heading: string }

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
  const entries = () => [...(popup.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]:not(:disabled)') ?? [])]
  // biome-ignore lint/correctness/useExhaustiveDependencies: when it opens
  useLayoutEffect(() => {
    if (!isOpen) return
    const all = entries()
    const first = all.find((entry) => entry.getAttribute('aria-checked') === 'true') ?? all[0]
    first?.focus({ preventScroll: first === all[0] })
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
            ) : 'heading' in item ? (
              <div key={item.heading} class={styles.heading} role="presentation">
                {item.heading}
              </div>
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: two may have the same label
              <Entry key={index} item={item} close={close} />
            ),
          )}
        </div>
      )}
    </>
  )
}

type EntryProps = { readonly item: Exclude<MenuItem, 'separator' | { heading: string }>; readonly close: () => void }

function Entry({ item: { label, onSelect, isDanger, disabled, isChecked, hint }, close }: EntryProps) {
  const isChoice = isChecked !== undefined
  return (
    <button
      type="button"
      class={`${styles.item} ${isDanger ? styles.danger : ''}`}
      {...(isChoice
        ? ({ role: 'menuitemradio', 'aria-checked': isChecked } as const)
        : ({ role: 'menuitem' } as const))}
      tabIndex={-1}
      disabled={disabled}
      onClick={() => {
        close()
        onSelect()
      }}
    >
      {isChoice && <span class={styles.mark}>{isChecked && <Icon name="check" />}</span>}
      <span class={styles.words}>{label}</span>
      {hint && <span class={styles.hint}>{hint}</span>}
    </button>
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
