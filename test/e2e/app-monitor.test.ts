import { readFile } from 'node:fs/promises'
import type { Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type AppSession, startAppSession } from './app-session.ts'
import { axeFindings } from './axe.ts'
import { fail, later, untilTriedAgain } from './odd-answers.ts'

let app: AppSession
beforeAll(async () => {
  app = await startAppSession()
})
afterAll(() => app?.close())
afterEach(async () => {
  await app.page.unrouteAll({ behavior: 'ignoreErrors' })
  await app.page.emulateMedia({ colorScheme: 'light' })
})

type Facets = {
  readonly totals: {
    readonly resources: number
    readonly controls: number
    readonly evaluations: Readonly<Record<'pass' | 'fail' | 'unknown' | 'excepted', number>>
    readonly failures: Readonly<Record<'HIGH' | 'MEDIUM' | 'LOW', number>>
  }
}
const totalsOf = async (query: string) => (await app.worker.api<Facets>(`/facets?list=controls&${query}`)).totals
const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((all, one) => all + one, 0)

const list = () => app.page.getByRole('grid', { name: 'Controls' })
const evaluations = () => app.page.getByRole('grid', { name: 'Resources evaluated' })
const panel = () => app.page.getByRole('complementary')
const row = (name: string | RegExp) => app.page.getByRole('row', { name })
const totals = () => app.page.getByRole('region', { name: 'Totals' })

describe('the list of controls', () => {
  test('F101 F102 F103 F104 shows resources, controls, evaluations, posture and failures by criticality', async () => {
    const known = await totalsOf('')
    await app.visit('/monitor')
    await totals().getByText('Resources evaluated').waitFor()
    await expect
      .poll(() => totals().locator('dd').allTextContents())
      .toEqual([
        ...[known.resources, known.controls, sum(known.evaluations)].map(String),
        ...[known.failures.HIGH, known.failures.MEDIUM, known.failures.LOW].map(String),
      ])
    const posture = await totals().textContent()
    expect(posture).toContain(`Passed ${known.evaluations.pass}`)
    expect(posture).toContain(`Failed ${known.evaluations.fail}`)
    await app.shoot('controls')
    expect(await axeFindings(app.page)).toEqual([])
  })

  test('F105 lists controls with CID, title, criticality, service and posture, the most failing ones first', async () => {
    await app.visit('/monitor')
    const first = list().getByRole('row').nth(1)
    await first.getByRole('link').waitFor()
    const titles = await list().getByRole('columnheader').allTextContents()
    expect(titles).toEqual(['Control', 'CID', 'Criticality', 'Service', 'Failing', 'Posture'])
    const failing = await list().getByRole('row').locator('[role=gridcell]:nth-child(5)').allTextContents()
    expect(failing.map(Number)).toEqual(failing.map(Number).toSorted((a, b) => b - a))
    expect(await first.getByRole('img', { name: /Passed \d+.%.*Failed \d+.%/ }).count()).toBe(1)
    await list().getByRole('button', { name: 'CID' }).click()
    await expect.poll(() => list().getByRole('row').nth(1).getByRole('gridcell').nth(1).textContent()).toBe('1')
    expect(app.page.url()).toContain('sort=cid')
  })

  test('F106 narrows list and totals by policy, result, service and account', async () => {
    await app.visit('/monitor')
    const choose = (name: RegExp) => app.page.getByRole('button', { name, pressed: false }).click()
    await choose(/^S3\s*\d+$/)
    await expect.poll(() => app.page.url()).toContain('service=S3')
    await choose(/^Failed\s*\d+$/)
    await choose(/^AWS Best Practices Policy/)
    const known = await totalsOf('service=S3&result=FAIL&policy=aws%2Fbest-practices')
    await expect.poll(() => list().getAttribute('aria-rowcount')).toBe(String(known.controls + 1))
    await expect.poll(() => totals().textContent()).toContain(`Failed ${known.evaluations.fail}`)
    await app.shoot('controls-narrowed')
    await app.page.getByRole('button', { name: 'Clear all' }).click()
    await choose(/^GCP plumbline-demo/)
    await expect.poll(() => app.page.url()).toContain('account=plumbline-demo')
    const inAccount = await totalsOf('account=plumbline-demo&evaluations=control.result:*')
    await expect.poll(() => list().getAttribute('aria-rowcount')).toBe(String(inAccount.controls + 1))
  })

  test('F108 F109 is narrowed by a query and by a range of dates, both in the address', async () => {
    await app.visit('/monitor')
    const query = 'policy.name:"AWS Best Practices Policy" and service.type:"RDS"'
    await app.page.getByRole('combobox', { name: /search|query/i }).fill(query)
    await app.page.keyboard.press('Enter')
    const known = await totalsOf(`evaluations=${encodeURIComponent(query)}`)
    await expect.poll(() => list().getAttribute('aria-rowcount')).toBe(String(known.controls + 1))
    expect(new URLSearchParams(app.page.url().split('?')[1]).get('query')).toBe(query)
    await app.visit('/monitor?range=yesterday')
    await app.page.getByText('No control fits').waitFor()
    await app.shoot('controls-empty')
    expect(await axeFindings(app.page)).toEqual([])
  })

  test('says that it loads, what went wrong, and shows what is kept while the worker is away', async () => {
    await app.visit('/monitor')
    await list().getByRole('link').first().waitFor()
    for (const part of ['/api/facets', '/api/controls']) await expect.poll(() => app.isKept(part)).toBe(true)
    await app.page.route('**/api/facets*', untilTriedAgain(fail))
    await app.page.route('**/api/controls?*', untilTriedAgain(fail))
    await app.page.reload()
    await app.page.getByRole('alert').getByText('What is shown is from before.').waitFor()
    expect(await list().getByRole('link').count()).toBeGreaterThan(5)
    await app.shoot('controls-away')
    expect(await axeFindings(app.page)).toEqual([])
    await app.page.getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => app.page.getByRole('alert').count()).toBe(0)
    await app.page.unrouteAll()

    await app.page.route('**/api/facets*', (route) => later(route))
    await app.page.route('**/api/controls?*', (route) => later(route))
    await app.visit('/monitor?region=eu-west-1')
    await app.page.getByText('Loading…').waitFor()
    await app.shoot('controls-loading')
    expect(await axeFindings(app.page)).toEqual([])
    await list().getByRole('link').first().waitFor()
  })

  test('leads to the connectors where nothing is evaluated yet', async () => {
    const nothing = { pass: 0, fail: 0, unknown: 0, excepted: 0 }
    const none = {
      controls: 0,
      accounts: 0,
      evaluations: nothing,
      failures: { HIGH: 0, MEDIUM: 0, LOW: 0 },
      resources: 0,
    }
    await app.page.route('**/api/facets*', (route) =>
      route.fulfill({ json: { facets: {}, totals: none, isPartial: false } }),
    )
    await app.visit('/monitor')
    const link = app.page.getByRole('link', { name: 'Connect an account' })
    await link.waitFor()
    expect(await link.getAttribute('href')).toBe('#/configuration')
    await app.shoot('controls-first')
    expect(await axeFindings(app.page)).toEqual([])
  })
})

describe('one control', () => {
  test('F107 F110 F111 shows its text, and all resources that it evaluated, failing ones first', async () => {
    await app.visit('/monitor?cloud=aws')
    await row(/Ensure that bucket policy enforces encryption in transit/)
      .getByRole('link')
      .click()
    await app.page.getByRole('heading', { level: 1, name: 'Ensure that bucket policy enforces' }).waitFor()
    for (const fact of ['CID 57', 'Medium criticality', 'AWS', 'S3']) {
      expect(await app.page.getByRole('main').getByText(fact, { exact: true }).count(), fact).toBeGreaterThan(0)
    }
    await row(/harbor-public-site/).waitFor()
    const results = await evaluations().getByRole('row').locator('[role=gridcell]:nth-child(3)').allTextContents()
    expect(results).toEqual(results.toSorted())
    expect(new Set(results)).toEqual(new Set(['Failed', 'Passed']))
    await app.shoot('control')
    expect(await axeFindings(app.page)).toEqual([])
    await app.page.getByLabel('Result').selectOption('PASS')
    await expect.poll(() => row(/Failed/).count()).toBe(0)
    expect(await row(/Passed/).count()).toBeGreaterThan(0)
    await app.page.getByRole('tab', { name: 'Steps to fix' }).click()
    expect(await app.page.getByRole('listitem').count()).toBeGreaterThan(1)
    await app.page.getByRole('tab', { name: 'About' }).click()
    await app.page.getByRole('link', { name: 'AWS Best Practices Policy' }).waitFor()
    await app.shoot('control-about')
    expect(await axeFindings(app.page)).toEqual([])
  })

  test('F112 F113 F114 F115 F116 F117 F119 opens evidence, life, console and steps beside the list', async () => {
    await app.visit('/monitor/controls/57')
    await row(/harbor-public-site/)
      .getByRole('link')
      .click()
    await panel().getByRole('heading', { name: 'harbor-public-site' }).waitFor()
    await panel().getByRole('table', { name: 'Evidence' }).getByRole('row').nth(1).waitFor()
    const life = await panel().getByRole('definition').allTextContents()
    expect(life).toHaveLength(4)
    expect(life[0]).toMatch(/just now|ago/)
    expect(life.slice(2)).toEqual(['-', '-'])
    const console = panel().getByRole('link', { name: 'View in the console' })
    expect(await console.getAttribute('href')).toMatch(/^https:\/\/.*console\.aws\.amazon\.com\/.*harbor-public-site/)
    await app.shoot('panel')
    expect(await axeFindings(app.page)).toEqual([])
    await panel().getByRole('tab', { name: 'Steps to fix' }).click()
    expect(await panel().getByRole('listitem').first().textContent()).toContain('harbor-public-site')
    await app.shoot('panel-steps')
    expect(await axeFindings(app.page)).toEqual([])
    await panel().getByRole('tab', { name: 'History' }).click()
    await panel().getByText('has not changed').waitFor()
    expect(app.page.url()).toContain('detail=history')
    await app.page.reload()
    await panel().getByText('has not changed').waitFor()
    await app.page.keyboard.press('Escape')
    await expect.poll(() => panel().count()).toBe(0)
  })

  test('F118 re-evaluates one resource and tells the new result', async () => {
    await app.visit('/monitor/controls/57')
    await row(/harbor-press-kit/)
      .getByRole('link')
      .click()
    await panel().getByRole('button', { name: 'Re-evaluate' }).click()
    await panel().getByText('Evaluated now: still failed.').waitFor()
    await app.page.route('**/api/evaluations/reevaluate', (route) => fail(route))
    await panel().getByRole('button', { name: 'Re-evaluate' }).click()
    await panel().getByRole('alert').waitFor()
  })

  test('F115 F116 F118 tells when a resource was fixed and when it was reopened', async () => {
    const bucket = app.estates.aws.accounts[0]?.buckets.find(({ name }) => name === 'harbor-press-kit')
    if (!bucket) throw new Error('The demo has no such bucket.')
    const again = () => panel().getByRole('button', { name: 'Re-evaluate' }).click()
    const life = () => panel().getByRole('definition').allTextContents()
    await app.visit('/monitor/controls/48')
    await row(/harbor-press-kit/)
      .getByRole('link')
      .click()
    bucket.versioning = 'Enabled'
    await again()
    await panel().getByText('Evaluated now: failed before, passed now.').waitFor()
    await expect.poll(async () => (await life())[3]).toMatch(/just now/)
    await expect.poll(() => row(/harbor-press-kit.*Passed/).count()).toBe(1)
    bucket.versioning = 'Suspended'
    await again()
    await panel().getByText('Evaluated now: passed before, failed now.').waitFor()
    await expect.poll(async () => (await life())[2]).toMatch(/just now/)
    await panel().getByRole('tab', { name: 'History' }).click()
    await panel().getByText('Passed → Failed').waitFor()
    await panel().getByText('Failed → Passed').waitFor()
    await app.shoot('panel-history')
    expect(await axeFindings(app.page)).toEqual([])
  })

  test('lets a token that may only read neither re-evaluate nor except, and says why', async () => {
    await app.page.route('**/api/session', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, json: { ...(await response.json()), rights: ['read'], role: 'reader' } })
    })
    await app.visit('/monitor/controls/57')
    await row(/harbor-public-site/)
      .getByRole('link')
      .click()
    await panel().getByText('Your token may only read').waitFor()
    expect(await panel().getByRole('button', { name: 'Re-evaluate' }).isDisabled()).toBe(true)
    expect(await panel().getByRole('button', { name: 'Except…' }).isDisabled()).toBe(true)
  })

  test('re-evaluates several one after the other, and can be stopped', async () => {
    await app.visit('/monitor/controls/57?result=FAIL')
    await row(/harbor-public-site/).waitFor()
    await app.page.getByRole('checkbox', { name: 'Select all that are loaded' }).check()
    const bar = app.page.getByRole('region', { name: 'Actions for what is selected' })
    await app.page.route('**/api/evaluations/reevaluate', (route) => later(route, 400))
    await bar.getByRole('button', { name: 'Re-evaluate' }).click()
    await bar.getByText(/^Re-evaluated [1-3] of \d+$/).waitFor()
    await app.shoot('bulk')
    await bar.getByRole('button', { name: 'Stop' }).click()
    await bar.getByText(/^Stopped after \d+ of \d+\.$/).waitFor()
    expect(await axeFindings(app.page)).toEqual([])
    await app.page.unrouteAll()
    await bar.getByRole('button', { name: 'Re-evaluate' }).click()
    await bar.getByText(/resources re-evaluated: no result changed/).waitFor()
  })

  test('copies the ids of what is selected', async () => {
    await app.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await app.visit('/monitor/controls/57')
    await app.page.getByRole('checkbox', { name: 'Select harbor-public-site' }).check()
    await app.page.getByRole('checkbox', { name: 'Select harbor-press-kit' }).check()
    await app.page.getByRole('button', { name: 'Copy ids' }).click()
    await app.page.getByText('2 ids copied.').waitFor()
    expect(await app.page.evaluate(() => navigator.clipboard.readText())).toBe(
      'arn:aws:s3:::harbor-public-site\narn:aws:s3:::harbor-press-kit',
    )
  })

  test('excepts findings with a reason, an owner and an end, and says beforehand for how many', async () => {
    await app.visit('/monitor/controls/57')
    await app.page.getByRole('checkbox', { name: 'Select harbor-scratch' }).check()
    await app.page.getByRole('checkbox', { name: 'Select harbor-ml-models' }).check()
    await app.page.getByRole('button', { name: 'Except…' }).click()
    const dialog = app.page.getByRole('dialog', { name: 'Except 2 findings' })
    await dialog.getByText('It would hold for 2 evaluations.').waitFor()
    await dialog.getByRole('button', { name: 'Make the exception' }).click()
    expect(await dialog.getByText('Fill this in.').count()).toBe(2)
    await app.shoot('except')
    expect(await axeFindings(app.page)).toEqual([])
    await dialog.getByLabel('Reason').fill('Test data only')
    await dialog.getByLabel('Owner').fill('Data team')
    await dialog.getByLabel('Ends on').fill(new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10))
    await dialog.getByRole('button', { name: 'Make the exception' }).click()
    await app.page.getByText('2 findings are excepted.').waitFor()
    await expect.poll(() => row(/Excepted/).count()).toBe(2)
    await row(/harbor-scratch/)
      .getByRole('link')
      .click()
    await panel().getByText('Test data only').waitFor()
  })

  test('says that there is no such control, and tries again what went wrong', async () => {
    await app.visit('/monitor/controls/99999')
    await app.page.getByText('There is no such control').waitFor()
    await app.shoot('control-none')
    expect(await axeFindings(app.page)).toEqual([])
    await app.page.route('**/api/controls/45*', untilTriedAgain(fail))
    await app.visit('/monitor/controls/45')
    await app.page.getByRole('alert').waitFor()
    await app.page.getByRole('button', { name: 'Try again' }).click()
    await app.page.getByRole('heading', { level: 1 }).waitFor()
    await app.page.unrouteAll()
  })

  test('says that it cannot be shown where an answer lacks what is drawn, and asks for it anew', async () => {
    const lacking = (route: Route) => route.fulfill({ json: { cid: 45 } })
    await app.page.route('**/api/controls/45*', untilTriedAgain(lacking))
    await app.visit('/monitor/controls/45')
    await app.page.getByText('This page cannot be shown').waitFor()
    await app.shoot('not-drawn')
    expect(await axeFindings(app.page)).toEqual([])
    await app.page.getByRole('button', { name: 'Try again' }).click()
    await app.page.getByRole('heading', { level: 1 }).waitFor()
    await app.page.unrouteAll()
  })
})

describe('downloads', () => {
  test('F319 F321 saves either list as a file with the filters and the time zone that are chosen', async () => {
    await app.visit('/monitor?service=S3')
    await list().getByRole('link').first().waitFor()
    const controls = await download('CSV')
    expect(controls.name).toMatch(/^plumbline-controls-.*\.csv$/)
    const shown = await list().getByRole('row').getByRole('link').allTextContents()
    expect(shown.length).toBeGreaterThan(3)
    for (const title of shown) expect(controls.text).toContain(title)
    expect(controls.text).not.toContain('security group')

    await app.visit('/monitor/controls/57?result=PASS')
    await row(/Passed/)
      .first()
      .waitFor()
    const found = await download('JSON lines', 'Asia/Tokyo')
    expect(found.name).toMatch(/^plumbline-evaluations-.*\.jsonl$/)
    const lines = found.text.trim().split('\n')
    expect(lines).toHaveLength(await row(/Passed/).count())
    expect(lines[0]).toContain('+09:00')
  })
})

async function download(format: string, timeZone?: string) {
  await app.page.getByRole('button', { name: 'Download…' }).click()
  const dialog = app.page.getByRole('dialog', { name: 'Download this list' })
  await dialog.getByLabel('Format').selectOption({ label: format })
  if (timeZone) await dialog.getByLabel('Time zone').selectOption(timeZone)
  await app.shoot('download')
  const [file] = await Promise.all([
    app.page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Download', exact: true }).click(),
  ])
  await dialog.getByText('in your downloads').waitFor()
  expect(await axeFindings(app.page)).toEqual([])
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
}
