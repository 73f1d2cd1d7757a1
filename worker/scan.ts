import type { Run } from '../shared/run.ts'
import { concurrently } from './concurrently.ts'
import type { FoundResource } from './found-resource.ts'
import { relate } from './relate/relate.ts'
import { relatedOf } from './relate/related.ts'
import { batches } from './scan/batches.ts'
import type { Failure } from './scan/failure.ts'
import { find } from './scan/find.ts'
import { judge } from './scan/judge.ts'
import { plural } from './scan/plural.ts'
import { createRidSet } from './scan/rid-set.ts'
import type { Listed, Scan } from './scan/scan-run.ts'
import { type Place, shardsOf } from './scan/shards.ts'
import { answerUnlisted } from './scan/unlisted.ts'
import { saveCollection } from './store/collections.ts'
import { pagesOf } from './store/inventory.ts'
import { markGone, type Shard, storeResources } from './store/resources.ts'

/** Shards that are listed at a time, and what each of them holds in memory. */
const lanes = 8
const batchLimit = { count: 500, size: 2_000_000 }

/**
 * Reads and judges one account: for every resource type and region collect, normalise, store what changed; then relate;
 * then evaluate, type by type, and store what changed. Ends with the signal's reason after the batch in hand.
 */
export async function scan(run: Scan): Promise<Exclude<Run['state'], 'queued' | 'running'>> {
  const { db, connector, connection, types, progress } = run
  const shards = shardsOf(types, connection)
  progress.add({ shards: shards.length })
  progress.board.plan(shards)

  const done = new Map<Place, Listed>()
  const list = async (place: Place) => ({ place, listed: await collect(run, place) })
  for await (const { place, listed } of concurrently(shards, lanes, list)) {
    done.set(place, listed)
    progress.add({ shardsDone: 1 })
  }
  const lists = shards.flatMap((place) => done.get(place) ?? [])
  progress.step('Relating resources')
  await relate(db, connector, types)
  for (const listed of lists) await evaluate(run, listed)
  progress.add({ written: await answerUnlisted(run, lists) })
  return progress.figures().errors > 0 ? 'partial' : 'succeeded'
}

/** Collect, normalise, store what changed. Only a complete list marks what it lacked as gone. */
async function collect(run: Scan, place: Place): Promise<Listed> {
  const { type, region } = place
  const { db, connection, signal, progress, clock } = run
  const { cloud, account } = connection
  const shard: Shard = { connector: run.connector, cloud, account, type: type.type, region }
  const seen = createRidSet()
  const failures: Failure[] = []
  const fail = (failure: Failure) => {
    failures.push(failure)
    progress.fail({ type: type.type, region, ...failure })
  }
  const limits = { ...batchLimit, signal, sizeOf: ({ config }: FoundResource) => config.length }
  progress.board.begin(place)
  progress.step(`Collecting ${plural(type.label)}`)

  for await (const batch of batches(find(run, { type, region }, fail), limits)) {
    const stored = await storeResources(db, shard, batch, { isSeen: seen.has, now: clock() })
    const fresh = stored.rids.filter((rid) => rid !== undefined && seen.add(rid))
    if (stored.rids.includes(undefined)) fail({ operation: 'normalise', reason: 'Two resource types share an id.' })
    progress.add({ resources: fresh.length, written: stored.written })
    progress.board.found(place, fresh.length)
  }
  progress.board.end(place, failures.length > 0)
  if (failures[0]) {
    await saveCollection(db, shard, { failure: failures[0].reason })
    return { type, shard, failures, isSeen: seen.has }
  }
  const now = clock()
  progress.add({ written: await markGone(db, shard, seen.has, now) })
  await saveCollection(db, shard, { found: now, failure: null })
  return { type, shard, failures, isSeen: everything }
}

/** Joins, judges and stores the resources of a shard that this run has read, streaming from the store. */
async function evaluate(run: Scan, { type, shard, failures, isSeen }: Listed): Promise<void> {
  const { db, evaluator, clock, signal, progress } = run
  const now = clock()
  progress.step(`Evaluating ${plural(type.label)}`)
  for await (const page of pagesOf(db, shard)) {
    signal.throwIfAborted()
    const read = page.filter(({ rid }) => isSeen(rid))
    const related = await relatedOf(db, type, read, evaluator.relationsUsed(type.type))
    const judged = await judge(db, read, { type, account: shard.account, evaluator, related, now })
    progress.add({ evaluations: judged.evaluations, written: judged.written })
    if (judged.failed) progress.fail({ type: shard.type, region: shard.region, ...judged.failed })
  }
  if (failures.length === 0) await saveCollection(db, shard, { evaluated: now })
}

/** Apart, so that a complete list does not keep its set of numbers. */
const everything = () => true
