import type { DateRange } from '../../../shared/date-range.ts'
import { type Outcome, outcomes } from '../../../shared/evaluation.ts'
import type { Query } from '../../../shared/query/query.ts'
import type { Database } from '../database.ts'
import { splitKept } from '../query/kept.ts'
import { evaluationCells, type ResourceCell, resourceCells } from './cells.ts'
import { lookedAt } from './looked-at.ts'
import { conditionOf, judgeResources } from './query-verdict.ts'
import { inScope, type ResolvedScope } from './scope.ts'
import { both, type Verdict } from './verdict.ts'
import { all, any, type Condition, contains, equal, oneOf, within } from './where.ts'

/** The times that resources are narrowed by. */
export const resourceTimes = ['firstDiscovered', 'lastFound'] as const
export type ResourceTime = (typeof resourceTimes)[number]

/** `cids` narrows to resources with an evaluation of one of these controls, with `result` where given. */
export type ResourceFilter = ResolvedScope & {
  readonly types?: readonly string[]
  readonly cids?: readonly number[]
  readonly result?: Outcome | undefined
  /** Part of the name, the id or the type. */
  readonly text?: string | undefined
  /** Types whose label holds the text: their resources are found by it, too. */
  readonly labelled?: readonly string[] | undefined
  /** A range that ends in the future has no `to`. */
  readonly dates?: (DateRange & { readonly by: ResourceTime }) | undefined
  readonly query?: Query | undefined
}

export type ResourcePlan = {
  /** The counters that may match, each with whether all of its resources do. */
  readonly cells: readonly (readonly [cell: ResourceCell, verdict: Verdict])[]
  /** What rows must fulfil, over `r`, `collections` and `connectors`; that they are there is said apart. */
  readonly condition: Condition
  /** The part of the condition that the resources' own rows can tell, where a text or a query asks for any; and the rest. */
  readonly search?: Condition | undefined
  readonly rest?: Condition | undefined
  /** A small part of the inventory that holds all that match. */
  readonly few?: Condition
}

/** The last time that a list had it, which an unchanged run writes once for a whole shard. */
export const lastFound = `CASE WHEN r.gone IS NULL THEN max(r.found, coalesce(collections.found, '')) ELSE r.found END`

/** So many rows are looked at together in some milliseconds. */
const few = 4000

/** What the counters tell of a filter, so that only those rows are read that must be. */
export async function planResources(db: Database, filter: ResourceFilter): Promise<ResourcePlan> {
  const { result, text, dates, query } = filter
  const cids = filter.cids ?? (result === 'EXCEPTED' ? await exceptedCids(db) : undefined)
  const [counted, look, judged] = await Promise.all([
    resourceCells(db),
    dates?.by === 'lastFound' ? lookedAt(db, 'found', dates) : undefined,
    query ? judgeResources(db, query) : undefined,
  ])
  const ofRows: Verdict = text || cids || (result && result !== 'FAIL') || (dates && !look) ? 'some' : 'all'
  const cells = counted
    .filter(cellFilter(filter))
    .map((cell) => [cell, both(both(ofRows, look?.(cell[1]) ?? 'all'), judged?.(cell) ?? 'all')] as const)
    .filter(([, verdict]) => verdict !== 'none')
  const isDated = dates && (!look || cells.some(([[, connector]]) => look(connector) === 'some'))
  const ofDates = isDated ? within(dates.by === 'lastFound' ? lastFound : 'r."firstDiscovered"', dates) : undefined
  const ofEvaluations = cids ? hasEvaluation(cids, result) : hasResult(result)
  const fewest = fewCells(cells) ?? (cids && (await fewEvaluations(db, filter, cids)))
  return { cells, ...conditionsOf(filter, counted, [ofEvaluations, ofDates]), ...(fewest ? { few: fewest } : {}) }
}

type Conditions = Pick<ResourcePlan, 'condition' | 'search' | 'rest'>

/** The conditions on rows; `others` are those that more than the resources' own rows can tell. */
function conditionsOf(
  filter: ResourceFilter,
  cells: readonly ResourceCell[],
  others: readonly (Condition | undefined)[],
): Conditions {
  const { types, text, query } = filter
  const split = query && splitKept(query)
  const kept = split && conditionOf(split.kept, 'resources')
  const found = text ? textIs(text, [...typesThatHold(text, cells), ...(filter.labelled ?? [])]) : undefined
  const narrow = all(inScope(filter, 'r'), oneOf('r.type', types), found, kept)
  const wide = [...others, split && conditionOf(split.rest, 'resources')].filter((part) => part !== undefined)
  return {
    condition: all(narrow, ...wide),
    search: found || kept ? narrow : undefined,
    rest: wide.length > 0 ? all(...wide) : undefined,
  }
}

const textIs = (text: string, types: readonly string[]) =>
  any(contains(['r.name', 'r.id'], text), types.length > 0 ? oneOf('r.type', [...new Set(types)]) : undefined)

/** Types are few: which of them hold the text is found out once, not row by row. */
const typesThatHold = (text: string, cells: readonly ResourceCell[]): readonly string[] =>
  cells.map(([type]) => type).filter((type) => type.toLowerCase().includes(text.toLowerCase()))

async function exceptedCids(db: Database): Promise<readonly number[]> {
  const excepted = (await evaluationCells(db)).filter(([, , , outcome]) => outcome === outcomes.indexOf('EXCEPTED'))
  return [...new Set(excepted.map(([cid]) => cid))]
}

function cellFilter({ types, connectors, region, result }: ResourceFilter): (cell: ResourceCell) => boolean {
  const [ownTypes, ownConnectors] = [types && new Set(types), connectors && new Set(connectors)]
  return ([type, connector, where, , failing]) =>
    (!ownTypes || ownTypes.has(type)) &&
    (!ownConnectors || ownConnectors.has(connector)) &&
    (region === undefined || region === where) &&
    (result !== 'FAIL' || failing > 0)
}

/** Types and connectors with few resources: their shards are read as a whole. */
function fewCells(cells: ResourcePlan['cells']): Condition | undefined {
  const pairs = new Map(cells.map(([[type, connector]]) => [`${connector} ${type}`, [connector, type]]))
  const count = cells.reduce((sum, [[, , , resources]]) => sum + resources, 0)
  if (count > few || pairs.size > few) return undefined
  return {
    sql: `r.rid IN (SELECT own.rid FROM json_each(?) AS pair CROSS JOIN resources AS own
            ON own.connector = pair.value->>0 AND own.type = pair.value->>1)`,
    args: [JSON.stringify([...pairs.values()])],
  }
}

/** Controls with few evaluations that ended so: their resources are looked up. */
async function fewEvaluations(
  db: Database,
  { result, connectors, region }: ResourceFilter,
  cids: readonly number[],
): Promise<Condition | undefined> {
  const outcome = result && outcomes.indexOf(result)
  const [ownCids, own] = [new Set(cids), connectors && new Set(connectors)]
  const count = (await evaluationCells(db))
    .filter(([cid, connector]) => ownCids.has(cid) && (!own || own.has(connector)))
    .filter(([, , where]) => region === undefined || region === where)
    .filter(([, , , ended]) => outcome === undefined || ended === outcome)
    .reduce((sum, [, , , , evaluations]) => sum + evaluations, 0)
  if (count > few) return undefined
  const { sql, args } = all(oneOf('e.cid', cids), outcomeIs(result))
  return { sql: `r.rid IN (SELECT e.rid FROM evaluations e WHERE ${sql})`, args }
}

const outcomeIs = (result: Outcome | undefined): Condition | undefined =>
  result &&
  all(equal('e.outcome', outcomes.indexOf(result)), result === 'PASS' ? undefined : { sql: 'e.result <> 0', args: [] })

const hasEvaluation = (cids: readonly number[], result: Outcome | undefined): Condition => {
  const { sql, args } = all(oneOf('e.cid', cids), outcomeIs(result))
  return { sql: `EXISTS (SELECT 1 FROM evaluations e WHERE e.rid = r.rid AND ${sql})`, args }
}

function hasResult(result: Outcome | undefined): Condition | undefined {
  if (result === 'FAIL') return { sql: 'r.failing > 0', args: [] }
  if (result === 'UNKNOWN') return { sql: 'r.unknown > 0', args: [] }
  if (result === 'PASS') return { sql: '(r.evaluated > 0 AND r.failing = 0 AND r.unknown = 0)', args: [] }
  return undefined
}
