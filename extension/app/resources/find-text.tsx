import { useEffect, useState } from 'preact/hooks'

type Props = {
  readonly label: string
  readonly value: string
  /** What is looked for now; `undefined` for nothing. */
  readonly onFind: (text: string | undefined) => void
  readonly class?: string | undefined
}

/** A text that is looked for; asked for when one stops typing. */
export function FindText({ label, value, onFind, class: name }: Props) {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is done with it is made anew each time
  useEffect(() => {
    if (typed.trim() === value) return undefined
    const wait = setTimeout(() => onFind(typed.trim() || undefined), 250)
    return () => clearTimeout(wait)
  }, [typed, value])
  return (
    <input
      type="search"
      class={name}
      aria-label={label}
      placeholder={label}
      maxLength={200}
      value={typed}
      onInput={({ currentTarget }) => setTyped(currentTarget.value)}
    />
  )
}
