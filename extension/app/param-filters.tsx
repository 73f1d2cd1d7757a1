import { useEffect, useState } from 'preact/hooks'
import { Select } from '../ui/select.tsx'
import { place, setParams } from './address.ts'
import styles from './param-filters.module.css'

/** Words to look for; they come into the address when the typing rests. */
export function TextFilter({ label, param = 'text' }: { readonly label: string; readonly param?: string }) {
  const given = place.value.params[param] ?? ''
  const [value, setValue] = useState(given)
  // What the address says is taken over, but not the space away behind which the next word is being typed.
  useEffect(() => setValue((typed) => (typed.trim() === given ? typed : given)), [given])
  useEffect(() => {
    if (value.trim() === given) return undefined
    const timer = setTimeout(() => setParams({ [param]: value.trim() || undefined }), 200)
    return () => clearTimeout(timer)
  }, [value, given, param])
  return (
    <input
      type="search"
      class={styles.search}
      aria-label={label}
      placeholder={label}
      maxLength={200}
      value={value}
      onInput={({ currentTarget }) => setValue(currentTarget.value)}
    />
  )
}

type ChoiceProps = {
  readonly label: string
  readonly param: string
  /** What it says when nothing is chosen. */
  readonly all: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

/** One of a few values, kept in the address; what it is of is told by its first option. */
export function ChoiceFilter({ label, param, all, options }: ChoiceProps) {
  const given = place.value.params[param] ?? ''
  const value = options.some((option) => option.value === given) ? given : ''
  return (
    <Select
      {...{ label, value }}
      isLabelHidden
      options={[{ value: '', label: all }, ...options]}
      onChange={(next) => setParams({ [param]: next || undefined })}
    />
  )
}
