import { type Result, results } from '../../../shared/evaluation.ts'
import type { ExceptionKind } from '../../../shared/exception.ts'
import type { ResourceRef } from '../../../shared/resource.ts'
import type { Database } from '../database.ts'
import { toRef } from '../lists/resource.ts'
import { candidatesOf } from './candidates.ts'
import { type Candidate, chooser, type Rule } from './choose.ts'
import type { TargetRow } from './resolve.ts'

/** What exceptions would hold for. `excepted` of the evaluations are held by another one already. */
export type Preview = {
  readonly evaluations: number
  readonly excepted: number
  readonly items: readonly (ResourceRef & { readonly result: Result })[]
}

/** Evaluations that a preview names. */
const named = 20

/** Counts what drafts would hold for, and names the first of them. */
export async function previewExceptions(
  db: Database,
  cid: number,
  { kind, targets }: { readonly kind: ExceptionKind; readonly targets: readonly TargetRow[] },
): Promise<Preview> {
  const rules = targets.map((target, no) => ruleOf(kind, target, no))
  const choose = chooser(rules)
  const first: Candidate[] = []
  let [evaluations, excepted] = [0, 0]
  for await (const page of candidatesOf(db, { cid, rules })) {
    const held = page.filter((candidate) => choose(candidate) !== null)
    evaluations += held.length
    excepted += held.filter(({ exception }) => exception !== null).length
    first.push(...held.slice(0, named - first.length))
  }
  return { evaluations, excepted, items: await describe(db, first) }
}

function ruleOf(kind: ExceptionKind, row: TargetRow, no: number): Rule {
  const { target, account = '', resourceKey = '', tagKey = '', tagValue } = row
  if (target === 'tag') return { no, kind, target, key: tagKey, ...(tagValue === undefined ? {} : { value: tagValue }) }
  return target === 'account' ? { no, kind, target, account } : { no, kind, target, account, key: resourceKey }
}

async function describe(db: Database, candidates: readonly Candidate[]): Promise<Preview['items']> {
  const { rows } = await db.client.execute({
    sql: `SELECT r.* FROM json_each(?) AS wanted CROSS JOIN resources r ON r.rid = wanted.value`,
    args: [JSON.stringify(candidates.map(({ rid }) => rid))],
  })
  const byRid = new Map(rows.map((row) => [Number(row.rid), toRef(row)]))
  return candidates.flatMap(({ rid, result }) => {
    const ref = byRid.get(rid)
    return ref ? [{ ...ref, result: results[result] ?? 'UNKNOWN' }] : []
  })
}
