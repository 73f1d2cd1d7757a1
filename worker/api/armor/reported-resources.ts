import { setImmediate } from 'node:timers/promises'
import type { z } from '@hono/zod-openapi'
import { shortId } from '../../../shared/console-links/short-id.ts'
import type { ReportedResource } from '../../../shared/report.ts'
import type { Database } from '../../store/database.ts'
import { resourcesOfControl } from '../../store/reports/results.ts'
import type { reportedResourceSchema } from './report-records.ts'
import { statusOf } from './words.ts'

type Ids = { readonly report: number; readonly run: number; readonly cid: number }
type Record = z.infer<typeof reportedResourceSchema>

/** Most that one answer holds: these paths know no pages. */
const most = 10_000
const pageSize = 500

/** What a run of a report found for a control, resource by resource; read page by page, so that others get their turn. */
export async function listReported(
  db: Database,
  ids: Ids,
  codeOf: (type: string) => string,
): Promise<readonly Record[]> {
  const found: Record[] = []
  let after: number | undefined
  do {
    const { items, next } = await resourcesOfControl(db, { ...ids, after, limit: pageSize })
    found.push(...items.flatMap((one) => toRecord(one, codeOf)))
    after = next
    await setImmediate()
  } while (after !== undefined && found.length < most)
  return found.slice(0, most)
}

function toRecord(resource: ReportedResource, codeOf: (type: string) => string): Record[] {
  const status = statusOf(resource.outcome)
  if (!status) return []
  const { name, type, region } = resource
  return [{ resourceId: shortId(resource), resourceName: name, resourceType: codeOf(type), region, status }]
}
