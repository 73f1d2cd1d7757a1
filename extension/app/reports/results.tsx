import { reportVerdicts } from '../../../shared/report-figures.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { place, setParams } from '../address.ts'
import { ChoiceFilter, TextFilter } from '../param-filters.tsx'
import { openRequirements } from '../policies/requirements.ts'
import { text } from '../text/reports.ts'
import type { RunDetail } from './data.ts'
import styles from './reports.module.css'
import { RequirementRow } from './requirement-row.tsx'
import { shownRequirements } from './shown-requirements.ts'

/** Requirement by requirement how a run came out, or policy by policy; opened, their controls. */
export function Results({ run }: { readonly run: RunDetail }) {
  const { text: words = '', verdict, open: opened } = place.value.params
  const shown = shownRequirements(run, { words, verdict: reportVerdicts.find((one) => one === verdict) })
  const open = openRequirements(opened)
  const isAllOpen = shown.length > 0 && shown.every(({ requirement: { id } }) => open.has(id))
  const write = (ids: Iterable<string>) => setParams({ open: [...ids].join('|') || undefined })
  const toggle = (id: string) => write(open.has(id) ? [...open].filter((one) => one !== id) : [...open, id])
  const controls = new Set(shown.flatMap((one) => one.controls.map(({ cid }) => cid))).size
  const isMandate = run.subject.kind === 'mandate'
  return (
    <div class={styles.page}>
      <search class={styles.tools}>
        <TextFilter label={text.filter} />
        <ChoiceFilter
          label={text.verdictFilter}
          param="verdict"
          all={text.anyVerdict}
          options={reportVerdicts.map((value) => ({ value, label: text.withVerdict[value] }))}
        />
        <Button
          kind="quiet"
          disabled={shown.length === 0}
          onClick={() => write(isAllOpen ? [] : shown.map(({ requirement: { id } }) => id))}
        >
          {isAllOpen ? text.collapseAll : text.expandAll}
        </Button>
        <span class={styles.quiet} aria-live="polite">
          {isMandate ? text.shownRequirements(shown.length, controls) : text.shownPolicies(shown.length, controls)}
        </span>
      </search>
      {shown.length === 0 ? (
        <EmptyState title={text.noneShown}>
          <Button onClick={() => setParams({ text: undefined, verdict: undefined })}>{text.clearFilters}</Button>
        </EmptyState>
      ) : (
        <ul class={styles.requirements}>
          {shown.map(({ requirement, controls: of }) => (
            <RequirementRow
              key={requirement.id}
              {...{ requirement, isMandate }}
              controls={of}
              isOpen={open.has(requirement.id)}
              onToggle={() => toggle(requirement.id)}
            />
          ))}
        </ul>
      )}
    </div>
  )
}
