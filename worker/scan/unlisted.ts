import type { Evidence } from '../../shared/evaluation.ts'
import { digest } from '../canonical.ts'
import type { Evaluator, Verdict } from '../evaluator.ts'
import type { FoundResource } from '../found-resource.ts'
import { storeVerdicts } from '../store/evaluations.ts'
import { findAccountResource, type Shard, storeResources } from '../store/resources.ts'
import { cidsOf } from './judge.ts'
import { idKey } from './normalise.ts'
import type { Listed, Scan } from './scan-run.ts'
import { accountTypeOf } from './shards.ts'

/**
 * What could not be listed is not passed over: every control of such a type answers UNKNOWN once, on the resource that
 * stands for the account itself, until the list succeeds. Such an evaluation is known by its control, which is about
 * another resource type than the one it is attached to. Answers how many rows it wrote.
 */
export async function answerUnlisted(run: Scan, lists: readonly Listed[]): Promise<number> {
  const { db, connection, types, evaluator, clock } = run
  const accountType = accountTypeOf(types, connection.cloud)
  if (!accountType) return 0
  const byType = Map.groupBy(lists, ({ type }) => type)
  const failing = [...byType].filter(([, shards]) => shards.some(({ failures }) => failures.length > 0))
  const shard: Shard = {
    ...{ connector: run.connector, cloud: connection.cloud, account: connection.account },
    ...{ type: accountType.type, region: 'global' },
  }
  const rid =
    (await findAccountResource(db, shard)) ?? (failing.length > 0 ? await createAccount(run, shard) : undefined)
  if (rid === undefined) return 0

  // The account's own controls keep the answers of its own evaluation, unless its own list failed.
  const answered = [...byType.keys()].filter((type) => type !== accountType || failing.some(([one]) => one === type))
  const cids = new Set(answered.flatMap((type) => cidsOf(evaluator, type)))
  const verdicts = merged(failing.flatMap(([type, shards]) => unknowns(evaluator, type, shards)))
  return storeVerdicts(db, [{ rid, verdicts }], { cids, now: clock() })
}

function unknowns(evaluator: Evaluator, type: Listed['type'], shards: readonly Listed[]): readonly Verdict[] {
  const evidence = shards
    .filter(({ failures }) => failures.length > 0)
    .sort((one, other) => (one.shard.region < other.shard.region ? -1 : 1))
    .map(toEvidence)
  return cidsOf(evaluator, type).map((cid) => ({ cid, result: 'UNKNOWN', evidence }))
}

/** One answer of a control that is about several types, with the evidence of all of them that could not be listed. */
const merged = (verdicts: readonly Verdict[]): readonly Verdict[] =>
  [...Map.groupBy(verdicts, ({ cid }) => cid)].map(([cid, own]) => ({
    cid,
    result: 'UNKNOWN',
    evidence: own.flatMap(({ evidence }) => evidence),
  }))

function toEvidence({ type, shard, failures: [first] }: Listed): Evidence {
  return {
    setting: shard.region === 'global' ? type.label : `${type.label}, ${shard.region}`,
    actual: first?.reason ?? '',
    expected: first?.permission ? `needs ${first.permission}` : 'to be readable',
  }
}

/** Stands in for the account while it cannot be listed: known by its id alone, with every field unread. */
async function createAccount({ db, connection, types, clock }: Scan, shard: Shard): Promise<number | undefined> {
  const type = types.find((one) => one.type === shard.type)
  const id = accountId(connection)
  const account: FoundResource = {
    ...{ id, key: idKey(shard.type, id), name: connection.account, region: 'global', tags: '{}', config: '{}' },
    hash: digest(id),
    unread: Object.keys(type?.fields.shape ?? {}).map((field) => ({
      field,
      operation: `list ${shard.type}`,
      reason: 'The account itself could not be read.',
    })),
  }
  const { rids } = await storeResources(db, shard, [account], { isSeen: () => false, now: clock() })
  return rids[0]
}

/** The id that the collectors give to the account's own resource. */
function accountId({ cloud, partition, account }: Scan['connection']): string {
  if (cloud === 'aws') return `arn:${partition}:iam::${account}:root`
  return cloud === 'azure' ? `/subscriptions/${account}` : `//cloudresourcemanager.googleapis.com/projects/${account}`
}
