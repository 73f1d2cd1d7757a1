import { useEffect, useState } from 'preact/hooks'
import { criticalities, outcomes } from '../../../shared/evaluation.ts'
import { Select } from '../../ui/select.tsx'
import { place, setParams } from '../address.ts'
import { text } from '../text/policies.ts'
import styles from './policies.module.css'

/** Words to look for; they come into the address when the typing rests. */
export function TextFilter({ label, param = 'text' }: { readonly label: string; readonly param?: string }) {
  const given = place.value.params[param] ?? ''
  const [value, setValue] = useState(given)
  useEffect(() => setValue(given), [given])
  useEffect(() => {
    if (value === given) return undefined
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

/** The filters of a list of controls. */
export function ControlFilters() {
  return (
    <search class={styles.filters}>
      <TextFilter label={text.filterControls} />
      <ChoiceFilter
        label={text.columns.criticality}
        param="criticality"
        all={text.allCriticalities}
        options={criticalities.map((value) => ({ value, label: text.criticality[value] }))}
      />
      <ChoiceFilter
        label={text.result}
        param="result"
        all={text.anyResult}
        options={(['FAIL', 'UNKNOWN', 'EXCEPTED', 'PASS'] as const).map((value) => ({
          value,
          label: text.results[value],
        }))}
      />
    </search>
  )
}

export const controlFilters = ['text', 'criticality', 'result'] as const

/** What these filters ask for; a value that there is not asks for nothing, for addresses are typed by people. */
export function controlFilterQuery() {
  const { text: words, criticality, result } = place.value.params
  return {
    text: words?.slice(0, 200),
    criticality: criticalities.find((one) => one === criticality),
    result: outcomes.find((one) => one === result),
  }
}
