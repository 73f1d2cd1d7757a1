import { buildAws } from './aws.ts'
import { buildAzure } from './azure.ts'
import { buildGcp } from './gcp.ts'
import type { ConsoleLink, Linkable } from './page.ts'
import { parseConsoleUrl } from './parse.ts'

const builders = { aws: buildAws, azure: buildAzure, gcp: buildGcp }

/**
 * Where a resource is shown and, with a control's `remediation.view`, where the fix is made. An unknown view leads to the
 * resource's page. Gives `undefined` whenever anything is doubtful: no link is better than a wrong one.
 */
export function buildConsoleUrl(resource: Linkable, view?: string): ConsoleLink | undefined {
  const link = builders[resource.cloud](resource, view)
  return link && parseConsoleUrl(link.url)?.cloud === resource.cloud ? link : undefined
}
