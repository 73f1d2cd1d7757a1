import { type Result, results } from '../../../shared/evaluation.ts'
import type { Mandate } from '../../../shared/mandate.ts'
import type { Database } from '../../../worker/store/database.ts'
import { seqText, takeSeq } from '../../../worker/store/seq.ts'
import { arn, connectorId, seed } from './seed.ts'
import { startApi } from './start.ts'

export const pci: Mandate = {
  number: 10,
  slug: 'pci-dss-4-0',
  title: 'PCI DSS',
  version: '4.0',
  publisher: 'PCI SSC',
  description: 'Card data.',
  reference: 'https://example.com/pci',
  clouds: ['aws'],
  requirements: [
    { id: '1.9', title: 'Nobody gets in', controls: [48, 45] },
    { id: '1.10', controls: [45] },
    { id: '2.1', title: 'Users are used', controls: [3] },
  ],
}

/** Two accounts: alpha fails twice, beta passes and is unknown, delta of the other account fails. */
export async function startWithReports(...overrides: Parameters<typeof startApi>) {
  const api = await startApi({ mandates: [pci], ...overrides[0] })
  await seed(api.database, [
    { id: arn('alpha'), results: { 45: 'FAIL', 48: 'FAIL' } },
    { id: arn('beta'), region: 'eu-west-1', results: { 45: 'PASS', 48: 'UNKNOWN' } },
  ])
  await seed(api.database, [{ id: arn('delta'), results: { 45: 'FAIL' } }], { id: 'other', account: '444455556666' })
  const { call, context } = api

  const make = async (body: object = {}) =>
    (await call('/reports', { method: 'POST', body: { title: 'Cards', cloud: 'aws', mandate: pci.slug, ...body } }))
      .json.id as number
  /** Runs a report to its end, and answers the run. */
  const run = async (id: number) => {
    const { json } = await call(`/reports/${id}/run`, { method: 'POST' })
    await context.reports.idle()
    return (await call(`/reports/${id}/runs/${json.id}`)).json
  }
  return { ...api, make, run }
}

/** Changes the result of a control for a resource, as a scan would; the evaluation is made where there is none. */
export const setResult = (db: Database, cid: number, id: string, result: Result, evidence = '[]') =>
  db.write([
    takeSeq,
    {
      sql: `INSERT INTO evaluations (cid, rid, result, evidence, hash, firstEvaluated, evaluated, seq)
            SELECT ?1, rid, ?2, ?3, ?3, '2026', '2026', ${seqText} FROM resources WHERE id = ?4
            ON CONFLICT (cid, rid) DO UPDATE SET result = excluded.result, evidence = excluded.evidence, seq = excluded.seq`,
      args: [cid, results.indexOf(result), evidence, id],
    },
  ])

export { arn, connectorId }
