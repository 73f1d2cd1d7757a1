import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** `/` leads to this input from anywhere where nothing is being typed and no dialog is open. */
export function useSlashKey(input: RefObject<HTMLInputElement | null>, onArrive: () => void): void {
  const arrive = useRef(onArrive)
  arrive.current = onArrive
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (isTyping(event.target) || document.querySelector('dialog[open]')) return
      event.preventDefault()
      input.current?.focus()
      input.current?.select()
      arrive.current()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [input])
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
