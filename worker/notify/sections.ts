import { type Criticality, criticalities } from '../../shared/evaluation.ts'
import { mostListed, type NotificationEvent, notificationEvents, type Section } from '../../shared/notification.ts'

const sum = (one: Section['byCriticality'], other: Section['byCriticality']): Section['byCriticality'] =>
  one && other
    ? { HIGH: one.HIGH + other.HIGH, MEDIUM: one.MEDIUM + other.MEDIUM, LOW: one.LOW + other.LOW }
    : (one ?? other)

/** The most critical first, and of each the first ones. */
export const byCriticality = <Item extends { readonly criticality: Criticality }>(items: readonly Item[]): Item[] =>
  items.toSorted((one, other) => criticalities.indexOf(one.criticality) - criticalities.indexOf(other.criticality))

/** What several looks found as the sections of one message, which lists few and counts all. */
export function mergeSections(sections: readonly Section[]): readonly Section[] {
  const byEvent = Map.groupBy(sections, ({ event }) => event)
  let left = mostListed
  return notificationEvents.flatMap((event) => {
    const own = byEvent.get(event)
    if (!own) return []
    const merged = cut(merge(event, own), left)
    left -= (merged.findings?.length ?? 0) + (merged.notes?.length ?? 0)
    return [merged]
  })
}

function merge(event: NotificationEvent, sections: readonly Section[]): Section {
  const counts = sections.reduce<Section['byCriticality']>(
    (counts, section) => sum(counts, section.byCriticality),
    undefined,
  )
  return {
    event,
    total: sections.reduce((total, section) => total + section.total, 0),
    ...(counts ? { byCriticality: counts } : {}),
    ...(counts ? { findings: byCriticality(sections.flatMap(({ findings = [] }) => findings)) } : {}),
    ...(counts ? {} : { notes: sections.flatMap(({ notes = [] }) => notes) }),
  }
}

const cut = ({ findings, notes, ...section }: Section, most: number): Section => ({
  ...section,
  ...(findings ? { findings: findings.slice(0, most) } : {}),
  ...(notes ? { notes: notes.slice(0, most) } : {}),
})
