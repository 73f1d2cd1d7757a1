/**
 * Moves the focus between the `[data-row]` elements of a list with the arrow keys, Home and End. Returns true when the key
 * was one of these.
 */
export function moveWithArrowKeys(event: KeyboardEvent, list: HTMLElement): boolean {
  const rows = [...list.querySelectorAll<HTMLElement>('[data-row]')]
  const at = rows.findIndex((row) => row === event.target || row.contains(event.target as Node))
  const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
  if (target === undefined || at === -1) return false
  event.preventDefault()
  rows[target]?.focus()
  return true
}
