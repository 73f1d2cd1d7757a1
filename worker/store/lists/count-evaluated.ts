import { outcomes } from '../../../shared/evaluation.ts'
import type { Database } from '../database.ts'
import { type Budget, createPace } from './budget.ts'
import { evaluationCells, resourceCells } from './cells.ts'
import { ofCollection } from './evaluation-windows.ts'
import { type EvaluationFilter, type PlannedControl, planEvaluations } from './plan-evaluations.ts'
import type { ResourceCount } from './resources.ts'
import { inScope } from './scope.ts'
import { all, type Condition, equal, oneOf } from './where.ts'

/** How many resources have at least one evaluation that matches: each of them counts once. */
export async function countEvaluated(db: Database, filter: EvaluationFilter, budget: Budget): Promise<ResourceCount> {
  const { cids, result, text, dates, query, ofResource, connectors, region } = filter
  const isPlain = !result && !text && !dates && !query && !ofResource
  if (isPlain && (!cids || (await holdsAll(db, cids))))
    return { total: await countFromCounters(db, { connectors, region }) }
  const { controls, cells } = await planEvaluations(db, filter)
  const [only, ...others] = controls
  if (!only) return { total: 0 }
  // A resource has at most one evaluation of a control.
  if (others.length === 0 && cells.every(([, verdict]) => verdict === 'all')) return { total: only.sure }
  const any = groupByCondition(controls).map(({ cids: own, condition }) => all(oneOf('e.cid', own), condition))
  return countRows(db, any, filter, budget)
}

/** Most queries leave the same condition for all of their controls. */
function groupByCondition(controls: readonly PlannedControl[]) {
  const groups = new Map<string, { readonly cids: number[]; readonly condition: Condition | undefined }>()
  for (const { cid, condition } of controls) {
    const key = JSON.stringify(condition ?? null)
    const group = groups.get(key) ?? { cids: [], condition }
    group.cids.push(cid)
    groups.set(key, group)
  }
  return [...groups.values()]
}

async function holdsAll(db: Database, cids: readonly number[]): Promise<boolean> {
  const own = new Set(cids)
  return (await evaluationCells(db)).every(([cid]) => own.has(cid))
}

type Place = Pick<EvaluationFilter, 'connectors' | 'region'>

async function countFromCounters(db: Database, { connectors, region }: Place): Promise<number> {
  const own = connectors && new Set(connectors)
  return (await resourceCells(db))
    .filter(([, connector, where]) => (!own || own.has(connector)) && (region === undefined || region === where))
    .reduce((sum, [, , , , , evaluated]) => sum + evaluated, 0)
}

async function countRows(
  db: Database,
  any: readonly Condition[],
  filter: EvaluationFilter,
  budget: Budget,
): Promise<ResourceCount> {
  const last = Number((await db.client.execute('SELECT max(rid) AS last FROM resources')).rows[0]?.last ?? 0)
  const pace = createPace(500)
  const { result } = filter
  const ofResource = result === 'FAIL' ? { sql: 'r.failing > 0', args: [] } : { sql: 'r.evaluated > 0', args: [] }
  let counted = 0
  for (let after = 0; after < last; ) {
    if (budget.isSpent()) return { atLeast: counted }
    const end = after + pace.size()
    const { sql, args } = all(
      { sql: 'r.rid > ? AND r.rid <= ? AND r.gone IS NULL', args: [after, end] },
      inScope(filter, 'r'),
      ofResource,
      equal('e.outcome', result && outcomes.indexOf(result)),
      { sql: `(${any.map((one) => `(${one.sql})`).join(' OR ')})`, args: any.flatMap((one) => one.args) },
    )
    const text = `SELECT count(DISTINCT r.rid) AS n
                  FROM resources r CROSS JOIN evaluations e ON e.rid = r.rid ${ofCollection} WHERE ${sql}`
    const { rows } = await budget.step(() => pace.time(() => db.client.execute({ sql: text, args: [...args] })))
    counted += Number(rows[0]?.n)
    after = end
  }
  return { total: counted }
}
