import type { Evidence, Result } from '../../shared/evaluation.ts'
import type { EvaluationInput, Verdict } from '../evaluator.ts'
import { evidenceText } from './evidence-text.ts'
import type { Expression } from './expression.ts'
import type { Frame } from './frame.ts'
import { noAnswer } from './no-answer.ts'
import { type EvidenceRow, failedRows, unreadBy, unreadRows } from './unknown.ts'

export type Check = { readonly check: Expression; readonly evidence: readonly EvidenceRow[] }

/** A control, compiled. */
export type CompiledControl = {
  readonly cid: number
  readonly when?: Expression
  readonly checks: readonly Check[]
  /** Values of the parameters, unless others are given. */
  readonly parameters: Readonly<Record<string, unknown>>
}

type Answer = { readonly result: Result; readonly evidence: readonly Evidence[] }

/** A control's answer for the resource in the frame; `undefined` where it does not apply. Never throws. */
export function answer(control: CompiledControl, frame: Frame): Verdict | undefined {
  const { cid, when, checks } = control
  frame.total = 0
  if (when) {
    const applies = decide(
      when,
      checks.flatMap(({ evidence }) => evidence),
      frame,
    )
    if (applies.result === 'FAIL') return undefined
    if (applies.result === 'UNKNOWN') return { cid, result: 'UNKNOWN', evidence: applies.evidence }
  }
  const answers = checks.map((check) => answerOf(check, frame))
  const [only] = answers
  if (only && answers.length === 1) return { cid, result: only.result, evidence: only.evidence }
  return { cid, result: worst(answers), evidence: answers.flatMap(({ evidence }) => evidence) }
}

function answerOf({ check, evidence }: Check, frame: Frame): Answer {
  const decision = decide(check, evidence, frame)
  if (decision.result === 'UNKNOWN' && unreadBy(check, frame.input).length > 0) return decision
  const shown = evidence.filter(({ setting }) => decision.evidence.every((row) => row.setting !== setting))
  return { result: decision.result, evidence: [...decision.evidence, ...shown.map((row) => show(row, frame))] }
}

/** PASS where the expression holds, FAIL where it does not, UNKNOWN with the reason where nobody can tell. */
function decide(expression: Expression, rows: readonly EvidenceRow[], frame: Frame): Answer {
  const unread = unreadBy(expression, frame.input)
  if (unread.length > 0) return { result: 'UNKNOWN', evidence: unreadRows(unread, rows) }
  frame.steps = 0
  try {
    const value = expression.term.run(frame)
    if (typeof value === 'boolean') return value ? passed : failed
    return { result: 'UNKNOWN', evidence: failedRows(noAnswer(expression.term.text, 'has no value'), rows) }
  } catch (error) {
    return { result: 'UNKNOWN', evidence: failedRows(error, rows) }
  }
}

const passed: Answer = { result: 'PASS', evidence: [] }
const failed: Answer = { result: 'FAIL', evidence: [] }

function worst(answers: readonly Answer[]): Result {
  if (answers.some(({ result }) => result === 'FAIL')) return 'FAIL'
  return answers.some(({ result }) => result === 'UNKNOWN') ? 'UNKNOWN' : 'PASS'
}

function show({ setting, expected, actual }: EvidenceRow, frame: Frame): Evidence {
  const [unread] = unreadBy(actual, frame.input)
  if (unread) return { setting, actual: unread.sentence, expected }
  return { setting, actual: actualOf(actual, frame), expected }
}

function actualOf({ term }: Expression, frame: Frame): string {
  frame.steps = 0
  try {
    return evidenceText(term.run(frame))
  } catch {
    return '-'
  }
}

/** A frame for a resource; made once, filled for each. */
export const createFrame = (): Frame => ({
  input: empty,
  parameters: {},
  now: new Date(0),
  locals: [],
  steps: 0,
  total: 0,
})

const empty: EvaluationInput = {
  type: '',
  id: '',
  name: '',
  region: '',
  account: '',
  tags: {},
  config: {},
  unread: [],
  related: {},
}
