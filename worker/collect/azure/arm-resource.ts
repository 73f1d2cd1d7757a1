import { z } from 'zod'
import type { AzureClients } from '../../clients.ts'
import { unlessAbsent } from '../absent.ts'

/**
 * What every resource of Azure Resource Manager has.
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/resource-declaration
 */
export const armResource = z.looseObject({
  id: z.string().startsWith('/subscriptions/'),
  name: z.string().min(1),
  location: z.string().optional(),
  // A tag that is no text is no reason to lose the resource.
  tags: z.record(z.string(), z.string()).nullish().catch(undefined),
})

/** Id, name, region and tags of a resource; its region is the location as ARM's ids write it: `westeurope`. */
export function describeArmResource({ id, name, location, tags }: z.infer<typeof armResource>) {
  return { id, name, region: location?.toLowerCase().replaceAll(' ', '') || 'global', tags: tags ?? {} }
}

/** The name in the id, as it is written there; ids are compared without case. */
export const resourceGroupOf = (id: string): string | undefined => /\/resourceGroups\/([^/]+)/i.exec(id)?.[1]

/** The resource with an id, or undefined where Azure says that there is none. */
export const getIfPresent = <Answer>(clients: AzureClients, id: string, apiVersion: string) =>
  unlessAbsent(['absent'], () => clients.get<Answer>(id, apiVersion))
