import type { Run } from '../shared/run.ts'
import { batches } from './batches.ts'
import { concurrently } from './concurrently.ts'
import type { Connection } from './connection.ts'
import type { Evaluator } from './evaluator.ts'
import { judge } from './judge.ts'
import { type Failure, failureOf, failuresOf } from './list-failure.ts'
import { type FoundResource, normalise } from './normalise.ts'
import { plural } from './plural.ts'
import type { Progress } from './progress.ts'
import { createReader } from './reader.ts'
import { relate } from './relate/relate.ts'
import type { ResourceType } from './resource-type.ts'
import { createRidSet } from './rid-set.ts'
import { type Place, shardsOf } from './shards.ts'
import { saveCollection } from './store/collections.ts'
import type { Database } from './store/database.ts'
import { pagesOf } from './store/inventory.ts'
import { markGone, type Shard, storeResources } from './store/resources.ts'
import { answerUnlisted } from './unlisted.ts'

export type Scan = {
  readonly db: Database
  /** The connector's number. */
  readonly connector: number
  readonly connection: Connection
  readonly types: readonly ResourceType[]
  readonly evaluator: Evaluator
  readonly clock: () => Date
  readonly signal: AbortSignal
  readonly progress: Progress
}

/** How the list of one shard went: complete where nothing failed. */
export type Listed = {
  readonly type: ResourceType
  readonly shard: Shard
  readonly failures: readonly Failure[]
  /** Whether this run has read the resource. */
  readonly isSeen: (rid: number) => boolean
}

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
async function collect(run: Scan, { type, region }: Place): Promise<Listed> {
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
  progress.step(`Collecting ${plural(type.label)}`)

  for await (const batch of batches(find(run, { type, region }, fail), limits)) {
    const stored = await storeResources(db, shard, batch, { isSeen: seen.has, now: clock() })
    const fresh = stored.rids.filter((rid) => rid !== undefined && seen.add(rid))
    if (stored.rids.includes(undefined)) fail({ operation: 'normalise', reason: 'Two resource types share an id.' })
    progress.add({ resources: fresh.length, written: stored.written })
  }
  if (failures[0]) {
    await saveCollection(db, shard, { failure: failures[0].reason })
    return { type, shard, failures, isSeen: seen.has }
  }
  const now = clock()
  progress.add({ written: await markGone(db, shard, seen.has, now) })
  await saveCollection(db, shard, { found: now, failure: null })
  return { type, shard, failures, isSeen: everything }
}

/** What a list yields, normalised. What fails is told to `fail`: one resource by itself, the list as a whole. */
async function* find(
  { connection, signal, progress }: Scan,
  { type, region }: Place,
  fail: (failure: Failure) => void,
) {
  const { account, partition } = connection
  try {
    const clients = connection.clients(region)
    for await (const raw of type.list({ clients, account, partition, region, reader: createReader, signal })) {
      const found = attempt(() => normalise(type, raw, { account, partition, region }), fail)
      for (const failure of failuresOf(found?.unread ?? [])) progress.fail({ type: type.type, region, ...failure })
      if (found) yield found
    }
  } catch (error) {
    signal.throwIfAborted()
    fail(failureOf(error, `list ${type.type}`))
  }
}

/** Joins, judges and stores the resources of a shard that this run has read, streaming from the store. */
async function evaluate(run: Scan, { type, shard, failures, isSeen }: Listed): Promise<void> {
  const { db, evaluator, clock, signal, progress } = run
  const now = clock()
  progress.step(`Evaluating ${plural(type.label)}`)
  for await (const page of pagesOf(db, shard)) {
    signal.throwIfAborted()
    const read = page.filter(({ rid }) => isSeen(rid))
    const { evaluations, written, failed } = await judge(db, read, { type, account: shard.account, evaluator, now })
    progress.add({ evaluations, written })
    if (failed) progress.fail({ type: shard.type, region: shard.region, ...failed })
  }
  if (failures.length === 0) await saveCollection(db, shard, { evaluated: now })
}

/** Apart, so that a complete list does not keep its set of numbers. */
const everything = () => true

function attempt<Value>(action: () => Value, fail: (failure: Failure) => void): Value | undefined {
  try {
    return action()
  } catch (error) {
    fail(failureOf(error, 'normalise'))
    return undefined
  }
}
