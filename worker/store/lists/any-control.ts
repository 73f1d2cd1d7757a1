import type { PlannedControl } from './plan-evaluations.ts'
import { all, type Condition, oneOf } from './where.ts'

/** That an evaluation is of one of the controls, and fulfils its condition. Most queries leave the same one for all. */
export function anyControl(controls: readonly PlannedControl[]): Condition {
  const groups = new Map<string, { readonly cids: number[]; readonly condition: Condition | undefined }>()
  for (const { cid, condition } of controls) {
    const key = JSON.stringify(condition ?? null)
    const group = groups.get(key) ?? { cids: [], condition }
    group.cids.push(cid)
    groups.set(key, group)
  }
  const parts = [...groups.values()].map(({ cids, condition }) => all(oneOf('e.cid', cids), condition))
  return { sql: `(${parts.map(({ sql }) => `(${sql})`).join(' OR ')})`, args: parts.flatMap(({ args }) => args) }
}
