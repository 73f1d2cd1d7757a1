import type { Evaluation, Evidence } from './evaluation.ts'

/** Facts that one sentence names; the evidence itself holds all of them. */
const most = 3

/** What controls expect of a fact that they only show. */
const onlyShown: readonly string[] = ['any', 'either', 'for information']

/**
 * What an evaluation found, as one sentence for a person: `Versioning Status is Enabled.`,
 * `Versioning Status is -, expected Enabled.`, `ACL is unknown: The connector may not read it.` It is derived from the
 * result and the evidence alone. Without evidence it is empty.
 */
export function evaluationMessage({ result, evidence }: Pick<Evaluation, 'result' | 'evidence'>): string {
  const facts = telling(result === 'UNKNOWN' ? evidence : compared(evidence), result)
  const left = facts.length - most
  const clauses = facts.slice(0, most).map((fact) => clause(fact, result))
  return clauses.length === 0 ? '' : `${clauses.join('; ')}${left > 0 ? `; and ${left} more` : ''}.`
}

const compared = (evidence: readonly Evidence[]) =>
  orAll(
    evidence.filter(({ expected }) => !onlyShown.includes(expected)),
    evidence,
  )

/** Of a failing control: what is not as it is expected. */
const telling = (facts: readonly Evidence[], result: Evaluation['result']) =>
  result === 'FAIL'
    ? orAll(
        facts.filter(({ actual, expected }) => actual !== expected),
        facts,
      )
    : facts

const orAll = (some: readonly Evidence[], all: readonly Evidence[]) => (some.length > 0 ? some : all)

function clause({ setting, actual, expected }: Evidence, result: Evaluation['result']): string {
  const value = actual.replace(/\.$/, '')
  if (result === 'UNKNOWN') return `${setting} is unknown: ${value}`
  return `${setting} is ${value}${result === 'FAIL' ? `, expected ${expected}` : ''}`
}
