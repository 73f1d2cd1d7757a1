import { expect, test } from 'vitest'
import { createPrinter } from '../../../worker/reports/printer.ts'
import { seqText, takeSeq } from '../../../worker/store/seq.ts'
import { findChromium } from '../../chromium.ts'
import { arn, setResult, startWithReports } from '../api/reports-seed.ts'
import { manager } from '../api/start.ts'

const hostile = `<img src=x onerror=alert(1)>"'&`

test('a run is one page that loads nothing and runs nothing, with scope, age, figures and evidence', async () => {
  const { call, database, make, run } = await startWithReports()
  await database.write([`UPDATE connectors SET lastRun = '2025-12-31T22:30:00.000Z' WHERE id = 'other'`])
  const id = await make({ title: 'Cards of <b>all</b>' })
  const { id: number } = await run(id)
  const { status, text, headers } = await call(`/reports/${id}/runs/${number}/html?timeZone=Asia/Kolkata`)
  expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+';/)
  expect(text).not.toMatch(/<script|<link|<img| style=|https?:/)
  expect(text).toContain('<h1>Cards of &lt;b&gt;all&lt;/b&gt;</h1>')
  const words = text
    .replace(/<style>.*<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&\w+;/g, ' ')
    .replace(/\s+/g, ' ')
  for (const part of [
    'PCI DSS 4.0 · PCI SSC',
    'As of the scan that ended 1 January 2026 at 04:00 GMT+5:30; 1 connector never scanned',
    'Pass 20.0 % · 1',
    'Fail 60.0 % · 3',
    'Unknown 20.0 % · 1',
    '1.9 Nobody gets in FAIL 20.0 % pass',
    '2.1 Users are used NOT EVALUATED',
    'Failing: 2 resources',
    'alpha arn:aws:s3:::alpha 111122223333 us-east-1 Versioning Status: - expected Enabled',
    'Open name .',
  ])
    expect(words).toContain(part)
})

test('names, evidence and reasons from clouds and people are text on the page', async () => {
  const { call, database, make, run } = await startWithReports()
  await database.write([{ sql: 'UPDATE resources SET name = ? WHERE id = ?', args: [hostile, arn('alpha')] }])
  const facts = JSON.stringify([{ setting: hostile, actual: hostile, expected: hostile }])
  await setResult(database, 45, arn('alpha'), 'FAIL', facts)
  const id = await make({ title: hostile })
  const { text } = await call(`/reports/${id}/runs/${(await run(id)).id}/html`)
  expect(text).not.toContain('<img')
  expect(text.match(/&lt;img src=x onerror=alert\(1\)&gt;&quot;&#39;&amp;/g)?.length).toBeGreaterThan(4)
})

test('an exception counts apart and is printed with its reason and owner, as it was', async () => {
  const { call, database, make, run } = await startWithReports()
  await database.write([
    takeSeq,
    `INSERT INTO exceptions (no, id, cid, kind, target, reason, owner, ends, state, created, createdBy, updated)
     VALUES (1, 'e1', 45, 'accepted risk', 'account', 'Logs alone', 'Ann', '2026-12-31T00:00:00.000Z', 'active', '2026', 'a', '2026')`,
    {
      sql: `UPDATE evaluations SET exception = 1, seq = ${seqText} WHERE cid = 45 AND rid = (SELECT rid FROM resources WHERE id = ?)`,
      args: [arn('alpha')],
    },
  ])
  const id = await make()
  const first = await run(id)
  expect(first.posture).toEqual({ pass: 1, fail: 2, unknown: 1, excepted: 1 })
  await database.write([`UPDATE exceptions SET reason = 'Changed'`])
  const { text } = await call(`/reports/${id}/runs/${first.id}/html`)
  expect(text).toContain('accepted risk: Logs alone')
  expect(text).toContain('Owner Ann, until 31 December 2026')
  const { json } = await call(`/reports/${id}/runs/${first.id}/controls/45/resources?outcome=EXCEPTED`)
  expect(json.items).toMatchObject([{ name: 'alpha', exception: { kind: 'accepted risk', owner: 'Ann' } }])
})

test('what is beyond the asked number of resources is told as a number', async () => {
  const { call, make, run } = await startWithReports()
  const id = await make()
  const { text } = await call(`/reports/${id}/runs/${(await run(id)).id}/html?resources=1`)
  expect(text).toContain('Failing: 2 resources')
  expect(text).toContain('1 more are not printed here.')
})

test('a run that has not ended has no page', async () => {
  const { call, context, make } = await startWithReports()
  const id = await make()
  const { json } = await call(`/reports/${id}/run`, { method: 'POST' })
  expect((await call(`/reports/${id}/runs/${json.id}/html`)).status).toBe(409)
  await context.reports.idle()
})

test('a report is printed as a PDF by a browser of the machine', async () => {
  const { app, make, run } = await startWithReports({ print: createPrinter({ chromium: findChromium() }) })
  const id = await make({ title: 'Cards: Übersicht / 2026' })
  const path = `http://127.0.0.1/api/reports/${id}/runs/${(await run(id)).id}/pdf`
  const answer = await app.request(path, { headers: { authorization: `Bearer ${manager}` } })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  expect(answer.headers.get('content-disposition')).toBe(
    'attachment; filename="report-cards-ubersicht-2026-2026-01-01.pdf"',
  )
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
}, 30_000)

test('without a browser the answer says how to get one, and that the page prints as well', async () => {
  const { call, make, run } = await startWithReports({ print: createPrinter({ path: '' }) })
  const id = await make()
  const { status, json } = await call(`/reports/${id}/runs/${(await run(id)).id}/pdf`)
  expect(status).toBe(501)
  expect(json.advice).toMatch(/Install Chromium.*PLUMBLINE_CHROMIUM.*\/html/)
})

test('a browser that does not print is a failure that says so, and the next print is tried', async () => {
  const print = createPrinter({ chromium: process.execPath })
  for (const _ of [1, 2]) await expect(print('<p>')).rejects.toMatchObject({ kind: 'failed' })
  await expect(createPrinter({ chromium: '/nowhere/chromium' })('<p>')).rejects.toMatchObject({ kind: 'missing' })
})

test('more prints than may wait are refused', async () => {
  const print = createPrinter({ chromium: process.execPath })
  const kinds = await Promise.all(Array.from({ length: 7 }, () => print('<p>').catch(({ kind }) => kind)))
  expect(kinds).toEqual([...Array(5).fill('failed'), 'busy', 'busy'])
})
