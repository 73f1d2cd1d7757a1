import type { Details } from '../sync/messages.ts'
import { text } from './text.ts'

/** A control's criticality as form, letter and colour; a dashed box where it could not be judged. */
export function Mark({ of: { control, evaluation } }: { readonly of: Details['findings'][number] }) {
  const isUnknown = evaluation.result === 'UNKNOWN'
  const label = `${text.result[evaluation.result]}, ${text.criticality[control.criticality]}`
  return (
    <span class={`mark ${isUnknown ? 'UNKNOWN' : control.criticality}`} role="img" aria-label={label} title={label}>
      {isUnknown ? '?' : control.criticality.slice(0, 1)}
    </span>
  )
}
