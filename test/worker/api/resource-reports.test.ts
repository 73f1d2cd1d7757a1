import { expect, test } from 'vitest'
import { controlsOfRun } from '../../../worker/store/reports/of-resource.ts'
import { readCsv } from '../exports/read-csv.ts'
import { arn, setResult, startWithReports } from './reports-seed.ts'

type Item = { readonly cid: number; readonly outcome: string; readonly report: { readonly title: string } }

/** Two reports that both ran on the same buckets. */
async function startWithTwo() {
  const api = await startWithReports()
  const cards = await api.make()
  const best = await api.make({ title: 'Best', mandate: undefined, policies: ['aws/best-practices'] })
  const runs = [await api.run(cards), await api.run(best)]
  const of = async (query = '', name = 'beta') =>
    (await api.call(`/resources/reports?id=${encodeURIComponent(arn(name))}${query}`)).json
  return { ...api, cards, best, runs, of }
}

const short = ({ items }: { readonly items: readonly Item[] }) =>
  items.map(({ cid, outcome, report }) => `${report.title} ${cid} ${outcome}`)

test('F141 F143 a resource lists its controls across all reports, with report, date, severity and result', async () => {
  const { of, best, runs } = await startWithTwo()
  const found = await of()
  expect(short(found)).toEqual(['Best 45 PASS', 'Best 48 UNKNOWN', 'Cards 45 PASS', 'Cards 48 UNKNOWN'])
  expect(found.items[0]).toEqual({
    ...{ cid: 45, title: 'Buckets are not public', criticality: 'HIGH', outcome: 'PASS' },
    ...{ report: { id: best, title: 'Best' }, run: runs[1].id, dateEvaluated: runs[1].ended },
  })
  expect(short(await of('', 'delta'))).toEqual(['Best 45 FAIL', 'Cards 45 FAIL'])
})

test('F141 only the last run of a report counts, and a result stays until the report runs again', async () => {
  const { of, cards, run, database } = await startWithTwo()
  await setResult(database, 45, arn('beta'), 'FAIL')
  expect(short(await of('&text=45'))).toEqual(['Best 45 PASS', 'Cards 45 PASS'])
  const { id } = await run(cards)
  const found = await of('&text=45')
  expect(short(found)).toEqual(['Best 45 PASS', 'Cards 45 FAIL'])
  expect(found.items[1].run).toBe(id)
})

test('F140 F142 a search on control and report and the filters combine, and the totals follow them', async () => {
  const { of, cards } = await startWithTwo()
  expect((await of()).totals).toEqual({ controls: 4, passed: 2, failed: 0, unknown: 2, excepted: 0 })
  expect(short(await of('&text=CARDS'))).toEqual(['Cards 45 PASS', 'Cards 48 UNKNOWN'])
  expect(short(await of('&text=versioning'))).toEqual(['Best 48 UNKNOWN', 'Cards 48 UNKNOWN'])
  const one = await of(`&text=public&result=PASS&report=${cards}`)
  expect(short(one)).toEqual(['Cards 45 PASS'])
  expect(one.totals).toEqual({ controls: 1, passed: 1, failed: 0, unknown: 0, excepted: 0 })
  expect((await of('&text=public&result=FAIL')).totals.controls).toBe(0)
})

test('F144 a file holds the current page alone, of at most 100 rows', async () => {
  const { call, of } = await startWithTwo()
  const second = await of('&pageSize=3&page=2')
  expect(short(second)).toEqual(['Cards 48 UNKNOWN'])
  expect([second.total, second.totals.controls]).toEqual([4, 4])
  const id = encodeURIComponent(arn('beta'))
  const { text } = await call(`/exports/resource-reports?id=${id}&pageSize=3&page=2`)
  const [head, ...rows] = readCsv(text)
  expect(head).toEqual(['CID', 'Control', 'Report', 'Date Evaluated', 'Severity', 'Result'])
  expect(rows.map((row) => [row[0], row[2], row[4], row[5]])).toEqual([['48', 'Cards', 'MEDIUM', 'UNKNOWN']])
  for (const path of ['resources/reports', 'exports/resource-reports']) {
    expect((await call(`/${path}?id=${id}&pageSize=101`)).status).toBe(400)
    expect((await call(`/${path}?id=none`)).status).toBe(404)
  }
})

test('F141 results are looked up by their key, however many there are', async () => {
  const { database } = await startWithTwo()
  const { rows } = await database.client.execute({
    sql: `EXPLAIN QUERY PLAN ${controlsOfRun}`,
    args: { rid: 1, report: 1, run: 1 },
  })
  const plan = rows.map(({ detail }) => String(detail))
  expect(plan.filter((step) => step.startsWith('SCAN'))).toEqual([])
  expect(plan.join('\n')).toContain(
    'SEARCH o USING INDEX sqlite_autoindex_report_results_1 (report=? AND cid=? AND rid=?',
  )
})
