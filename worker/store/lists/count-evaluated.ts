import { outcomes } from '../../../shared/evaluation.ts'
import type { Database } from '../database.ts'
import { anyControl } from './any-control.ts'
import { type Budget, createPace } from './budget.ts'
import { evaluationCells, resourceCells } from './cells.ts'
import { evaluationsOfSome, ofCollection } from './evaluation-windows.ts'
import type { EvaluationFilter } from './plan-evaluations.ts'
import { planSearchedEvaluations } from './plan-searched-evaluations.ts'
import type { ResourceCount } from './resources.ts'
import { inScope } from './scope.ts'
import { all, type Condition, equal } from './where.ts'

/** How many resources have at least one evaluation that matches: each of them counts once. */
export async function countEvaluated(db: Database, filter: EvaluationFilter, budget: Budget): Promise<ResourceCount> {
  const { cids, result, text, dates, query, ofResource, connectors, region } = filter
  const isPlain = !result && !text && !dates && !query && !ofResource
  if (isPlain && (!cids || (await holdsAll(db, cids))))
    return { total: await countFromCounters(db, { connectors, region }) }
  const { controls, cells, rids } = await planSearchedEvaluations(db, filter, budget)
  const [only, ...others] = controls
  if (!only) return { total: 0 }
  // A resource has at most one evaluation of a control.
  if (others.length === 0 && cells.every(([, verdict]) => verdict === 'all')) return { total: only.sure }
  if (rids) return { total: await countAmong(db, anyControl(controls), rids, budget) }
  return countRows(db, anyControl(controls), filter, budget)
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

/** Resources that are looked up together. */
const together = 500

async function countAmong(db: Database, { sql, args }: Condition, rids: readonly number[], budget: Budget) {
  let counted = 0
  for (let start = 0; start < rids.length; start += together) {
    const some = JSON.stringify(rids.slice(start, start + together))
    const text = `SELECT count(DISTINCT e.rid) AS n FROM ${evaluationsOfSome} WHERE ${sql}`
    const { rows } = await budget.step(() => db.client.execute({ sql: text, args: [some, ...args] }))
    counted += Number(rows[0]?.n)
  }
  return counted
}

async function countRows(
  db: Database,
  ofControls: Condition,
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
      ofControls,
    )
    const text = `SELECT count(DISTINCT r.rid) AS n
                  FROM resources r CROSS JOIN evaluations e ON e.rid = r.rid ${ofCollection} WHERE ${sql}`
    const { rows } = await budget.step(() => pace.time(() => db.client.execute({ sql: text, args: [...args] })))
    counted += Number(rows[0]?.n)
    after = end
  }
  return { total: counted }
}
