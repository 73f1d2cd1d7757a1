import type { Cloud } from '../../shared/resource.ts'
import type { Entry } from './compact-index.ts'

/** Texts as they are compared: Azure's without case (https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules), the others as they stand. */
export const fold = (cloud: Cloud, text: string): string => (cloud === 'azure' ? text.toLowerCase() : text)

/**
 * The texts that name a resource beyond doubt on any page of its account: its id; the id that the console prints, such
 * as `sg-…`; for GCP also the full name without the service.
 */
export function idTexts({ id, place }: Entry): string[] {
  const last = lastSegment(id)
  const isShortId = place.cloud === 'aws' && /^[a-z]+(-[a-z]+)*-[0-9a-f]{8}([0-9a-f]{9})?$/.test(last)
  const path = place.cloud === 'gcp' ? id.match(/^\/\/[\w.-]+\/(projects\/.+)$/)?.[1] : undefined
  return [id, ...(isShortId ? [last] : []), ...(path ? [path] : [])].map((text) => fold(place.cloud, text))
}

/**
 * The name, where the provider knows the resource by it: where its id ends with it. A Name tag, or a security group's
 * name, may stand for several resources of which only one fails, so it names none.
 */
export function nameText({ id, name, place }: Entry): string | undefined {
  const folded = fold(place.cloud, name)
  return folded !== '' && fold(place.cloud, lastSegment(id)) === folded ? folded : undefined
}

const lastSegment = (id: string): string => id.slice(Math.max(id.lastIndexOf('/'), id.lastIndexOf(':')) + 1)

/** An Azure resource group as it stands in an id, or undefined. */
export const resourceGroup = (id: string): string | undefined =>
  id.toLowerCase().match(/^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+(?=\/|$)/)?.[0]
