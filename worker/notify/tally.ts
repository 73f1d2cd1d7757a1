import { buildConsoleUrl } from '../../shared/console-links/index.ts'
import { criticalities } from '../../shared/evaluation.ts'
import { mostListed, type NotificationRule, type Section, type ToldFinding } from '../../shared/notification.ts'
import type { ChangedEvaluation } from '../store/notifications/changes.ts'
import { byCriticality } from './sections.ts'

/** Counts what is news for one rule and keeps the first of them, so that memory does not grow with the news. */
export type Tally = {
  readonly add: (changed: readonly ChangedEvaluation[]) => void
  /** One for each event that there was. */
  readonly sections: () => readonly Section[]
}

type Sum = { readonly counts: Record<'HIGH' | 'MEDIUM' | 'LOW', number>; first: ChangedEvaluation[] }

export function createTally(): Tally {
  const sums = new Map<ChangedEvaluation['event'], Sum>()
  return {
    add(changed) {
      for (const [event, own] of Map.groupBy(changed, ({ event }) => event)) {
        const sum = sums.get(event) ?? { counts: { HIGH: 0, MEDIUM: 0, LOW: 0 }, first: [] }
        for (const { criticality } of own) sum.counts[criticality]++
        sum.first = byCriticality([...sum.first, ...own]).slice(0, mostListed)
        sums.set(event, sum)
      }
    },
    sections: () => [...sums].map(([event, sum]) => toSection(event, sum)),
  }
}

const toSection = (event: ChangedEvaluation['event'], { counts, first }: Sum): Section => ({
  event,
  total: counts.HIGH + counts.MEDIUM + counts.LOW,
  byCriticality: counts,
  findings: first.map(toTold),
})

function toTold({ cid, title, criticality, view, resource }: ChangedEvaluation): ToldFinding {
  const { id, name, type, account, region } = resource
  const link = buildConsoleUrl(resource, view)?.url
  return {
    ...{ cid, title, criticality, resourceId: id, resourceName: name, type, account, region },
    ...(link ? { link } : {}),
  }
}

/** Of the news those that a rule asks for by event and criticality. */
export const asked = (
  { events, criticality }: Pick<NotificationRule, 'events' | 'criticality'>,
  changed: readonly ChangedEvaluation[],
): readonly ChangedEvaluation[] =>
  changed.filter(
    (one) => events.includes(one.event) && criticalities.indexOf(one.criticality) <= criticalities.indexOf(criticality),
  )
