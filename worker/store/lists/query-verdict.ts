import { outcomes } from '../../../shared/evaluation.ts'
import type { Query } from '../../../shared/query/query.ts'
import type { Database } from '../database.ts'
import { residual } from '../query/residual.ts'
import { toCondition } from '../query/to-condition.ts'
import type { EvaluationCell, ResourceCell } from './cells.ts'
import { controlTokensOf, type Known, readConnectorTokens, readControlTokens } from './known-tokens.ts'
import type { Verdict } from './verdict.ts'
import type { Condition } from './where.ts'

/** What a query means for the evaluations of counters and controls. */
export type JudgedEvaluations = {
  readonly verdict: (cell: EvaluationCell) => Verdict
  /** What is left of it for the rows of a control; nothing where nothing is. */
  readonly condition: (cid: number) => Condition | undefined
}

/**
 * Puts what is known into the query, one after the other: the control, the connector, the region, the outcome. Queries of
 * which the same is left are asked once, so that this takes little time however many counters there are.
 */
export async function judgeEvaluations(db: Database, query: Query): Promise<JudgedEvaluations> {
  const [controls, connectors] = await Promise.all([readControlTokens(db), readConnectorTokens(db)])
  const ofOutcome = stage((no: number) => ({ 'control.result': [outcomes[no] ?? ''], ...exceptionStatus(no) }))
  const ofRegion = stage((region: string) => ({ region: [region] }), ofOutcome)
  const ofConnector = stage((no: number) => connectors.get(no) ?? {}, ofRegion)
  const ofControl = stage((cid: number) => controlTokensOf(controls, cid), ofConnector)
  const whole = ofControl(query)
  return {
    verdict: ([cid, connector, region, outcome]) =>
      verdictOf(whole.put(cid).next?.put(connector).next?.put(region).next?.put(outcome).query),
    condition: (cid) => conditionOf(whole.put(cid).query, 'evaluations'),
  }
}

const exceptionStatus = (no: number): Known => ({
  'exception.status': [outcomes[no] === 'EXCEPTED' ? 'ACTIVE' : 'NONE'],
})

/** What a query means for the resources of counters. */
export async function judgeResources(db: Database, query: Query): Promise<(cell: ResourceCell) => Verdict> {
  const connectors = await readConnectorTokens(db)
  const ofRegion = stage((region: string) => ({ region: [region] }))
  const ofConnector = stage((no: number) => connectors.get(no) ?? {}, ofRegion)
  const ofType = stage((type: string) => ({ 'resource.type': [type], cloud: [type.split('.')[0] ?? ''] }), ofConnector)
  const whole = ofType(query)
  return ([type, connector, region]) => verdictOf(whole.put(type).next?.put(connector).next?.put(region).query)
}

/** What is left of a query once something is known, and the stage that follows. */
type Left<Next> = { readonly query: Query; readonly next?: Next }
type Stage<Key, Next> = { readonly put: (key: Key) => Left<Next> }

/** A step in which a query is told the tokens of a key; answers are remembered, by what was left before. */
function stage<Key, Next>(
  tokens: (key: Key) => Known,
  follow?: (query: Query) => Next,
): (query: Query) => Stage<Key, Next> {
  const stages = new Map<string, Stage<Key, Next>>()
  return (query) => {
    const text = JSON.stringify(query)
    const known = stages.get(text)
    if (known) return known
    const answers = new Map<Key, Left<Next>>()
    const put = (key: Key): Left<Next> => {
      const found = answers.get(key)
      if (found) return found
      const told = tokens(key)
      const left = residual(query, (token) => (Object.hasOwn(told, token) ? told[token] : undefined))
      const answer = { query: left, ...(follow ? { next: follow(left) } : {}) }
      answers.set(key, answer)
      return answer
    }
    stages.set(text, { put })
    return { put }
  }
}

function verdictOf(query: Query | undefined): Verdict {
  if (query?.kind === 'true') return 'all'
  return query?.kind === 'false' ? 'none' : 'some'
}

/** A query as a condition on rows, without what is true or false in any case; nothing where all pass. */
export function conditionOf(query: Query, list: 'resources' | 'evaluations'): Condition | undefined {
  const left = residual(query, () => undefined)
  return left.kind === 'true' ? undefined : toCondition(left, list)
}
