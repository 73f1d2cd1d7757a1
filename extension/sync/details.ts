import { type Evaluation, results } from '../../shared/evaluation.ts'
import type { SyncConnector, SyncEvaluation } from '../../shared/sync.ts'
import { bucketOf, type Cache, readRow } from './cache.ts'
import type { Entry, Place } from './compact-index.ts'
import type { Details } from './messages.ts'
import { fold } from './resource-texts.ts'

/** Everything cached about one resource, worst first; `null` when nothing is. */
export async function details(cache: Cache, entry: Entry): Promise<Details | null> {
  const state = await readRow(cache, 'state')
  if (!state?.shown) return null
  const { generation } = state.shown
  const [bucket, texts, status] = await Promise.all([
    cache.buckets.get(bucketOf(generation, entry.rid)),
    readRow(cache, `texts-${generation}`),
    readRow(cache, 'status'),
  ])
  const controls = new Map(texts?.controls.map((control) => [control.cid, control]))
  const evaluated = lastRunOf(texts?.connectors ?? [], entry.place)
  const rows = bucket?.evaluations.filter(([, rid]) => rid === entry.rid) ?? []
  const found = rows.flatMap((row) => {
    const control = controls.get(row[0])
    return control ? [{ control, evaluation: evaluationOf(row, entry.id, evaluated) }] : []
  })
  if (found.length === 0) return null
  return {
    resource: { id: entry.id, name: entry.name, ...entry.place },
    findings: found.sort((a, b) => weight(a) - weight(b) || a.control.cid - b.control.cid),
    synced: status?.synced ?? '',
  }
}

const order = { HIGH: 0, MEDIUM: 1, LOW: 2 }

/** Failures before what is unknown, then by criticality. */
const weight = ({ control, evaluation }: Details['findings'][number]) =>
  (evaluation.result === 'FAIL' ? 0 : 10) + order[control.criticality]

function evaluationOf(row: SyncEvaluation, resourceId: string, lastRun: string): Evaluation {
  const [cid, , result, evidence, firstEvaluated, evaluated, lastReopened, lastFixed] = row
  return {
    cid,
    resourceId,
    result: results[result],
    evidence,
    firstEvaluated,
    lastEvaluated: evaluated > lastRun ? evaluated : lastRun,
    ...(lastReopened !== null && { lastReopened }),
    ...(lastFixed !== null && { lastFixed }),
  }
}

/** When the resources of this type and region were last evaluated: an unchanged run sends no rows, only this. */
function lastRunOf(connectors: readonly SyncConnector[], place: Place): string {
  const connector = connectors.find(
    ({ cloud, account }) => cloud === place.cloud && fold(cloud, account ?? '') === fold(cloud, place.account),
  )
  const stale = connector?.freshness.stale.find(
    ({ type, region }) => type === place.type && (region === place.region || region === 'global'),
  )
  return (stale ? stale.evaluated : connector?.freshness.evaluated) ?? ''
}
