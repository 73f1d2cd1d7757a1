import { Select } from '../ui/select.tsx'
import { place, setParams } from './address.ts'
import { FindText } from './find-text.tsx'

/** Words to look for; they come into the address when the typing rests. */
export const TextFilter = ({ label, param = 'text' }: { readonly label: string; readonly param?: string }) => (
  <FindText label={label} value={place.value.params[param] ?? ''} onFind={(found) => setParams({ [param]: found })} />
)

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
