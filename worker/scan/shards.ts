import type { Connection } from '../connection.ts'
import type { ResourceType } from '../resource-type.ts'

/** One resource type in one region: what is listed at once. */
export type Place = { readonly type: ResourceType; readonly region: string }

/**
 * Every shard of a connection, types together. Clouds that list without regions have one for each type. What is listed once
 * comes first: it holds all of an account's resources of its type, and takes longest where regions are many.
 */
export function shardsOf(
  types: Iterable<ResourceType>,
  { cloud, regions }: Pick<Connection, 'cloud' | 'regions'>,
): readonly Place[] {
  const ofCloud = [...types]
    .filter(({ type }) => type.startsWith(`${cloud}.`))
    .sort((one, other) => Number(one.scope === 'region') - Number(other.scope === 'region'))
  return ofCloud.flatMap((type) =>
    (type.scope === 'region' && regions.length > 0 ? regions : ['global']).map((region) => ({ type, region })),
  )
}

/** The type of which an account has exactly one resource. */
export const accountTypeOf = (types: Iterable<ResourceType>, cloud: string): ResourceType | undefined =>
  [...types].find(({ type, scope }) => scope === 'account' && type.startsWith(`${cloud}.`))
