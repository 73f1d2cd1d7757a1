import type { Connector } from '../../../shared/connector.ts'
import type { Evidence, Result } from '../../../shared/evaluation.ts'
import type { RunError } from '../../../shared/run.ts'
import type { Worker } from '../../world.ts'

/** An evaluation as the API tells it, as far as these tests look. */
export type Row = {
  readonly cid: number
  readonly resourceId: string
  readonly resource: { readonly id: string; readonly type: string; readonly name: string }
  readonly appliesTo: 'resource' | 'account'
  readonly result: Result
  readonly evidence: readonly Evidence[]
}

/** All evaluations of a connector, by control and resource; the account's id is hidden, so that like accounts compare. */
export async function readLedger(worker: Worker, connectorId: string): Promise<ReadonlyMap<string, Row>> {
  const { account = '' } = await worker.api<Connector>(`/connectors/${connectorId}`)
  const found = await readAll<Row>(worker, `/evaluations?connector=${connectorId}`)
  const rows = found.map((row) => JSON.parse(JSON.stringify(row).replaceAll(account, 'ACCOUNT')) as Row)
  return new Map(rows.map((row) => [`${row.cid} ${row.appliesTo} ${row.resourceId}`, row]))
}

export type Found = { readonly id: string; readonly name: string; readonly tags: Readonly<Record<string, string>> }

/** All resources of a connector that are there. */
export const readResources = (worker: Worker, connectorId: string): Promise<readonly Found[]> =>
  readAll<Found>(worker, `/resources?connector=${connectorId}`)

async function readAll<Item>(worker: Worker, path: string): Promise<readonly Item[]> {
  const items: Item[] = []
  let cursor: string | undefined
  do {
    const place = cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''
    const page = await worker.api<{ items: readonly Item[]; next?: string }>(`${path}&pageSize=500${place}`)
    items.push(...page.items)
    cursor = page.next
  } while (cursor)
  return items
}

/** Results and evidence, without times and numbers: what two runs that came to the same have in common. */
export const answersOf = (ledger: ReadonlyMap<string, Row>): readonly string[] =>
  [...ledger].map(([key, { result, evidence }]) => `${key} ${result} ${JSON.stringify(evidence)}`).sort()

/** What went wrong in a run, operation by operation. */
export const errorsOf = async (worker: Worker, runId: string): Promise<readonly RunError[]> =>
  (await worker.api<{ items: readonly RunError[] }>(`/runs/${runId}/errors`)).items
