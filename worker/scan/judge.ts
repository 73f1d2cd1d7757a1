import type { EvaluationInput, Evaluator, Related } from '../evaluator.ts'
import type { ResourceType } from '../resource-type.ts'
import type { Database } from '../store/database.ts'
import { type Judged, storeVerdicts } from '../store/evaluations.ts'
import type { StoredResource } from '../store/inventory.ts'
import { type Failure, failureOf } from './failure.ts'

type JudgeOptions = {
  /** What the controls may read through a resource. */
  readonly related: (resource: StoredResource) => Related
  readonly type: ResourceType
  readonly account: string
  readonly evaluator: Evaluator
  readonly now: Date
  /** This control alone. */
  readonly cid?: number | undefined
  /** Writes the time of the evaluation though nothing changed: a person asked for it. */
  readonly touch?: boolean
}

/**
 * Evaluates stored resources of one type with what belongs to them, and stores what changed. A resource on which the
 * evaluation breaks keeps its answers, and the failure is answered.
 */
export async function judge(db: Database, page: readonly StoredResource[], options: JudgeOptions) {
  const { type, account, evaluator, related, now, cid, touch = false } = options
  const cids = new Set(cidsOf(evaluator, type).filter((own) => cid === undefined || own === cid))
  if (cids.size === 0 || page.length === 0) return { evaluations: 0, written: 0, failed: undefined }

  let failed: Failure | undefined
  const judged = page.flatMap((resource): Judged[] => {
    try {
      const input: EvaluationInput = { ...resource, type: type.type, account, related: related(resource) }
      const verdicts = evaluator.evaluate(input, now).filter((verdict) => cids.has(verdict.cid))
      return [{ rid: resource.rid, verdicts }]
    } catch (error) {
      failed = failureOf(error, 'evaluate')
      return []
    }
  })
  const written = await storeVerdicts(db, judged, { cids, now, touch })
  return { evaluations: judged.reduce((sum, { verdicts }) => sum + verdicts.length, 0), written, failed }
}

/** Numbers of the controls about a resource type. */
export const cidsOf = (evaluator: Evaluator, { type }: Pick<ResourceType, 'type'>): readonly number[] =>
  evaluator.controls.filter(({ resources }) => resources.includes(type)).map(({ cid }) => cid)
