import type { Evaluation } from '../shared/evaluation.ts'
import type { Connection } from './connection.ts'
import type { Evaluator } from './evaluator.ts'
import { createReader } from './reader.ts'
import { relateOne } from './relate/relate.ts'
import { relatedOf } from './relate/related.ts'
import type { ResourceType } from './resource-type.ts'
import { judge } from './scan/judge.ts'
import { normalise, UnintelligibleError } from './scan/normalise.ts'
import type { Database } from './store/database.ts'
import { readEvaluations } from './store/evaluations-of.ts'
import { resourcesByRid } from './store/inventory.ts'
import type { Located } from './store/locate.ts'
import { markGoneByRid, storeResources } from './store/resources.ts'

type Options = {
  readonly db: Database
  readonly type: ResourceType
  readonly connection: Connection
  readonly evaluator: Evaluator
  readonly clock: () => Date
  readonly signal: AbortSignal
  /** This control alone. */
  readonly cid?: number | undefined
}

/**
 * Reads one resource live, stores, relates and evaluates it. What does not exist any more is marked gone and has no
 * evaluations. Throws `OperationError` when it cannot be read: what is known of it then stays, with its age.
 *
 * Times are taken when something was learnt, not when it was asked for: a run may end and be told of while the provider
 * is slow, and what is older than such a run counts as told (see notify/look-at-connectors.ts).
 */
export async function reevaluate(located: Located, options: Options): Promise<readonly Evaluation[]> {
  const { db, type, connection, evaluator, clock, signal, cid } = options
  const { rid, shard } = located
  const { account, partition } = connection
  const place = { account, partition, region: shard.region }
  const clients = connection.clients(shard.region)
  const raw = await type.one({ ...place, clients, reader: createReader, signal }, located.id)
  if (raw === undefined) {
    await markGoneByRid(db, [rid], clock())
    return []
  }
  const found = normalise(type, raw, place)
  if (found.key !== located.key) throw new UnintelligibleError('The provider answered with another resource.')

  await storeResources(db, shard, [found], { isSeen: () => false, now: clock() })
  await relateOne(db, { connector: shard.connector, rid }, type)
  const stored = await resourcesByRid(db, [rid])
  const related = await relatedOf(db, type, stored, evaluator.relationsUsed(type.type))
  await judge(db, stored, { type, account, evaluator, related, now: clock(), cid, touch: true })
  return readEvaluations(db, { rid, cid })
}
