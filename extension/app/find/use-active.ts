import { useEffect, useState } from 'preact/hooks'

type Option = {
  /** Of its element. */
  readonly id: string
  /** What it is, wherever it stands in the list. */
  readonly name: string
}

/** Which option of a combobox is active; none at first, or the first one. Arrow keys go round. */
export function useActive<O extends Option>(options: readonly O[], begin: 'none' | 'first' = 'none') {
  const [chosen, setChosen] = useState<string>()
  const at = chosen === undefined ? -1 : options.findIndex(({ name }) => name === chosen)
  const active = at === -1 && begin === 'first' && options.length > 0 ? 0 : at
  const option = options[active]
  const id = option?.id
  useEffect(() => {
    if (id !== undefined) document.getElementById(id)?.scrollIntoView?.({ block: 'nearest' })
  }, [id])

  /** Whether the key was one that moves. */
  const move = (event: KeyboardEvent): boolean => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined || options.length === 0 || event.altKey || event.ctrlKey || event.metaKey) return false
    event.preventDefault()
    // One place more than there are options: none of them is active, where that may be.
    const places = begin === 'first' ? options.length : options.length + 1
    const from = active === -1 && step === -1 ? places : active
    setChosen(options[(from + step + places) % places]?.name)
    return true
  }

  return { option, id, move, reset: () => setChosen(undefined) }
}
