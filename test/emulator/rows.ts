import type { Row } from '../worker/whole/ledger.ts'
import type { Worker } from '../world.ts'

/** All evaluations of a connector. */
export async function readRows(worker: Worker, connectorId: string): Promise<readonly Row[]> {
  const rows: Row[] = []
  let cursor: string | undefined
  do {
    const place = cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''
    const page = await worker.api<{ items: readonly Row[]; next?: string }>(
      `/evaluations?connector=${connectorId}&pageSize=500${place}`,
    )
    rows.push(...page.items)
    cursor = page.next
  } while (cursor)
  return rows
}
