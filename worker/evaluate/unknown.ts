import type { Evidence } from '../../shared/evaluation.ts'
import type { Unread } from '../../shared/resource.ts'
import type { EvaluationInput, RelatedResource } from '../evaluator.ts'
import { evidenceText } from './evidence-text.ts'
import type { Expression } from './expression.ts'
import { NoAnswer, TooManySteps } from './no-answer.ts'
import type { Reads } from './scope.ts'

/** A row of evidence of a control, compiled. */
export type EvidenceRow = { readonly setting: string; readonly actual: Expression; readonly expected: string }

/** Something that an expression reads and that could not be read. */
export type Gap = {
  readonly field: string
  /** The relation whose resource the field is of. */
  readonly relation?: string
  readonly permission?: string
  readonly sentence: string
}

const none: readonly Gap[] = []

/** What of an expression's reads is unread, whether or not this evaluation would have come to it. */
export function unreadBy({ reads }: Expression, { unread, related }: EvaluationInput): readonly Gap[] {
  if (unread.length === 0 && reads.relations.size === 0) return none
  const own = unread.filter(({ field }) => reads.fields.has(field)).map((entry) => gap(entry))
  return [...own, ...[...reads.relations].flatMap((name) => relationGaps(name, reads, related))]
}

function relationGaps(name: string, { names }: Reads, related: EvaluationInput['related']): readonly Gap[] {
  const target = Object.hasOwn(related, name) ? related[name] : 'unread'
  if (target === null) return none
  if (target === undefined || target === 'unread') return [notInInventory(name)]
  const records = Array.isArray(target) ? (target as readonly RelatedResource[]) : [target as RelatedResource]
  const unread = records.flatMap((record) => record.unread.filter(({ field }) => names.has(field)))
  const distinct = new Map(unread.map((entry) => [`${entry.field} ${entry.permission}`, entry]))
  return [...distinct.values()].map((entry) => ({ ...gap(entry), relation: name }))
}

const gap = ({ field, permission, reason }: Unread): Gap => ({
  field,
  ...(permission ? { permission } : {}),
  sentence: evidenceText(`Could not be read: ${reason}`),
})

const notInInventory = (name: string): Gap => ({
  field: name,
  relation: name,
  sentence: 'Could not be read: it is not among the resources that the connector reads.',
})

/** One row of evidence for each gap, under the setting that would have shown it. */
export function unreadRows(gaps: readonly Gap[], rows: readonly EvidenceRow[]): readonly Evidence[] {
  return gaps.map(({ field, relation, permission, sentence }) => {
    const row = rows.find(({ actual: { reads } }) =>
      relation ? reads.relations.has(relation) && reads.names.has(field) : reads.fields.has(field),
    )
    const expected = permission ? `needs ${permission}` : (row ?? rows[0])?.expected
    return { setting: row?.setting ?? field, actual: sentence, expected: expected ?? 'to be readable' }
  })
}

/** The row that says why an expression has no answer: which field has no value, or what is wrong with it. */
export function failedRows(error: unknown, rows: readonly EvidenceRow[]): readonly Evidence[] {
  const [first] = rows
  if (!(error instanceof NoAnswer)) {
    const reason = error instanceof TooManySteps ? `The check ${error.message}` : 'The check could not be completed'
    return [{ setting: first?.setting ?? 'Check', actual: reason, expected: first?.expected ?? 'an answer' }]
  }
  const { subject, message } = error
  const row = rows.find(({ actual }) => actual.term.text.includes(subject))
  const expected = (row ?? first)?.expected ?? 'a value'
  return [{ setting: row?.setting ?? subject.replace(/^resource\./, ''), actual: evidenceText(message), expected }]
}
