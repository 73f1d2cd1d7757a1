import { feedSizes, trendRanges } from '../../../../shared/dashboard-sizes.ts'
import { Field } from '../../../ui/field.tsx'
import { text } from '../../text/widgets.ts'
import { groupsOf, isGrouped, isLimitWrong, isNameMissing } from './draft.ts'
import styles from './editor.module.css'
import type { PartProps } from './fields.tsx'

/** What the rows are grouped by, how many groups are shown, and of which days: as its type needs it. */
export function GroupFields(props: PartProps) {
  const { draft } = props
  if (draft.type === 'trend') return <TrendFields {...props} />
  if (draft.type === 'live feed') return <FeedField {...props} />
  if (!isGrouped(draft)) return null
  return (
    <>
      <GroupBy {...props} />
      <Limit {...props} />
    </>
  )
}

type Choices = readonly { readonly value: string; readonly label: string }[]
type ChoiceProps = {
  readonly label: string
  readonly value: string
  readonly choices: Choices
  readonly onChange: (value: string) => void
}

function Choice({ label, value, choices, onChange }: ChoiceProps) {
  return (
    <Field label={label}>
      <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Field>
  )
}

const groupNames: Readonly<Record<string, string>> = text.editor.groups
const named = (value: string) => ({ value, label: groupNames[value] ?? value })

function GroupBy({ draft, set, isTried }: PartProps) {
  const { groupBy, groupName } = draft
  const isTag = groupBy === 'tag'
  return (
    <div class={styles.pair}>
      <Choice
        label={text.editor.groupBy}
        value={groupBy}
        choices={groupsOf(draft.list).map(named)}
        onChange={(value) => set({ groupBy: value })}
      />
      {(isTag || groupBy === 'config') && (
        <Field
          label={isTag ? text.editor.tagKey : text.editor.configField}
          error={isTried && isNameMissing(draft) ? text.editor.nameMissing : undefined}
        >
          <input
            type="text"
            value={groupName}
            maxLength={190}
            placeholder={isTag ? text.editor.tagKeyHint : text.editor.configFieldHint}
            autocomplete="off"
            spellcheck={false}
            onInput={({ currentTarget }) => set({ groupName: currentTarget.value })}
          />
        </Field>
      )}
    </div>
  )
}

function Limit({ draft, set }: PartProps) {
  return (
    <div class={styles.pair}>
      <Field label={text.editor.limit} error={isLimitWrong(draft) ? text.editor.limitWrong : undefined}>
        <input
          type="number"
          min={1}
          max={100}
          value={draft.limit}
          onInput={({ currentTarget }) => set({ limit: currentTarget.value })}
        />
      </Field>
      <Choice
        label={text.editor.sort}
        value={draft.sort}
        choices={(['count', 'failing'] as const).map((value) => ({ value, label: text.editor.sorts[value] }))}
        onChange={(sort) => set({ sort })}
      />
    </div>
  )
}

function TrendFields({ draft, set }: PartProps) {
  return (
    <div class={styles.pair}>
      <Choice
        label={text.editor.range}
        value={draft.range}
        choices={trendRanges.map((value) => ({ value, label: text.editor.ranges[value] }))}
        onChange={(range) => set({ range })}
      />
      {draft.list === 'evaluations' && (
        <Choice
          label={text.editor.groupBy}
          value={draft.trendBy}
          choices={['outcome', 'criticality'].map(named)}
          onChange={(trendBy) => set({ trendBy })}
        />
      )}
    </div>
  )
}

const FeedField = ({ draft, set }: PartProps) => (
  <Choice
    label={text.editor.feedLimit}
    value={draft.feedLimit}
    choices={feedSizes.map((size) => ({ value: String(size), label: text.editor.top(size) }))}
    onChange={(feedLimit) => set({ feedLimit })}
  />
)
