import type { Connection } from '../connection.ts'
import type { ResourceType } from '../resource-type.ts'

/** One resource type in one region: what is listed at once. */
export type Place = { readonly type: ResourceType; readonly region: string }

/**
 * Every shard of a connection, types together. Clouds that list without regions have one for each type. What takes longest
 * comes first: types that wait for their turn at each resource, and those that are listed once for all regions.
 */
export function shardsOf(
  types: Iterable<ResourceType>,
  { cloud, regions }: Pick<Connection, 'cloud' | 'regions'>,
): readonly Place[] {
  const ofCloud = [...types]
    .filter(({ type }) => type.startsWith(`${cloud}.`))
    .sort((one, other) => order(one) - order(other))
  return ofCloud.flatMap((type) =>
    (type.scope === 'region' && regions.length > 0 ? regions : ['global']).map((region) => ({ type, region })),
  )
}

function order({ scope, isPaced }: ResourceType): number {
  if (isPaced) return 0
  return scope === 'region' ? 2 : 1
}

/** The type of which an account has exactly one resource. */
export const accountTypeOf = (types: Iterable<ResourceType>, cloud: string): ResourceType | undefined =>
  [...types].find(({ type, scope }) => scope === 'account' && type.startsWith(`${cloud}.`))
