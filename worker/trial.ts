import { setImmediate } from 'node:timers/promises'
import { limitsOf } from './connectors/aws-types.ts'
import type { EvaluationInput, Evaluator, Verdict } from './evaluator.ts'
import { relatedOf } from './relate/related.ts'
import type { ResourceType } from './resource-type.ts'
import type { Database } from './store/database.ts'
import { pagesOf, type StoredResource } from './store/inventory.ts'
import { type CollectedShard, collectedShards, countResources } from './store/judged-shards.ts'
import type { Trial, TrialCounts, TrialSample } from './trial-report.ts'

/** Resources that are shown of each kind. */
const samples = 20
/** Milliseconds after which others get their turn. */
const slice = 20

type TrialOptions = {
  readonly db: Database
  readonly types: readonly ResourceType[]
  /** Knows the one control that is tried. */
  readonly evaluator: Evaluator
  readonly now: Date
  /** Milliseconds after which it stops. */
  readonly budget: number
  readonly signal: AbortSignal
}

type Tally = { -readonly [Count in keyof TrialCounts]: number }
const zero = (): Tally => ({ pass: 0, fail: 0, unknown: 0, notApplicable: 0 })
const counts = { PASS: 'pass', FAIL: 'fail', UNKNOWN: 'unknown' } as const

/** The shards that a control is judged on: connectors that only list resources judge nothing. */
export async function shardsOf(db: Database, evaluator: Evaluator): Promise<readonly CollectedShard[]> {
  const types = evaluator.controls.flatMap(({ resources }) => resources)
  return (await collectedShards(db, types)).filter(({ connectorType }) => !limitsOf(connectorType))
}

/** Judges what is stored by one control, and stores nothing: page by page, and in slices, for a run may be under way. */
export async function tryOut(options: TrialOptions): Promise<Trial> {
  const { db, evaluator, budget } = options
  const started = performance.now()
  const shards = await shardsOf(db, evaluator)
  const book = createBook()
  const isComplete = await search(options, { shards, book, end: started + budget })
  const types = evaluator.controls.flatMap(({ resources }) => resources)
  return {
    ...book.report(),
    total: await countResources(db, types, [...new Set(shards.map(({ connector }) => connector))]),
    complete: isComplete,
    milliseconds: Math.round(performance.now() - started),
    unlisted: shards
      .filter(({ failure }) => failure !== undefined)
      .slice(0, 100)
      .map(({ account, type, region }) => ({ account, type, region })),
  }
}

type Book = ReturnType<typeof createBook>
type Search = { readonly shards: readonly CollectedShard[]; readonly book: Book; readonly end: number }

async function search(
  { db, types, evaluator, now, signal }: TrialOptions,
  { shards, book, end }: Search,
): Promise<boolean> {
  let turn = performance.now() + slice
  for (const shard of shards) {
    const type = types.find((one) => one.type === shard.type)
    if (!type) continue
    for await (const page of pagesOf(db, shard)) {
      const related = await relatedOf(db, type, page, evaluator.relationsUsed(type.type))
      for (const resource of page) {
        signal.throwIfAborted()
        if (performance.now() > end) return false
        if (performance.now() > turn) {
          await setImmediate()
          turn = performance.now() + slice
        }
        const input = { ...resource, type: type.type, account: shard.account, related: related(resource) }
        book.note(shard, resource, verdictOf(evaluator, input, now))
      }
    }
  }
  return true
}

function verdictOf(evaluator: Evaluator, input: EvaluationInput, now: Date): Verdict | undefined {
  try {
    return evaluator.evaluate(input, now)[0]
  } catch {
    // As in a run, where a resource on which the evaluation breaks is never taken for a passing one.
    return { cid: 0, result: 'UNKNOWN', evidence: [] }
  }
}

function createBook() {
  const total = zero()
  const accounts = new Map<string, Tally & { account: string; cloud: string; connectorId: string }>()
  const failing: TrialSample[] = []
  const unknowns: TrialSample[] = []

  function note(shard: CollectedShard, resource: StoredResource, verdict: Verdict | undefined): void {
    const { connectorId, account, cloud } = shard
    const own = accounts.get(connectorId) ?? { account, cloud, connectorId, ...zero() }
    accounts.set(connectorId, own)
    const count = verdict ? counts[verdict.result] : 'notApplicable'
    total[count]++
    own[count]++
    if (!verdict || verdict.result === 'PASS') return
    const shown = verdict.result === 'FAIL' ? failing : unknowns
    if (shown.length < samples) shown.push(sampleOf(shard, resource, { ...verdict, result: verdict.result }))
  }
  const report = () => ({
    ...total,
    searched: total.pass + total.fail + total.unknown + total.notApplicable,
    accounts: [...accounts.values()],
    failing,
    unknowns,
  })
  return { note, report }
}

const sampleOf = (
  { account, connectorId, type }: CollectedShard,
  { id, name, region }: StoredResource,
  { result, evidence }: Verdict & { readonly result: TrialSample['result'] },
): TrialSample => ({ resourceId: id, type, name, account, region, connectorId, result, evidence })
