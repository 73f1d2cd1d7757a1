import type { SyncConnector, SyncPage } from '../../shared/sync.ts'
import type { Generation, StatusRow, Texts } from './cache.ts'
import type { ConnectorStatus } from './messages.ts'

export const emptyTexts = (generation: Generation): Texts => ({
  key: `texts-${generation}`,
  controls: [],
  policies: [],
  connectors: [],
})

/** The controls, policies, connectors and summary after a page; the same object when the page changes none. */
export function applyToTexts(texts: Texts, { controls, policies, connectors, summary, removed }: SyncPage): Texts {
  const next: Texts = {
    key: texts.key,
    controls: merge(texts.controls, controls, removed.controls, ({ cid }) => cid),
    policies: merge(texts.policies, policies, removed.policies, ({ slug }) => slug),
    connectors: merge(texts.connectors, connectors, removed.connectors, ({ id }) => id),
    ...((summary ?? texts.summary) && { summary: summary ?? texts.summary }),
  }
  const isSame =
    next.controls === texts.controls &&
    next.policies === texts.policies &&
    next.connectors === texts.connectors &&
    next.summary === texts.summary
  return isSame ? texts : next
}

function merge<T, K>(
  kept: readonly T[],
  changed: readonly T[],
  removed: readonly K[],
  keyOf: (item: T) => K,
): readonly T[] {
  if (changed.length === 0 && removed.length === 0) return kept
  const items = new Map(kept.map((item) => [keyOf(item), item]))
  for (const key of removed) items.delete(key)
  for (const item of changed) items.set(keyOf(item), item)
  return [...items.values()]
}

/** The answer to `status`, made once per page instead of at each question. */
export function statusOf({ summary, connectors, controls }: Texts, synced: string | undefined): StatusRow {
  const named = new Set(summary?.topControls.map(({ cid }) => cid))
  const titles = controls
    .filter(({ cid }) => named.has(cid))
    .map(({ cid, title, criticality }) => [cid, { title, criticality }] as const)
  return {
    key: 'status',
    ...(synced !== undefined && { synced }),
    ...(summary && { summary }),
    connectors: connectors.map(connectorStatus),
    titles: Object.fromEntries(titles),
  }
}

/** Without what the popup does not show: an organization may have thousands of connectors. */
const connectorStatus = ({
  description: _,
  frequency: _frequency,
  created: _created,
  updated: _updated,
  nextRun: _nextRun,
  freshness: _freshness,
  ...status
}: SyncConnector): ConnectorStatus => status
