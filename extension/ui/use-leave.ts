import { useRef } from 'preact/hooks'

/**
 * Lets Escape close something, but not take what was typed with it: then the focus goes to the way out first, and closes
 * with the next Escape or a press.
 */
export function useLeave(onClose: () => void, wayOut: () => HTMLElement | null | undefined) {
  const isTyped = useRef(false)
  return {
    onInput: ({ target }: Event) => {
      if (target instanceof Element && target.matches(typing)) isTyped.current = true
    },
    onEscape: () => {
      if (!isTyped.current) return onClose()
      isTyped.current = false
      wayOut()?.focus()
    },
  }
}

/** What takes effort to write again; a search or a choice does not. */
const typing = 'textarea, input:not([type=search], [type=checkbox], [type=radio], [type=range])'
