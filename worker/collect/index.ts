import type { Cloud } from '../../shared/resource.ts'
import type { ResourceType } from '../resource-type.ts'

/** Every resource type, by its name; read from the folders, so that a new file is all that a new type needs. */
export const resourceTypes: ReadonlyMap<string, ResourceType> = new Map(
  Object.values(import.meta.glob<Record<string, ResourceType>>('./{aws,azure,gcp}/*.ts', { eager: true }))
    .flatMap((module) => Object.values(module))
    .filter((value) => typeof value === 'object' && value !== null && 'list' in value && 'normalise' in value)
    .map((definition) => [definition.type, definition]),
)

/** The resource types of one cloud. */
export const typesOf = (cloud: Cloud): readonly ResourceType[] =>
  [...resourceTypes.values()].filter(({ type }) => type.startsWith(`${cloud}.`))
