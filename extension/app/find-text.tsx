import { useEffect, useState } from 'preact/hooks'
import { SearchField } from '../ui/search-field.tsx'

type Props = {
  readonly label: string
  /** What is looked for now. */
  readonly value: string
  /** `undefined` for nothing. */
  readonly onFind: (text: string | undefined) => void
}

/** A text that is looked for; asked for when the typing rests. */
export function FindText({ label, value, onFind }: Props) {
  const [typed, setTyped] = useState(value)
  // What is looked for is taken over, but not the space away behind which the next word is being typed.
  useEffect(() => setTyped((before) => (before.trim() === value ? before : value)), [value])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is done with it is made anew each time
  useEffect(() => {
    if (typed.trim() === value) return undefined
    const timer = setTimeout(() => onFind(typed.trim() || undefined), 200)
    return () => clearTimeout(timer)
  }, [typed, value])
  return <SearchField label={label} value={typed} onChange={setTyped} />
}
