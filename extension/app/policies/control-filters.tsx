import { criticalities, outcomes } from '../../../shared/evaluation.ts'
import { place } from '../address.ts'
import { ChoiceFilter, TextFilter } from '../param-filters.tsx'
import { text } from '../text/policies.ts'
import styles from './policies.module.css'

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
