import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type AppSession, startAppSession } from './app-session.ts'
import { axeFindings } from './axe.ts'
import { fail, later, problem, untilTriedAgain } from './odd-answers.ts'

let app: AppSession
beforeAll(async () => {
  app = await startAppSession()
})
afterAll(() => app?.close())
afterEach(async () => {
  await app.page.unrouteAll({ behavior: 'ignoreErrors' })
  await app.page.emulateMedia({ colorScheme: 'light' })
})

type Report = {
  readonly id: number
  readonly title: string
  readonly running?: number
  readonly lastRun: { readonly id: number; readonly percent: { readonly pass: number; readonly fail: number } } | null
}
type List = { readonly items: readonly Report[]; readonly clouds: readonly string[] }

const list = () => app.page.getByRole('grid', { name: 'Reports' })
const row = (name: string | RegExp) => list().getByRole('row', { name })
const button = (name: string | RegExp) => app.page.getByRole('button', { name })
const link = (name: string | RegExp) => app.page.getByRole('link', { name })
const panel = () => app.page.getByRole('complementary')
const heading = (name: string | RegExp) => app.page.getByRole('heading', { level: 1, name })
const reports = () => app.worker.api<List>('/reports')
const named = async (title: string) => {
  const found = (await reports()).items.find((one) => one.title === title)
  if (!found) throw new Error(`There is no report ${title}.`)
  return found
}
const ended = (title: string) =>
  expect.poll(async () => (await named(title)).running, { timeout: 30_000 }).toBe(undefined)

const summary = () => app.page.getByRole('region', { name: 'Pass/Fail' })

const pci = 'PCI DSS 4.0, AWS'

describe('the first report', () => {
  test('says what a report is where there is none yet, and leads to the first one', async () => {
    await app.visit('/reports')
    await app.page.getByText('There is no report yet').waitFor()
    await app.page.getByText('printed for an auditor').waitFor()
    await app.shoot('none')
    expect(await axeFindings(app.page)).toEqual([])
    await link('New report').click()
    await heading('New report').waitFor()
  })

  test('F123 hands a PCI DSS report to an auditor: new report, mandate, run, PDF', async () => {
    await app.visit('/reports')
    await link('New report').click()
    await app.page.getByLabel('Mandate', { exact: true }).selectOption({ label: 'PCI DSS 4.0' })
    expect(await app.page.getByLabel('Name').inputValue()).toBe(pci)
    await app.shoot('new')
    expect(await axeFindings(app.page)).toEqual([])
    await button('Create and run').click()
    await heading(pci).waitFor()
    await button('Download PDF').waitFor()
    await summary().getByText('As of').waitFor()
    await app.shoot('report')
    expect(await axeFindings(app.page)).toEqual([])
    const [file] = await Promise.all([app.page.waitForEvent('download'), button('Download PDF').click()])
    expect(file.suggestedFilename()).toMatch(/^report-pci-dss-4-0-aws-\d{4}-\d\d-\d\d\.pdf$/)
    expect((await readFile(await file.path())).subarray(0, 5).toString()).toBe('%PDF-')
    await app.page.getByText(/is saved/).waitFor()
  })

  test('says what is missing before a report is made', async () => {
    await app.visit('/reports/new?cloud=aws')
    await button('Create and run').click()
    await app.page.getByText('Choose a mandate.').waitFor()
    await app.page.getByText('Give it a name.').waitFor()
    await app.page.getByLabel('Only these').check()
    await app.page.getByText('Choose a connector at least.').waitFor()
    await app.page.getByLabel('Policies', { exact: true }).check()
    await app.page.getByText('Choose a policy at least.').waitFor()
    await app.shoot('new-missing')
    expect(await axeFindings(app.page)).toEqual([])
  })

  test('F122 refuses a second report on the same for the same connectors, and leads to the one that there is', async () => {
    await app.visit('/reports/new?mandate=pci-dss-4-0')
    await app.page.getByLabel('Mandate', { exact: true }).waitFor()
    const alert = app.page.getByRole('alert')
    await alert.getByText('There is a report on this').waitFor()
    expect(await button('Create and run').isDisabled()).toBe(true)
    await app.shoot('new-duplicate')
    expect(await axeFindings(app.page)).toEqual([])
    await app.page.getByLabel('Only these').check()
    await expect.poll(() => alert.count()).toBe(0)
    await app.page.getByRole('group', { name: 'Only these' }).getByRole('checkbox').first().check()
    await app.page.getByLabel('Name').fill('PCI of one account')
    await app.page.getByLabel('Runs').selectOption('week')
    await app.page.getByLabel('On', { exact: true }).selectOption('Monday')
    await app.page.getByLabel('At', { exact: true }).fill('05:30')
    await app.page.getByLabel('Time zone').selectOption('Europe/Zurich')
    await button('Create only').click()
    await heading('PCI of one account').waitFor()
    await app.page.getByText('Runs every week on Monday at 05:30 (Europe/Zurich), next on').waitFor()
    await app.page.getByText('No results yet').waitFor()
    await app.shoot('no-results')
    expect(await axeFindings(app.page)).toEqual([])
  })

  test('F122 tells which report somebody else has made meanwhile', async () => {
    await app.visit('/reports/new?mandate=hipaa&cloud=aws')
    await app.page.getByLabel('Name').waitFor()
    const made = await app.worker.api<Report>('/reports', {
      method: 'POST',
      body: { title: 'HIPAA by somebody else', cloud: 'aws', mandate: 'hipaa' },
    })
    await button('Create and run').click()
    await app.page.getByRole('alert').getByRole('link', { name: 'HIPAA by somebody else' }).click()
    await heading(made.title).waitFor()
  })
})

describe('the list of reports', () => {
  test('F121 F125 F126 lists name, pass/fail, last run and mandate; grey until there are results', async () => {
    const { lastRun } = await named(pci)
    await app.visit('/reports')
    await row(pci).waitFor()
    const titles = await list().getByRole('columnheader').allTextContents()
    expect(titles).toEqual(['Name', 'Pass/Fail', 'Last run on', 'Mandate', 'Next run', 'Actions'])
    const { pass, fail } = lastRun?.percent ?? {}
    const bar = row(pci).getByRole('img')
    expect(await bar.getAttribute('title')).toContain(`Passed ${pass} %, failed ${fail} %`)
    expect(await bar.getAttribute('aria-label')).toBe(await bar.getAttribute('title'))
    expect(await row('PCI of one account').getByRole('img').getAttribute('title')).toBe('No results yet')
    expect(await row(pci).textContent()).toMatch(/just now|ago/)
    await app.shoot('list')
    expect(await axeFindings(app.page)).toEqual([])
  })

  test('F126 takes columns away, all but the name', async () => {
    await app.visit('/reports')
    await row(pci).waitFor()
    await button('Columns').click()
    const menu = app.page.getByRole('dialog', { name: 'Columns' })
    expect(await menu.getByRole('checkbox', { name: 'Name' }).count()).toBe(0)
    for (const name of ['Pass/Fail', 'Last run on', 'Mandate']) await menu.getByRole('checkbox', { name }).uncheck()
    await expect.poll(() => list().getByRole('columnheader').allTextContents()).toEqual(['Name', 'Next run', 'Actions'])
    await app.page.reload()
    await row(pci).waitFor()
    expect(await list().getByRole('columnheader').count()).toBe(3)
  })

  test('F127 is narrowed by provider, offering those that are connected alone', async () => {
    const { clouds } = await reports()
    await app.visit('/reports')
    await row(pci).waitFor()
    const provider = app.page.getByRole('main').getByLabel('Provider')
    expect(await provider.locator('option').count()).toBe(clouds.length + 1)
    await provider.selectOption('azure')
    await app.page.getByText('No report fits').waitFor()
    await app.shoot('list-empty')
    expect(await axeFindings(app.page)).toEqual([])
    await provider.selectOption('aws')
    await row(pci).waitFor()
    await app.page.route('**/api/reports?*', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, json: { ...(await response.json()), clouds: ['aws'] } })
    })
    await app.visit('/reports')
    await row(pci).waitFor()
    await expect.poll(() => provider.locator('option').allTextContents()).toEqual(['All providers', 'AWS'])
  })

  test('is searched and sorted', async () => {
    await app.visit('/reports')
    await row(pci).waitFor()
    await list().getByRole('button', { name: 'Last run on' }).click()
    await list().getByRole('button', { name: 'Last run on' }).click()
    await expect.poll(() => app.page.url()).toContain('sort=-lastRun')
    expect(await list().getByRole('row').nth(1).textContent()).toContain(pci)
    await app.page.getByRole('searchbox', { name: 'Name or mandate' }).fill('hipaa')
    await expect.poll(() => list().getAttribute('aria-rowcount')).toBe('2')
    expect(app.page.url()).toContain('text=hipaa')
  })

  test('F124 saves the list as a CSV with all columns, whatever is shown', async () => {
    await app.visit('/reports?columns=mandate')
    await row(pci).waitFor()
    await button(/^Download/).click()
    const dialog = app.page.getByRole('dialog')
    const [file] = await Promise.all([
      app.page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Download', exact: true }).click(),
    ])
    const [head = '', ...lines] = (await readFile(await file.path(), 'utf8')).trim().split(/\r?\n/)
    for (const column of ['Name', 'Mandate', 'Pass %', 'Fail %', 'Last Run On', 'Next Run On'])
      expect(head).toContain(column)
    expect(lines).toHaveLength((await reports()).items.length)
  })

  test('F128 runs a report again from the list, and shows that it runs until it has', async () => {
    const before = (await named(pci)).lastRun?.id
    await app.page.route('**/api/reports?*', async (route) => {
      const response = await route.fetch()
      const json = (await response.json()) as List
      await route.fulfill({ response, json: { ...json, items: json.items.map((one) => ({ ...one, running: 99 })) } })
    })
    await app.visit('/reports')
    await row(pci).getByText('Running…').waitFor()
    await app.shoot('list-running')
    expect(await axeFindings(app.page)).toEqual([])
    await app.page.unrouteAll()
    await expect.poll(() => row(pci).getByText('Running…').count(), { timeout: 8000 }).toBe(0)
    await row(pci).getByRole('button', { name: 'Run' }).click()
    await app.page.getByText(`${pci} runs.`).waitFor()
    await expect.poll(async () => (await named(pci)).lastRun?.id, { timeout: 30_000 }).not.toBe(before)
  })

  test('is deleted once that is confirmed', async () => {
    await app.visit('/reports')
    await row('HIPAA by somebody else')
      .getByRole('button', { name: /^More for/ })
      .click()
    await app.page.getByRole('menuitem', { name: 'Delete' }).click()
    const dialog = app.page.getByRole('dialog', { name: 'Delete HIPAA by somebody else?' })
    await dialog.getByText('cannot be brought back').waitFor()
    await app.shoot('delete')
    expect(await axeFindings(app.page)).toEqual([])
    await dialog.getByRole('button', { name: 'Delete' }).click()
    await expect.poll(() => row('HIPAA by somebody else').count()).toBe(0)
    expect((await reports()).items.map(({ title }) => title)).not.toContain('HIPAA by somebody else')
  })

  test('says that it loads, what went wrong, and shows what is kept while the worker is away', async () => {
    await app.visit('/reports')
    await row(pci).waitFor()
    await expect.poll(() => app.isKept('/api/reports?')).toBe(true)
    await app.page.route('**/api/reports?*', untilTriedAgain(fail))
    await app.page.reload()
    await app.page.getByRole('alert').getByText('Something went wrong').waitFor()
    await row(pci).waitFor()
    await app.shoot('list-away')
    expect(await axeFindings(app.page)).toEqual([])
    await button('Try again').click()
    await expect.poll(() => app.page.getByRole('alert').count()).toBe(0)
    await app.page.unrouteAll()
    await app.page.route('**/api/reports?*', (route) => later(route))
    await app.visit('/reports?text=p')
    await list().waitFor()
    await app.shoot('list-loading')
    expect(await axeFindings(app.page)).toEqual([])
    await row(pci).waitFor()
  })

  test('lets a token that may only read neither make, run nor delete, and says why', async () => {
    await app.page.route('**/api/session', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, json: { ...(await response.json()), rights: ['read'], role: 'reader' } })
    })
    await app.visit('/reports')
    await row(pci).waitFor()
    await expect.poll(() => button('New report').isDisabled()).toBe(true)
    const run = row(pci).getByRole('button', { name: 'Run' })
    await expect.poll(() => run.isDisabled()).toBe(true)
    expect(await run.getAttribute('title')).toContain('Your token may not')
  })
})

describe('one report', () => {
  const visitPci = async (params = '') => {
    await app.visit(`/reports/${(await named(pci)).id}${params}`)
    await heading(pci).waitFor()
  }
  const requirements = () => app.page.getByRole('tabpanel', { name: /Requirements/ })

  test('F121 leads from the list to requirements, their controls, and the resources with their evidence', async () => {
    await app.visit('/reports')
    await link(pci).click()
    await requirements()
      .getByRole('button', { name: /^1\.2\.5/ })
      .click()
    await requirements()
      .getByRole('link', { name: /encryption in transit/ })
      .click()
    await panel()
      .getByText(/of \d+ resources?$/)
      .waitFor()
    await panel().getByText('harbor-public-site', { exact: true }).click()
    await panel().getByRole('table', { name: 'Evidence' }).first().waitFor()
    const now = panel().getByRole('link', { name: 'How it stands now' }).first()
    expect(await now.getAttribute('href')).toMatch(/^#\/monitor\/controls\/57\?open=arn/)
    await app.shoot('control')
    expect(await axeFindings(app.page)).toEqual([])
    const failed = await panel().getByRole('listitem').count()
    await panel().getByLabel('Result').selectOption('PASS')
    await expect.poll(() => panel().getByRole('listitem').filter({ hasText: 'Failed' }).count()).toBe(0)
    await panel().getByLabel('Result').selectOption({ label: 'Any result' })
    await expect.poll(() => panel().getByRole('listitem').count()).toBeGreaterThan(failed)
    await app.page.reload()
    await panel()
      .getByText(/of \d+ resources?$/)
      .waitFor()
    await app.page.keyboard.press('Escape')
    await expect.poll(() => panel().count()).toBe(0)
  })

  test('never shows what was not evaluated or is unknown as passed', async () => {
    await visitPci('?verdict=UNKNOWN')
    await button('Expand all').click()
    const unknown = requirements().getByRole('listitem').getByRole('listitem')
    expect(await unknown.count()).toBeGreaterThan(0)
    for (const one of await unknown.all()) {
      expect(await one.textContent()).toMatch(/\d unknown/)
      expect(await one.getByRole('img', { name: /unknown \d/ }).count()).toBe(1)
      expect(await one.getByText('Passed', { exact: true }).count()).toBe(0)
    }
    await app.shoot('unknown')

    // Everything in the demo is evaluated: here the first control is not.
    await app.page.route('**/api/reports/*/runs/*', async (route) => {
      const response = await route.fetch()
      const json = (await response.json()) as { controls: object[] }
      const posture = { pass: 0, fail: 0, unknown: 0, excepted: 0 }
      const [first, ...others] = json.controls
      const controls = [{ ...first, verdict: 'not evaluated', posture }, ...others]
      await route.fulfill({ response, json: { ...json, controls } })
    })
    await visitPci('?verdict=not%20evaluated')
    await button('Expand all').click()
    const controls = requirements().getByRole('listitem').getByRole('listitem')
    expect(await controls.count()).toBeGreaterThan(0)
    for (const one of await controls.all()) {
      expect(await one.textContent()).toContain('Not evaluated')
      expect(await one.getByRole('img', { name: 'Nothing was evaluated' }).count()).toBe(1)
    }
    await app.shoot('not-evaluated')
    expect(await axeFindings(app.page)).toEqual([])
    await app.page.getByRole('searchbox', { name: 'Number, title or control' }).fill('no such thing')
    await app.page.getByText('Nothing fits').waitFor()
    await app.shoot('none-fits')
    expect(await axeFindings(app.page)).toEqual([])
  })

  test('shows what changed against the run before, and against any earlier one', async () => {
    const bucket = app.estates.aws.accounts[0]?.buckets.find(({ name }) => name === 'harbor-press-kit')
    if (!bucket) throw new Error('The demo has no such bucket.')
    const title = 'Best practices'
    const body = { title, cloud: 'aws', policies: ['aws/best-practices'] }
    const { id } = await app.worker.api<Report>('/reports', { method: 'POST', body })
    const run = async () => {
      await app.worker.api(`/reports/${id}/run`, { method: 'POST' })
      await ended(title)
    }
    await run()
    await app.visit(`/reports/${id}?tab=changes`)
    await app.page.getByText('There is no earlier run').waitFor()
    await app.shoot('changes-first')
    expect(await axeFindings(app.page)).toEqual([])
    bucket.versioning = 'Enabled'
    const resourceId = 'arn:aws:s3:::harbor-press-kit'
    await app.worker.api('/evaluations/reevaluate', { method: 'POST', body: { resourceId } })
    await run()
    await run()
    await app.visit(`/reports/${id}`)
    await summary().getByText('nothing changed').waitFor()
    await app.page.getByRole('tab', { name: 'What changed' }).click()
    await app.page.getByText('Nothing changed between these runs').waitFor()
    await app.shoot('changes-none')
    const earlier = app.page.getByLabel('Compare with the run of')
    await earlier.selectOption((await earlier.locator('option').last().getAttribute('value')) ?? '')
    const table = app.page.getByRole('table', { name: 'Controls by what changed' })
    const versioning = table.getByRole('row', { name: /versioning/i })
    await versioning.waitFor()
    expect(await versioning.getByRole('cell').allTextContents()).toEqual(['-', expect.any(String), '1', '-', '-', '-'])
    expect(await app.page.getByRole('definition').allTextContents()).toContain('1')
    await app.page.getByLabel('Also controls that only still fail').check()
    await expect.poll(() => table.getByRole('row').count()).toBeGreaterThan(5)
    await app.shoot('changes')
    expect(await axeFindings(app.page)).toEqual([])
    await app.page.getByRole('tab', { name: /Policies/ }).click()
    await button(/AWS Best Practices Policy/).click()
    await app.shoot('report-policies')
    expect(await axeFindings(app.page)).toEqual([])
  })

  test('prints a page in which nothing runs', async () => {
    await visitPci()
    await app.page.evaluate(() => {
      const seen: string[] = []
      Object.assign(globalThis, { printed: seen })
      document.addEventListener(
        'load',
        ({ target }) => {
          if (!(target instanceof HTMLIFrameElement) || !target.contentWindow) return
          const { contentWindow, contentDocument } = target
          const script = contentDocument?.createElement('script')
          if (script) script.textContent = 'document.title = "it ran"'
          if (script) contentDocument?.body.append(script)
          contentWindow.addEventListener('beforeprint', () =>
            seen.push(target.getAttribute('sandbox') ?? '', contentDocument?.title ?? ''),
          )
        },
        true,
      )
    })
    await button('Print').click()
    const printed = () => app.page.evaluate(() => (globalThis as unknown as { printed: string[] }).printed)
    await expect.poll(printed).toEqual(['allow-same-origin allow-modals', pci])
  })

  test('says how to get a Chromium where the worker has none, and prints instead', async () => {
    await app.page.route('**/pdf?*', (route) =>
      problem(route, 501, 'There is no Chromium on the worker’s machine.', 'Install Chromium or Chrome there.'),
    )
    await visitPci()
    await button('Download PDF').click()
    const alert = app.page.getByRole('alert')
    await alert.getByText('Install Chromium').waitFor()
    await app.shoot('no-chromium')
    expect(await axeFindings(app.page)).toEqual([])
    await alert.getByRole('button', { name: 'Print from the browser instead' }).click()
    await expect.poll(() => alert.count()).toBe(0)
  })

  test('tells why a run failed, and goes on showing the last one that succeeded', async () => {
    await app.page.route('**/api/reports/*/runs?*', async (route) => {
      const response = await route.fetch()
      const json = (await response.json()) as { items: { id: number }[] }
      const failed = { ...json.items[0], id: 999, state: 'failed', reason: 'The worker was stopped.' }
      await route.fulfill({ response, json: { ...json, items: [failed, ...json.items] } })
    })
    await visitPci()
    await app.page.getByRole('alert').getByText('The worker was stopped.').waitFor()
    await summary().getByText('As of').waitFor()
    await app.shoot('run-failed')
    expect(await axeFindings(app.page)).toEqual([])
  })

  test('shows an earlier run, and the new one when it has run again', async () => {
    await visitPci()
    const runs = app.page.getByLabel('Run of')
    const [, earlier] = await runs.locator('option').all()
    await runs.selectOption((await earlier?.getAttribute('value')) ?? '')
    await expect.poll(() => app.page.url()).toContain('run=')
    const before = await runs.locator('option').count()
    await button('Run again').click()
    await expect.poll(() => app.page.url()).not.toContain('run=')
    await expect.poll(() => runs.locator('option').count(), { timeout: 30_000 }).toBe(before + 1)
    await ended(pci)
  })

  test('is changed, and keeps its runs', async () => {
    await visitPci()
    await link('Edit').click()
    await heading('Edit report').waitFor()
    await app.page.getByLabel('Description').fill('For the auditor.')
    expect(await app.page.getByRole('main').getByLabel('Provider').isDisabled()).toBe(true)
    await app.page.getByLabel('Runs').selectOption('month')
    await app.page.getByLabel('On day').fill('31')
    await app.shoot('edit')
    expect(await axeFindings(app.page)).toEqual([])
    await button('Save').click()
    await app.page.getByText('For the auditor.').waitFor()
    await app.page.getByText(/Runs every month on day 31/).waitFor()
    await summary().getByText('As of').waitFor()
  })

  test('says that it loads, that there is no such report, and tries again what went wrong', async () => {
    await app.visit('/reports/99999')
    await app.page.getByText('There is no such report').waitFor()
    await app.shoot('no-such')
    expect(await axeFindings(app.page)).toEqual([])
    const { id } = await named('PCI of one account')
    await app.page.route(`**/api/reports/${id}`, untilTriedAgain(fail))
    await app.visit(`/reports/${id}?account=1`)
    await app.page.getByRole('alert').waitFor()
    await button('Try again').click()
    await heading('PCI of one account').waitFor()
    await app.page.unrouteAll()
    await app.page.route('**/api/reports/*/runs/*', (route) => later(route))
    await visitPci()
    await app.shoot('report-loading')
  })

  test('leads from a mandate to a new report on it', async () => {
    await app.visit('/policies/mandate/soc-2')
    await link('New report for this mandate').click()
    await expect.poll(() => app.page.getByLabel('Mandate', { exact: true }).inputValue()).toBe('soc-2')
  })
})
