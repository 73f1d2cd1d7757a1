import type { Evaluator } from './evaluator.ts'
import { relatedOf } from './relate/related.ts'
import type { ResourceType } from './resource-type.ts'
import { judge } from './scan/judge.ts'
import { accountTypeOf } from './scan/shards.ts'
import type { Database } from './store/database.ts'
import { storeVerdicts } from './store/evaluations.ts'
import { pagesOf } from './store/inventory.ts'
import type { CollectedShard } from './store/judged-shards.ts'
import { findAccountResource } from './store/resources.ts'
import { shardsOf } from './trial.ts'

type SweepOptions = {
  readonly db: Database
  readonly types: readonly ResourceType[]
  /** Knows the one control that is judged by. */
  readonly evaluator: Evaluator
  readonly clock: () => Date
  /** Asked before each page: where not, it stops. */
  readonly isCurrent: () => boolean
}

/**
 * Judges what is stored by one control, and stores its answers: what its next runs would do, without asking any cloud.
 * Answers whether it came to the end.
 */
export async function sweep(options: SweepOptions): Promise<boolean> {
  const { db, types, evaluator, clock, isCurrent } = options
  const shards = await shardsOf(db, evaluator)
  for (const shard of shards) {
    const type = types.find((one) => one.type === shard.type)
    if (!type) continue
    for await (const page of pagesOf(db, shard)) {
      if (!isCurrent()) return false
      const related = await relatedOf(db, type, page, evaluator.relationsUsed(type.type))
      await judge(db, page, { type, account: shard.account, evaluator, related, now: clock() })
    }
  }
  for (const own of Map.groupBy(shards, ({ connector }) => connector).values()) await answerUnlisted(options, own)
  return isCurrent()
}

/** As a run does (see unlisted.ts): where a list failed, the account itself gets the answer UNKNOWN. */
async function answerUnlisted(
  { db, types, evaluator, clock }: SweepOptions,
  shards: readonly CollectedShard[],
): Promise<void> {
  const [first] = shards
  const accountType = first && accountTypeOf(types, first.cloud)
  if (!accountType || shards.some(({ type }) => type === accountType.type)) return
  const rid = await findAccountResource(db, { ...first, type: accountType.type })
  if (rid === undefined) return
  const evidence = shards.flatMap(({ type, region, failure }) => {
    const label = types.find((one) => one.type === type)?.label ?? type
    const setting = region === 'global' ? label : `${label}, ${region}`
    return failure === undefined ? [] : [{ setting, actual: failure, expected: 'to be readable' }]
  })
  const cids = new Set(evaluator.controls.map(({ cid }) => cid))
  const verdicts = evidence.length === 0 ? [] : [...cids].map((cid) => ({ cid, result: 'UNKNOWN' as const, evidence }))
  await storeVerdicts(db, [{ rid, verdicts }], { cids, now: clock() })
}
