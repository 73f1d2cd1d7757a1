import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import styles from './tabs.module.css'

type Props<Id extends string> = {
  readonly label: string
  readonly items: readonly { readonly id: Id; readonly label: string; readonly count?: number | undefined }[]
  readonly current: Id
  readonly onSelect: (id: Id) => void
  /** What the current tab holds, where that stands right below. */
  readonly children?: ComponentChildren
}

/** Several contents in one place. The arrow keys go from tab to tab. */
export function Tabs<Id extends string>({ label, items, current, onSelect, children }: Props<Id>) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another one is current
  useLayoutEffect(() => bringIntoView(list.current), [current])
  const onKeyDown = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }) => {
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1
    const at = items.findIndex((item) => item.id === current)
    const goals: Record<string, number> = { ArrowRight: at + forward, ArrowLeft: at - forward, Home: 0, End: -1 }
    const goal = goals[event.key]
    const next = goal === undefined ? undefined : items.at(goal >= items.length ? 0 : goal)
    if (!next) return
    event.preventDefault()
    onSelect(next.id)
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${CSS.escape(next.id)}"]`)?.focus()
  }
  return (
    <>
      <div ref={list} class={styles.tabs} role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {items.map((item) => (
          <button
            key={item.id}
            type="button"
            role="tab"
            id={`${id}-${item.id}`}
            data-tab={item.id}
            class={styles.tab}
            aria-selected={item.id === current}
            aria-controls={item.id === current && children !== undefined ? `${id}-panel` : undefined}
            tabIndex={item.id === current ? 0 : -1}
            onClick={() => onSelect(item.id)}
          >
            {item.label}
            {item.count !== undefined && <span class={styles.count}>{item.count.toLocaleString('en')}</span>}
          </button>
        ))}
      </div>
      {children !== undefined && (
        <div class={styles.panel} role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${current}`} tabIndex={-1}>
          {children}
        </div>
      )}
    </>
  )
}

/** Where there is no room for all tabs, the current one is on show; the page itself stays where it is. */
function bringIntoView(list: HTMLElement | null): void {
  const tab = list?.querySelector('[aria-selected="true"]')
  if (!list || !tab) return
  const [outer, inner] = [list.getBoundingClientRect(), tab.getBoundingClientRect()]
  if (inner.left < outer.left) list.scrollLeft -= outer.left - inner.left
  if (inner.right > outer.right) list.scrollLeft += inner.right - outer.right
}
