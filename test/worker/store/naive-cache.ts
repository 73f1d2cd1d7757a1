import type { Control } from '../../../shared/control.ts'
import type { Policy } from '../../../shared/policy.ts'
import type { Summary } from '../../../shared/summary.ts'
import type { SyncConnector, SyncEvaluation, SyncPage, SyncResource } from '../../../shared/sync.ts'
import type { Database } from '../../../worker/store/database.ts'
import { syncPage } from '../../../worker/store/sync.ts'

/** A cache that does what the pages say, and nothing clever. */
export type NaiveCache = {
  after: number
  epoch: string | undefined
  summary: Summary | undefined
  readonly controls: Map<number, Control>
  readonly policies: Map<string, Policy>
  readonly connectors: Map<string, SyncConnector>
  readonly resources: Map<number, SyncResource>
  readonly evaluations: Map<string, SyncEvaluation>
}

export const createCache = (): NaiveCache => ({
  ...{ after: 0, epoch: undefined, summary: undefined },
  ...{ controls: new Map(), policies: new Map(), connectors: new Map(), resources: new Map(), evaluations: new Map() },
})

/** Fetches one page; answers it. */
export async function fetchPage(db: Database, cache: NaiveCache, limit: number): Promise<SyncPage> {
  const page = await syncPage(db, { after: cache.after, epoch: cache.epoch, limit })
  apply(cache, page)
  return page
}

export async function fetchAll(db: Database, cache: NaiveCache, limit: number): Promise<readonly SyncPage[]> {
  const pages = [await fetchPage(db, cache, limit)]
  while (pages.at(-1)?.more) pages.push(await fetchPage(db, cache, limit))
  return pages
}

/** What a page says, done to a cache. */
export function apply(cache: NaiveCache, page: SyncPage): void {
  const { removed } = page
  for (const cid of removed.controls) cache.controls.delete(cid)
  for (const slug of removed.policies) cache.policies.delete(slug)
  for (const id of removed.connectors) cache.connectors.delete(id)
  for (const rid of removed.resources) {
    cache.resources.delete(rid)
    for (const [key, [, own]] of cache.evaluations) if (own === rid) cache.evaluations.delete(key)
  }
  for (const [cid, rid] of removed.evaluations) cache.evaluations.delete(`${cid}:${rid}`)
  for (const control of page.controls) cache.controls.set(control.cid, control)
  for (const policy of page.policies) cache.policies.set(policy.slug, policy)
  for (const connector of page.connectors) cache.connectors.set(connector.id, connector)
  for (const resource of page.resources) cache.resources.set(resource[0], resource)
  for (const evaluation of page.evaluations) {
    const [cid, rid, result] = evaluation
    if (result === 0) cache.evaluations.delete(`${cid}:${rid}`)
    else cache.evaluations.set(`${cid}:${rid}`, evaluation)
  }
  if (page.summary) cache.summary = page.summary
  ;[cache.after, cache.epoch] = [page.seq, page.epoch]
}
