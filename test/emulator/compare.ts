import type { Row } from '../worker/whole/ledger.ts'
import { explain } from './differences.ts'
import type { Expectation, Verdict } from './expectation.ts'

/** One verdict that was asked for, beside the one that was given. */
export type Comparison = {
  readonly cid: number
  readonly account: string
  readonly resource: string
  readonly wanted: Verdict
  readonly got: Verdict
  /** Why the emulator's answer makes for another verdict than AWS's would, where it is known that it does. */
  readonly why?: string
}

export const agrees = ({ wanted, got }: Comparison) => wanted === got

type Answer = Pick<Row, 'cid' | 'resource' | 'appliesTo' | 'result' | 'evidence'>

/**
 * Holds the worker's answers for an account against what it was to say. An answer that nobody wrote down is a difference
 * as well, as is one that did not come.
 */
export function compare(
  account: string,
  expectations: readonly Expectation[],
  answers: readonly Answer[],
  { built, notHeld }: { readonly built: ReadonlySet<number>; readonly notHeld: ReadonlySet<string> },
): readonly Comparison[] {
  const left = new Set(answers)
  const found: Comparison[] = []

  function note(cid: number, resource: string, wanted: Verdict, row: Answer | undefined) {
    if (row?.appliesTo === 'resource') left.delete(row)
    const got = row?.result ?? 'NOT_APPLICABLE'
    const why = wanted === got ? undefined : explain({ cid, resource, got, evidence: row?.evidence ?? [], notHeld })
    found.push({ cid, account, resource, wanted, got, ...(why ? { why } : {}) })
  }

  for (const { resource, verdicts } of expectations) {
    if (resource === undefined) continue
    for (const [cid, wanted] of entriesOf(verdicts, built)) {
      const own = answers.filter((row) => row.cid === cid)
      const row = own.find((one) => isAbout(one, resource)) ?? own.find((one) => one.appliesTo === 'account')
      note(cid, resource, wanted, row)
    }
  }
  for (const { resource, verdicts } of expectations) {
    if (resource !== undefined) continue
    for (const [cid, wanted] of entriesOf(verdicts, built))
      for (const row of [...left].filter((one) => one.cid === cid)) note(cid, row.resource.id, wanted, row)
  }
  for (const row of left) if (row.appliesTo === 'resource') note(row.cid, row.resource.id, 'NOT_APPLICABLE', row)
  return found
}

const entriesOf = (verdicts: Expectation['verdicts'], built: ReadonlySet<number>) =>
  Object.entries(verdicts)
    .map(([cid, verdict]) => [Number(cid), verdict] as const)
    .filter(([cid]) => built.has(cid))

/** By name or id; one that ends in a star stands for every name that begins so. */
const isAbout = ({ resource: { id, name }, appliesTo }: Answer, wanted: string) =>
  appliesTo === 'resource' &&
  (id === wanted ||
    name === wanted ||
    id.endsWith(`/${wanted}`) ||
    id.endsWith(`:${wanted}`) ||
    (wanted.endsWith('*') && name.startsWith(wanted.slice(0, -1))))
