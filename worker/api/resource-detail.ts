import type { z } from '@hono/zod-openapi'
import { evaluationMessage } from '../../shared/evaluation-message.ts'
import type { Resource } from '../../shared/resource.ts'
import type { ResourceType } from '../resource-type.ts'
import type { ListedEvaluation } from '../store/lists/evaluations.ts'
import type { Association, AssociationCount, ResourceDetail } from '../store/lists/resource.ts'

type Types = ReadonlyMap<string, ResourceType>
type Json = Record<string, z.core.util.JSONType>

/** A resource with all that is known of it, as the API answers. */
export const toDetail = (resource: ResourceDetail, evaluations: readonly ListedEvaluation[], types: Types) => ({
  ...resource,
  config: resource.config as Json,
  associations: resource.associations.map((association) => withLabel(association, resource.type, types)),
  associationCounts: countsOf(resource.associationCounts, resource.type, types),
  rules: rulesOf(resource.config),
  vulnerabilities: vulnerabilitiesOf(resource),
  evaluations: evaluations.map(withMessage),
})

/** An evaluation with the sentence that tells what it found. */
export const withMessage = (evaluation: ListedEvaluation) => ({
  ...evaluation,
  message: evaluationMessage(evaluation),
})

function withLabel(association: Association, type: string, types: Types) {
  const owner = association.direction === 'to' ? type : association.resource?.type
  return { ...association, label: labelOf(association.relation, owner, types) }
}

/** The relation's label is declared by the type that names the other one. */
const labelOf = (relation: string, owner: string | undefined, types: Types): string =>
  types.get(owner ?? '')?.relations?.[relation]?.label ?? relation

const toRelation = (count: AssociationCount, own: string, types: Types) => ({
  ...count,
  label: labelOf(count.relation, count.direction === 'to' ? own : count.type, types),
})

/** How many there are each way, and of each type; what is named but not in the inventory has the type that is looked for. */
function countsOf(counts: readonly AssociationCount[], own: string, types: Types) {
  const sum = { to: 0, from: 0 }
  const byType = new Map<string, { direction: 'to' | 'from'; type?: string; count: number }>()
  for (const { direction, relation, type: found, count } of counts) {
    const type = found ?? types.get(own)?.relations?.[relation]?.type
    const known = byType.get(`${direction} ${type}`)?.count ?? 0
    byType.set(`${direction} ${type}`, { direction, ...(type ? { type } : {}), count: known + count })
    sum[direction] += count
  }
  return { ...sum, byType: [...byType.values()], byRelation: counts.map((count) => toRelation(count, own, types)) }
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)

/** What its owner wrote; what Plumbline makes of the rules (`internetOpenings`) is a judgement, and no rule. */
const rulesOf = (config: Resource['config']): readonly string[] =>
  Object.keys(config).filter((field) => {
    const value = config[field]
    return !/openings$/i.test(field) && Array.isArray(value) && value.length > 0 && value.every(isObject)
  })

/** What an instance's configuration holds of them. Not read is not none. */
function vulnerabilitiesOf({ config, unread }: Pick<Resource, 'config' | 'unread'>) {
  const { vulnerabilitySource, vulnerabilities } = config
  if (typeof vulnerabilitySource !== 'string') {
    return { source: unread.some(({ field }) => field === 'vulnerabilitySource') ? 'unknown' : 'none' }
  }
  const open = isObject(vulnerabilities) ? { open: vulnerabilities as Json } : {}
  return { source: vulnerabilitySource, ...open }
}
